#include "queries/leiden.h"

#include <algorithm>
#include <numeric>

#include "graph/error.h"
#include "queries/leiden_level.h"
#include "queries/random.h"

namespace kg {
namespace {

std::vector<Mass> MassOf(const LeidenGraph& graph, Objective objective) {
  std::vector<Mass> mass(graph.size(), 1);
  if (objective == Objective::kCpm) return mass;
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    Mass sum = 0;
    graph.ForEachArc(v, [&](std::uint32_t, std::uint32_t weight) { sum += weight; });
    mass[v] = sum;
  }
  return mass;
}

double TotalArcWeight(const LeidenGraph& graph) {
  if (graph.weights.empty()) return static_cast<double>(graph.targets.size());
  return static_cast<double>(
      std::accumulate(graph.weights.begin(), graph.weights.end(), std::uint64_t{0}));
}

Balance BalanceOf(const LeidenGraph& graph, const LeidenOptions& options) {
  const bool modularity = options.objective == Objective::kModularity;
  return Balance(modularity ? options.resolution / std::max(TotalArcWeight(graph), 1.0)
                            : options.resolution * graph.scale);
}

// The communities of the level below, seen from the level that `parts` made.
Grouping Lift(const Grouping& communities, const Grouping& parts) {
  Grouping lifted{std::vector<std::uint32_t>(parts.count), communities.count};
  for (std::size_t v = 0; v < parts.of.size(); ++v) lifted.of[parts.of[v]] = communities.of[v];
  return lifted;
}

std::vector<Mass> Lift(std::span<const Mass> mass, const Grouping& parts) {
  std::vector<Mass> lifted(parts.count);
  for (std::size_t v = 0; v < parts.of.size(); ++v) lifted[parts.of[v]] += mass[v];
  return lifted;
}

class Leiden {
 public:
  Leiden(const LeidenGraph& graph, const LeidenOptions& options,
         std::span<const std::uint32_t> start)
      : graph_(graph),
        mass_(MassOf(graph, options.objective)),
        balance_(BalanceOf(graph, options)),
        theta_(options.theta * TotalArcWeight(graph) /
               static_cast<double>(std::max<std::size_t>(graph.targets.size(), 1))),
        crew_(options.jobs),
        random_(options.seed),
        communities_{Identity(graph.size()), graph.size()} {
    if (start.empty()) return;
    communities_.of.assign(start.begin(), start.end());
    Renumber(communities_);
  }

  // One iteration: moves, refines and aggregates until every community is a single vertex. Whether
  // a vertex moved, which makes the objective larger: so it is the better partition.
  bool Iterate() {
    std::vector<std::uint32_t> vertex_of = Identity(graph_.size());  // of the level reached
    Grouping groups = communities_;
    bool moved = MoveVertices({graph_, mass_, balance_}, crew_, random_, groups);
    LeidenGraph above;
    std::vector<Mass> mass = mass_;
    for (const LeidenGraph* graph = &graph_; groups.count < graph->size(); graph = &above) {
      const Grouping parts =
          Refine({*graph, mass, balance_}, crew_, theta_, random_.Next(), groups);
      above = Aggregate(*graph, crew_, parts);
      mass = Lift(mass, parts);
      groups = Lift(groups, parts);
      for (std::uint32_t& v : vertex_of) v = parts.of[v];
      moved |= MoveVertices({above, mass, balance_}, crew_, random_, groups);
    }
    for (std::uint32_t v = 0; v < graph_.size(); ++v) communities_.of[v] = groups.of[vertex_of[v]];
    Renumber(communities_);
    return moved;
  }

  const Grouping& communities() const { return communities_; }

 private:
  const LeidenGraph& graph_;
  std::vector<Mass> mass_;
  Balance balance_;
  double theta_;
  Crew crew_;
  Random random_;
  Grouping communities_;
};

}  // namespace

double WeightScale(double total_weight) {
  // Half of the range is left for rounding up.
  int exponent = 0;
  std::frexp(total_weight, &exponent);
  return total_weight > 0 ? std::ldexp(1, 31 - exponent) : 1;
}

Partition FindCommunities(const LeidenGraph& graph, const LeidenOptions& options,
                          std::span<const std::uint32_t> start) {
  if (!(options.theta > 0)) throw Error(ErrorCode::kUsage, "theta must be above 0");
  Leiden leiden(graph, options, start);
  int iterations = 0;
  for (bool better = true; better && (options.iterations == 0 || iterations < options.iterations);
       ++iterations) {
    better = leiden.Iterate();
  }
  Partition found{.community = leiden.communities().of,
                  .communities = leiden.communities().count,
                  .iterations = iterations};
  found.quality = Quality(graph, found.community, options);
  return found;
}

double Quality(const LeidenGraph& graph, std::span<const std::uint32_t> community,
               const LeidenOptions& options) {
  const std::vector<Mass> mass = MassOf(graph, options.objective);
  std::vector<double> together(graph.size());
  double inside = 0;
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    together[community[v]] += static_cast<double>(mass[v]);
    graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
      inside += community[to] == community[v] ? weight : 0;
    });
  }
  double squares = 0;
  for (const double sum : together) squares += sum * sum;
  if (options.objective == Objective::kCpm) {
    const double pairs = (squares - static_cast<double>(graph.size())) / 2;
    return inside / graph.scale / 2 - options.resolution * pairs;
  }
  const double total = std::max(TotalArcWeight(graph), 1.0);
  return inside / total - options.resolution * squares / total / total;
}

}  // namespace kg
