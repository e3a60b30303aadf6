// Places of ids in a sorted list. They are hashes, evenly spread: the first bits tell where to
// look.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "graph/model.h"

namespace kg {

class IdIndex {
 public:
  IdIndex() : IdIndex(std::vector<NodeId>()) {}
  /// `ids` are sorted, each once.
  explicit IdIndex(std::vector<NodeId> ids) : ids_(std::move(ids)) {
    ids_.shrink_to_fit();
    const int bits = std::max(1, static_cast<int>(std::bit_width(ids_.size())) - 2);
    shift_ = std::numeric_limits<std::uint64_t>::digits - bits;
    starts_.resize((std::size_t{1} << bits) + 1);
    for (const NodeId id : ids_) ++starts_[BucketOf(id) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  }

  std::optional<std::uint32_t> Find(NodeId id) const {
    const std::size_t bucket = BucketOf(id);
    const auto end = ids_.begin() + starts_[bucket + 1];
    const auto at = std::lower_bound(ids_.begin() + starts_[bucket], end, id);
    if (at == end || *at != id) return std::nullopt;
    return static_cast<std::uint32_t>(at - ids_.begin());
  }

  const std::vector<NodeId>& ids() const { return ids_; }

 private:
  std::size_t BucketOf(NodeId id) const { return static_cast<std::uint64_t>(id) >> shift_; }

  std::vector<NodeId> ids_;
  int shift_ = 0;
  std::vector<std::uint32_t> starts_;  // of buckets; the last is the end
};

}  // namespace kg
