#include "queries/significance.h"

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace kg {
namespace {

double PairsAmong(double n) { return n * (n - 1) / 2; }

// x ln(x / y), 0 for nothing.
double Part(double x, double y) { return x > 0 ? x * std::log(x / y) : 0; }

double MeanWeight(const LeidenGraph& graph) {
  const auto arcs = static_cast<double>(graph.targets.size());
  const double sum = graph.weights.empty()
                         ? arcs
                         : static_cast<double>(std::accumulate(
                               graph.weights.begin(), graph.weights.end(), std::uint64_t{0}));
  return sum / arcs / graph.scale;
}

double Density(const LeidenGraph& graph) {
  return static_cast<double>(graph.targets.size()) / 2 / PairsAmong(graph.size());
}

}  // namespace

double Significance(const LeidenGraph& graph, std::span<const std::uint32_t> community) {
  struct Inside {
    double vertices = 0;
    double arcs = 0;
  };
  std::vector<Inside> inside(graph.size());
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    Inside& own = inside[community[v]];
    ++own.vertices;
    graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t) {
      own.arcs += community[to] == community[v] ? 1 : 0;
    });
  }
  const double p = Density(graph);
  double sum = 0;
  for (const Inside& c : inside) {
    if (c.vertices < 2 || p >= 1) continue;
    const double q = c.arcs / 2 / PairsAmong(c.vertices);
    sum += PairsAmong(c.vertices) * (Part(q, p) + Part(1 - q, 1 - p));
  }
  return sum;
}

SignificantPartition FindSignificant(const LeidenGraph& graph, LeidenOptions options,
                                     std::span<const std::uint32_t> start) {
  options.objective = Objective::kCpm;
  const double most = graph.targets.empty() ? 1 : MeanWeight(graph);
  options.resolution = graph.targets.empty() ? 1 : most * Density(graph);
  SignificantPartition best;
  for (bool first = true; first || options.resolution <= most; options.resolution *= 2) {
    Partition found = FindCommunities(graph, options, start);
    const double significance = Significance(graph, found.community);
    if (first || significance > best.significance) {
      best = {std::move(found), options.resolution, significance};
    }
    first = false;
  }
  return best;
}

}  // namespace kg
