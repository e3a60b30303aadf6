#include "queries/cluster_graph.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kg {
namespace {

constexpr double kSteps = 1024;  // weights are multiples of 1 / kSteps

double Strength(const GraphEdge& edge) {
  constexpr double kMost = 3;
  if (edge.relation != Relation::kMentions) return 1;
  return std::min(1 + std::log2(std::max(edge.weight, 1.0)), kMost) / kMost;
}

double Rarity(double named_by, double articles) {
  if (articles < 2) return 1;
  const double rarity = std::max(0.0, std::log(articles / named_by) / std::log(articles));
  return rarity * rarity;
}

bool NamesSomething(const GraphEdge& edge) {
  return edge.relation == Relation::kMentions || edge.relation == Relation::kHasTopic;
}

}  // namespace

std::vector<std::uint32_t> NamedBy(const NewsGraph& graph) {
  std::vector<std::uint32_t> count(graph.size());
  for (const GraphEdge& edge : graph.edges()) count[edge.target] += NamesSomething(edge) ? 1 : 0;
  return count;
}

BglGraph ClusterGraph(const NewsGraph& graph) {
  const std::vector<std::uint32_t> named_by = NamedBy(graph);
  const auto articles = static_cast<double>(std::ranges::count(
      graph.nodes(), NodeKind::kArticle, [](const Node& node) { return node.kind; }));
  return ToBgl(graph, [&](const GraphEdge& edge) -> double {
    if (edge.relation == Relation::kRelatedTo || edge.relation == Relation::kLinksTo) return 1;
    if (!NamesSomething(edge)) return 0;
    if (named_by[edge.target] == 1) return 1 / kSteps;
    return std::round(kSteps * Strength(edge) * Rarity(named_by[edge.target], articles)) / kSteps;
  });
}

}  // namespace kg
