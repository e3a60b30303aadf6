// Numbers that are gathered in no order and taken out in theirs.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/large_pages.h"
#include "graph/radix_sort.h"

namespace kg {

/// Postings, which sort by their upper 32 bits; those that share these come in the order in which
/// they were added. Kept by their highest bits from the beginning on: a region of them is put in
/// order in the cache, where all at once would be moved through memory a few times.
class PostingRegions {
 public:
  void Add(std::uint64_t posting) {
    const std::size_t region = posting >> kRegionShift;
    std::uint32_t& end = ends_[region];
    if (end % kChunk == 0) end = StartChunk(end);
    postings_[end++] = posting;
    ++size_;
  }

  std::size_t size() const { return size_; }

  /// Room for so many.
  void Reserve(std::size_t size) {
    if (postings_.capacity() >= size) return;
    postings_.reserve(size);
    UseLargePages(postings_);
  }

  void Clear() {
    postings_.clear();
    chunks_before_.clear();
    ends_ = {};
    size_ = 0;
  }

  /// Calls `visit` with those of each region in order, region after region. Of the upper half a
  /// region has all that have the same highest kRegionBits.
  template <typename Visit>
  void ForEachRegion(const Visit& visit) const {
    std::vector<std::uint64_t> ordered;
    std::vector<std::uint64_t> spare;
    for (const std::uint32_t end : ends_) {
      if (end == 0) continue;
      Gather(end, ordered);
      RadixSort<11>(ordered, spare, 32, kRegionShift);
      visit(std::span<const std::uint64_t>(ordered));
    }
  }

  // So few that the ends of all stay in the cache.
  static constexpr int kRegionBits = 10;

 private:
  static constexpr int kRegionShift = 64 - kRegionBits;
  static constexpr std::uint32_t kChunk = 64;  // postings

  // Behind the chunk that ends at `before`; 0 if there is none.
  std::uint32_t StartChunk(std::uint32_t before) {
    const std::size_t start = postings_.size();
    postings_.resize(start + kChunk);
    chunks_before_.push_back(before);
    return static_cast<std::uint32_t>(start);
  }

  // Those of the region of which the last chunk is full up to `end`, as they were added.
  void Gather(std::uint32_t end, std::vector<std::uint64_t>& all) const {
    const auto start_of = [](std::uint32_t chunk_end) { return (chunk_end - 1) / kChunk * kChunk; };
    std::size_t size = 0;
    for (std::uint32_t at = end; at != 0; at = chunks_before_[start_of(at) / kChunk]) {
      size += at - start_of(at);
    }
    all.resize(size);
    for (std::uint32_t at = end; at != 0; at = chunks_before_[start_of(at) / kChunk]) {
      const auto chunk = std::span(postings_).subspan(start_of(at), at - start_of(at));
      size -= chunk.size();
      std::copy(chunk.begin(), chunk.end(), all.begin() + static_cast<std::ptrdiff_t>(size));
    }
  }

  std::vector<std::uint64_t> postings_{};       // in chunks
  std::vector<std::uint32_t> chunks_before_{};  // where the chunk before ends in the same region
  std::array<std::uint32_t, std::size_t{1} << kRegionBits> ends_{};  // of the last chunks
  std::size_t size_ = 0;
};

}  // namespace kg
