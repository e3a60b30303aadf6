#include "queries/thin_graph.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace kg {

NewsGraph ThinGraph(const NewsGraph& graph, std::span<const NodeId> centers,
                    std::size_t strongest) {
  std::vector<bool> is_center(graph.size());
  for (const NodeId id : centers) {
    if (const auto at = graph.Find(id)) is_center[*at] = true;
  }
  const std::span<const GraphEdge> edges = graph.edges();
  std::vector<std::size_t> heaviest_first(edges.size());
  std::iota(heaviest_first.begin(), heaviest_first.end(), std::size_t{0});
  std::ranges::stable_sort(heaviest_first, std::ranges::greater{},
                           [&](std::size_t i) { return edges[i].weight; });
  std::vector<std::size_t> seen(graph.size());
  std::vector<GraphEdge> kept;
  for (const std::size_t i : heaviest_first) {
    const auto [source, target] = std::pair(edges[i].source, edges[i].target);
    if (is_center[source] || is_center[target]) {
      kept.push_back(edges[i]);
      continue;
    }
    const bool strong = seen[source] < strongest || seen[target] < strongest;
    ++seen[source];
    ++seen[target];
    if (strong) kept.push_back(edges[i]);
  }
  return NewsGraph::Build({graph.nodes().begin(), graph.nodes().end()}, std::move(kept));
}

}  // namespace kg
