#include "queries/weighted.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kg {
namespace {

using Index = WeightedGraph::Index;

struct WeightedArc {
  Index from;
  Index to;
  std::uint32_t quarters;
};

bool IsArticleLink(const GraphEdge& edge) {
  return edge.relation == Relation::kRelatedTo || edge.relation == Relation::kLinksTo;
}

// Calls `visit(from, to, edge)` for every arc.
template <class Visit>
void ForEachArc(const NewsGraph& graph, LinkRows rows, const Visit& visit) {
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.source == edge.target) continue;
    if (rows == LinkRows::kBothEnds || !IsArticleLink(edge)) visit(edge.source, edge.target, edge);
    visit(edge.target, edge.source, edge);
  }
}

}  // namespace

bool GoBothWays(const NewsGraph& graph) {
  return std::ranges::none_of(graph.edges(), IsArticleLink);
}

WeightedGraph ToWeighted(const NewsGraph& graph, LinkRows rows) {
  std::vector<std::pair<NodeId, Index>> order;
  order.reserve(graph.size());
  for (Index i = 0; i < graph.size(); ++i) order.emplace_back(graph.node(i).id(), i);
  std::sort(order.begin(), order.end());
  WeightedGraph weighted;
  std::vector<Index> number(graph.size());
  for (const auto& [id, node] : order) {
    number[node] = weighted.size();
    weighted.ids.push_back(id);
    weighted.kinds.push_back(graph.node(node).kind);
  }
  std::vector<WeightedArc> arcs;
  arcs.reserve(2 * graph.edges().size());
  ForEachArc(graph, rows, [&](Index from, Index to, const GraphEdge& edge) {
    arcs.push_back({number[from], number[to], static_cast<std::uint32_t>(4 * edge.weight)});
  });
  std::sort(arcs.begin(), arcs.end(), [](const WeightedArc& a, const WeightedArc& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  });
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (i > 0 && arcs[i - 1].from == arcs[i].from && arcs[i - 1].to == arcs[i].to) {
      weighted.quarters.back() += arcs[i].quarters;
      continue;
    }
    weighted.first.resize(std::size_t{arcs[i].from} + 1, weighted.others.size());
    weighted.others.push_back(arcs[i].to);
    weighted.quarters.push_back(arcs[i].quarters);
  }
  weighted.first.resize(std::size_t{weighted.size()} + 1, weighted.others.size());
  return weighted;
}

}  // namespace kg
