#include "queries/bgl.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace kg {
namespace {

struct Arc {
  std::uint32_t source;
  std::uint32_t target;
  double weight;
};

bool SameEnds(const Arc& a, const Arc& b) { return a.source == b.source && a.target == b.target; }

std::vector<Arc> ArcsOf(const NewsGraph& graph,
                        const std::function<double(const GraphEdge&)>& weight) {
  std::vector<Arc> arcs;
  for (const GraphEdge& edge : graph.edges()) {
    const double w = edge.source == edge.target ? 0 : weight(edge);
    if (w <= 0) continue;
    arcs.push_back({edge.source, edge.target, w});
    arcs.push_back({edge.target, edge.source, w});
  }
  std::stable_sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
    return std::tie(a.source, a.target) < std::tie(b.source, b.target);
  });
  return arcs;
}

BglGraph ToGraph(const std::vector<Arc>& arcs, std::uint32_t vertices) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<BglEdge> weights;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (i > 0 && SameEnds(arcs[i - 1], arcs[i])) {
      weights.back().weight += arcs[i].weight;
    } else {
      ends.emplace_back(arcs[i].source, arcs[i].target);
      weights.push_back({arcs[i].weight});
    }
  }
  return {boost::edges_are_sorted, ends.begin(), ends.end(), weights.begin(), vertices};
}

}  // namespace

BglGraph ToBgl(const NewsGraph& graph, const std::function<double(const GraphEdge&)>& weight) {
  return ToGraph(ArcsOf(graph, weight), graph.size());
}

}  // namespace kg
