// The store's lists of co-mentions as rows of numbers; for store_linked_names.cc.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/database.h"
#include "graph/model.h"
#include "graph/news_graph.h"
#include "graph/weighted_graph.h"

namespace kg {

/// Names by number, in order of id. Ids are hashes, evenly spread, so where one is can be told from
/// its bits but for a step or two.
class NameTable {
 public:
  using Index = WeightedGraph::Index;
  struct Name {
    NodeId id{};
    NodeKind kind{};
    auto operator<=>(const Name&) const = default;
  };

  /// In any order, some of them perhaps several times.
  explicit NameTable(std::vector<Name> names);

  Index size() const { return static_cast<Index>(ids_.size()); }
  NodeId id(Index i) const { return ids_[i]; }
  NodeKind kind(Index i) const { return kinds_[i]; }

  /// About where `id` is, for At(); fetches it from memory meanwhile.
  Index About(NodeId id) const {
    const auto bits = static_cast<std::uint64_t>(id);
    const std::size_t bucket = bits >> shift_;
    const std::uint64_t within = bits << (64 - shift_) >> 32;
    const std::uint64_t count = first_[bucket + 1] - first_[bucket];
    const auto at = static_cast<Index>(first_[bucket] + (within * count >> 32));
    __builtin_prefetch(ids_.data() + at);
    return at;
  }

  static constexpr Index kMissing = std::numeric_limits<Index>::max();

  /// kMissing for one that is not there; `about` is of About().
  Index Find(NodeId id, Index about) const {
    Index i = about;
    while (i > 0 && (i == size() || ids_[i] > id)) --i;
    while (i < size() && ids_[i] < id) ++i;
    return i < size() && ids_[i] == id ? i : kMissing;
  }
  Index Find(NodeId id) const { return Find(id, About(id)); }

 private:
  std::vector<NodeId> ids_;
  std::vector<NodeKind> kinds_;
  std::vector<Index> first_;  // of those that begin with the same bits
  int shift_ = 0;
};

/// What the readers of all ranges go by.
struct RowPlan {
  /// One of the two arcs of a link of weight 1 that no list has.
  struct Extra {
    NameTable::Index from = 0;
    NameTable::Index to = 0;
    auto operator<=>(const Extra&) const = default;
  };

  const GraphFilter& filter;
  NameTable names;
  std::vector<Extra> extras{};  // in order
};

/// The arcs of some rows, how many each row has, and whether articles name it.
struct NameRows {
  std::vector<NameTable::Index> others{};
  std::vector<std::uint32_t> quarters{};
  std::vector<std::uint32_t> lengths{};
  std::vector<bool> named{};
};

/// Reads rows of names that follow each other. Those of kinds that are not asked for have no arcs.
class RowReader {
 public:
  using Index = NameTable::Index;

  explicit RowReader(const RowPlan& plan);  // lent

  /// Replaces `rows`. Throws Error(kCorrupt).
  void Read(const Database& db, Index begin, Index end);

  NameRows rows{};

 private:
  /// An arc whose target was not looked up yet.
  struct Pending {
    NodeId other{};
    Index about = 0;
    std::uint32_t quarters = 0;
  };

  void AddList(Index row, std::string_view bytes);
  void LookUp(std::span<const Pending> pending);
  /// Adds the extras of the next row.
  void EndRow();

  const RowPlan& plan_;
  std::array<bool, kNodeKinds> takes_{};  // what the filter says, as it is asked for every arc
  double least_quarters_;
  Index begin_ = 0;
  Index next_ = 0;         // the row that is not ended yet
  std::size_t ended_ = 0;  // arcs of the rows before
  std::vector<RowPlan::Extra>::const_iterator extra_{};
};

}  // namespace kg
