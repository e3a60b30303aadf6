// The k shortest simple paths: J. Y. Yen, Finding the k shortest loopless paths in a network,
// Management Science 17 (1971), with Dijkstra's algorithm of Boost.Graph for the spur paths.
// For .cc files.
#pragma once

#include <vector>

#include "queries/bgl.h"

namespace kg {

struct WeightedPath {
  double cost = 0;
  std::vector<std::uint32_t> vertices{};  // from the source to the target
  auto operator<=>(const WeightedPath&) const = default;
};

/// At most `k` paths from `source` to `target`, two different vertices, cheapest first, ties by
/// vertices; weights are >= 0. O(k * length * (arcs + vertices * log vertices)).
std::vector<WeightedPath> ShortestPaths(const BglGraph& graph, std::uint32_t source,
                                        std::uint32_t target, std::size_t k);

/// Cost of the cheapest path from `source` to every vertex; infinite where there is none.
std::vector<double> Distances(const BglGraph& graph, std::uint32_t source);

}  // namespace kg
