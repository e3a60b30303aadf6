#include "export/placement.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace kg {
namespace {

constexpr double kSpacing = 12;
constexpr double kSmallest = 4;
constexpr double kMostGrowth = 30;

std::vector<std::uint32_t> DegreesOf(const NewsGraph& graph) {
  std::vector<std::uint32_t> degrees(graph.size());
  for (const GraphEdge& edge : graph.edges()) {
    ++degrees[edge.source];
    ++degrees[edge.target];
  }
  return degrees;
}

}  // namespace

std::vector<Place> PlaceNodes(const NewsGraph& graph) {
  const std::vector<std::uint32_t> degrees = DegreesOf(graph);
  std::vector<NewsGraph::Index> order(graph.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&degrees](auto a, auto b) { return degrees[a] > degrees[b]; });
  const double golden = std::numbers::pi * (3 - std::sqrt(5.0));
  std::vector<Place> places(graph.size());
  for (std::size_t seed = 0; seed < order.size(); ++seed) {
    const auto rank = static_cast<double>(seed);
    const double radius = kSpacing * std::sqrt(rank);
    const double growth = std::min(kMostGrowth, std::sqrt(degrees[order[seed]]));
    places[order[seed]] = {radius * std::cos(golden * rank), radius * std::sin(golden * rank),
                           kSmallest + growth};
  }
  return places;
}

const char* ColorOf(const NewsGraph& graph, const Marks& marks, const GroupLooks& groups,
                    NewsGraph::Index i) {
  if (groups.any()) return groups.of(marks.group[i]).line;
  return LookOf(graph.node(i).kind).line;
}

}  // namespace kg
