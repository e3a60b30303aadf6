#include "queries/backbone.h"

#include <cmath>
#include <utility>
#include <vector>

namespace kg {

double DisparityChance(double weight, double strength, std::size_t degree) {
  return degree < 2 ? 1 : std::pow(1 - weight / strength, static_cast<double>(degree - 1));
}

NewsGraph Backbone(NewsGraph graph, double alpha) {
  if (alpha >= 1) return graph;
  std::vector<double> strength(graph.size());
  std::vector<std::size_t> degree(graph.size());
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.relation != Relation::kCoMentioned) continue;
    for (const NewsGraph::Index end : {edge.source, edge.target}) {
      strength[end] += edge.weight;
      ++degree[end];
    }
  }
  std::vector<GraphEdge> kept;
  for (const GraphEdge& edge : graph.edges()) {
    const auto tells = [&](NewsGraph::Index end) {
      return DisparityChance(edge.weight, strength[end], degree[end]) < alpha;
    };
    if (edge.relation != Relation::kCoMentioned || tells(edge.source) || tells(edge.target)) {
      kept.push_back(edge);
    }
  }
  return NewsGraph::Build({graph.nodes().begin(), graph.nodes().end()}, std::move(kept));
}

}  // namespace kg
