#include "graph/co_mention_runs.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <queue>
#include <string_view>
#include <tuple>
#include <utility>

#include "graph/bytes.h"
#include "graph/error.h"

namespace kg {
namespace {

// A run is a row of chunks: owner:8, length:4, and so many bytes of a list. A hub has several.
constexpr std::size_t kChunkHead = 12;
constexpr std::size_t kPairsOfChunk = 512;
constexpr std::size_t kRunBuffer = 64 << 10;

/// The pairs of one run in order.
class RunReader {
 public:
  RunReader(const SpillFile& file, std::uint64_t begin, std::uint64_t end)
      : file_(file), at_(begin), end_(end), buffer_(kRunBuffer) {}

  NodeId owner{};
  ListedPair pair{};

  /// False at the end.
  bool Next() {
    while (!list_ || !list_->Next(pair)) {
      if (!NextChunk()) return false;
    }
    return true;
  }

  bool IsBehind(const RunReader& other) const {
    return std::tie(other.owner, other.pair.other) < std::tie(owner, pair.other);
  }

 private:
  bool NextChunk() {
    if (left_.empty() && at_ == end_) return false;
    ByteReader head(Take(kChunkHead));
    owner = static_cast<NodeId>(head.Fixed64());
    list_.emplace(Take(head.Fixed32()));
    return true;
  }

  // Lent until the next call.
  std::string_view Take(std::size_t count) {
    if (left_.size() < count) {
      std::copy(left_.begin(), left_.end(), buffer_.begin());
      const std::size_t have = left_.size();
      buffer_.resize(std::max(buffer_.size(), count));
      const auto more =
          static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size() - have, end_ - at_));
      file_.Read(at_, std::span(buffer_).subspan(have, more));
      at_ += more;
      left_ = {buffer_.data(), have + more};
    }
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(taken.size());
    return taken;  // too few only of a file that somebody cut, which the readers of it tell
  }

  const SpillFile& file_;
  std::uint64_t at_;  // what is not in the buffer yet
  std::uint64_t end_;
  std::vector<char> buffer_;
  std::string_view left_{};
  std::optional<CoMentionReader> list_{};
};

}  // namespace

void CoMentionRuns::Flush() {
  file_.Append(buffer_);
  buffer_.clear();
}

void CoMentionRuns::Add(NodeId owner, std::span<const ListedPair> pairs) {
  while (!pairs.empty()) {
    const std::size_t count = std::min(pairs.size(), kPairsOfChunk);
    const std::string list = EncodeCoMentions(pairs.first(count));
    ByteWriter out(buffer_);
    out.Fixed64(static_cast<std::uint64_t>(owner));
    out.Fixed32(static_cast<std::uint32_t>(list.size()));
    buffer_ += list;
    pairs = pairs.subspan(count);
    if (buffer_.size() >= kRunBuffer) Flush();
  }
}

void CoMentionRuns::EndRun() {
  Flush();
  ends_.push_back(file_.size());
}

void CoMentionRuns::Merge(const Visit& visit) {
  std::vector<std::unique_ptr<RunReader>> readers;
  const auto is_behind = [](const RunReader* a, const RunReader* b) { return a->IsBehind(*b); };
  std::priority_queue<RunReader*, std::vector<RunReader*>, decltype(is_behind)> waiting(is_behind);
  std::uint64_t begin = 0;
  for (const std::uint64_t end : ends_) {
    readers.push_back(std::make_unique<RunReader>(file_, begin, end));
    begin = end;
    if (readers.back()->Next()) waiting.push(readers.back().get());
  }
  std::vector<ListedPair> pairs;
  std::optional<NodeId> owner;
  while (!waiting.empty()) {
    RunReader* const next = waiting.top();
    waiting.pop();
    bool more = true;
    do {  // most of what follows is of the same run
      if (owner != next->owner) {
        if (owner) visit(*owner, pairs);
        owner = next->owner;
        pairs.clear();
      }
      if (!pairs.empty() && pairs.back().other == next->pair.other) {
        Absorb(pairs.back(), next->pair);
      } else {
        pairs.push_back(next->pair);
      }
      more = next->Next();
    } while (more && (waiting.empty() || !next->IsBehind(*waiting.top())));
    if (more) waiting.push(next);
  }
  if (owner) visit(*owner, pairs);
}

}  // namespace kg
