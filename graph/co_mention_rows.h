// The store's lists of co-mentions as rows of numbers; for store_linked_names.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/database.h"
#include "graph/model.h"
#include "graph/news_graph.h"
#include "graph/weighted_graph.h"

namespace kg {

/// Names by number, in order of id. Ids are hashes, so the first bits of one say where it is, but
/// for a few steps.
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

  Index size() const { return static_cast<Index>(names_.size()); }
  const Name& operator[](Index i) const { return names_[i]; }

  /// Throws Error(kCorrupt) for one that is not there.
  Index At(NodeId id) const {
    Index i = first_[static_cast<std::uint64_t>(id) >> shift_];
    while (i < size() && names_[i].id < id) ++i;
    if (i == size() || names_[i].id != id) ThrowMissing();
    return i;
  }

 private:
  [[noreturn]] static void ThrowMissing();

  std::vector<Name> names_;
  std::vector<Index> first_;  // by the first bits
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

/// The rows of some names that follow each other.
class RowReader {
 public:
  using Index = NameTable::Index;

  /// `plan` is lent. Names of kinds that are not asked for have rows without arcs.
  RowReader(const RowPlan& plan, Index begin, Index end);

  /// With room for so many arcs to begin with. Throws Error(kCorrupt).
  void Read(const Database& db, std::size_t arcs);

  // The arcs of all rows, how many each row has, and whether articles name it.
  std::vector<Index> others{};
  std::vector<std::uint32_t> quarters{};
  std::vector<std::uint32_t> lengths{};
  std::vector<bool> named{};

 private:
  void AddList(Index row, std::string_view bytes);
  /// Adds the extras of the next row.
  void EndRow();

  const RowPlan& plan_;
  Index begin_;
  Index end_;
  Index next_;             // the row that is not ended yet
  std::size_t ended_ = 0;  // arcs of the rows before
  std::vector<RowPlan::Extra>::const_iterator extra_;
};

}  // namespace kg
