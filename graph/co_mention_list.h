// With whom one node is named: the values of the store's `co_mentions` family. docs/store.md draws
// the layout.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model.h"
#include "graph/time.h"

namespace kg {

/// The first and the last of some published times.
struct TimeSpan {
  Time first{};
  Time last{};
  bool operator==(const TimeSpan&) const = default;
};

/// What is known of one pair, or what changed of it: lists are added up, so counts may be below 0
/// in what is only a change.
struct ListedPair {
  NodeId other{};
  NodeKind kind{};                       // of `other`
  std::array<std::int32_t, 3> counts{};  // articles, by kCloseness
  std::optional<TimeSpan> came{};        // of articles that were ever added
  std::optional<TimeSpan> went{};        // of those that were taken away
  bool operator==(const ListedPair&) const = default;

  std::int32_t articles() const { return counts[0] + counts[1] + counts[2]; }
  bool IsNothing() const { return counts == std::array<std::int32_t, 3>{}; }
  /// Whether the first time is still that of an article. If nothing went from before it, it is.
  bool KnowsFirst() const { return !came || !went || came->first < went->first; }
  bool KnowsLast() const { return !came || !went || went->last < came->last; }
};

/// How closely each of ListedPair::counts names the two (graph/co_mentions.h).
inline constexpr std::array<double, 3> kCloseness = {1, 0.5, 0.25};

/// The pairs of a list, one at a time and with those that nobody asked for left undecoded: a hub's
/// list has hundreds of thousands. Its methods throw Error(kCorrupt).
class CoMentionReader {
 public:
  /// `bytes` are lent for as long as the reader lives.
  explicit CoMentionReader(std::string_view bytes) : left_(bytes) {}

  /// False at the end.
  bool Next(ListedPair& pair);

  /// The same, but times are left undecoded.
  bool NextCounts(ListedPair& pair);

  /// Goes on to the pair of `other`. Where there is none it returns false, and the next pair is the
  /// first one behind `other`.
  bool Find(NodeId other, ListedPair& pair);

 private:
  /// Reads whom the next pair is of. False at the end.
  bool ReadHead();
  void ReadRest(ListedPair& pair);
  /// The first part of that; the times are what is left.
  void ReadCounts(ListedPair& pair);
  void SkipRest();

  std::string_view left_;
  std::uint64_t other_ = 0;
  std::uint8_t head_ = 0;
  bool has_head_ = false;  // ReadHead() was called, what follows is not read yet
};

/// `pair` with what `more` says of the same two.
void Absorb(ListedPair& pair, const ListedPair& more);

/// `pairs` in order of `other`, no two of one.
std::string EncodeCoMentions(std::span<const ListedPair> pairs);

/// Throws Error(kCorrupt).
std::vector<ListedPair> DecodeCoMentions(std::string_view bytes);

/// The sum of several lists. Pairs that no article has are left out when `all` lists of a node are
/// there; else they are kept, for what is added later. Throws Error(kCorrupt).
std::vector<ListedPair> AddUpCoMentions(std::span<const std::string_view> lists, bool all);

}  // namespace kg
