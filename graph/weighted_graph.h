// Nodes and how much links them, in a few bytes a link: what measures of a whole archive are
// computed on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/model.h"
#include "graph/untouched.h"

namespace kg {

/// Compressed sparse rows, 8 bytes an arc. Vertices are positions in `ids`; the row of `v` is
/// others[first[v]] … others[first[v + 1] - 1], in order, no vertex twice and never itself. Equal
/// graphs have equal rows on every machine. Names and titles are the store's.
struct WeightedGraph {
  using Index = std::uint32_t;

  std::vector<NodeId> ids{};  // in order
  std::vector<NodeKind> kinds{};
  std::vector<std::size_t> first{0};
  ArcNumbers others{};
  ArcNumbers quarters{};  // four times the weight of an arc, which is exact; > 0

  Index size() const { return static_cast<Index>(ids.size()); }
};

}  // namespace kg
