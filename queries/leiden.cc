#include "queries/leiden.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "graph/error.h"
#include "queries/leiden_level.h"
#include "queries/leiden_move.h"
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

double QualityOf(const LeidenGraph& graph, std::span<const Mass> mass,
                 std::span<const std::uint32_t> community, const LeidenOptions& options) {
  std::vector<double> together(graph.size());
  std::uint64_t inside = 0;
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    together[community[v]] += static_cast<double>(mass[v]);
    graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
      inside += community[to] == community[v] ? weight : 0;
    });
  }
  double squares = 0;
  for (const double sum : together) squares += sum * sum;
  const auto weight = static_cast<double>(inside);
  if (options.objective == Objective::kCpm) {
    const double pairs = (squares - static_cast<double>(graph.size())) / 2;
    return weight / graph.scale / 2 - options.resolution * pairs;
  }
  const double total = std::max(TotalArcWeight(graph), 1.0);
  return weight / total - options.resolution * squares / total / total;
}

// Makes communities of the connected parts of each. Whether there were any with more than one.
bool SplitApart(const LeidenGraph& graph, Grouping& communities) {
  Grouping parts{std::vector<std::uint32_t>(graph.size(), graph.size())};
  std::vector<std::uint32_t> open;
  for (std::uint32_t root = 0; root < graph.size(); ++root) {
    if (parts.of[root] != graph.size()) continue;
    parts.of[root] = parts.count;
    for (open.assign(1, root); !open.empty();) {
      const std::uint32_t v = open.back();
      open.pop_back();
      graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t) {
        if (parts.of[to] != graph.size() || communities.of[to] != communities.of[v]) return;
        parts.of[to] = parts.count;
        open.push_back(to);
      });
    }
    ++parts.count;
  }
  const bool split = parts.count > communities.count;
  communities = std::move(parts);
  return split;
}

// Arcs that are worth numbering the vertices anew: fewer lie in the cache anyway.
constexpr std::size_t kWorthOrder = std::size_t{1} << 17;

class Leiden {
 public:
  Leiden(const LeidenGraph& graph, const LeidenOptions& options,
         std::span<const std::uint32_t> start)
      : lent_(graph),
        options_(options),
        mass_(MassOf(graph, options.objective)),
        balance_(BalanceOf(graph, options)),
        theta_(options.theta * TotalArcWeight(graph) /
               static_cast<double>(std::max<std::size_t>(graph.targets.size(), 1))),
        workers_(options.jobs, graph.size()),
        mover_(workers_),
        random_(options.seed),
        communities_{Identity(graph.size()), graph.size()} {
    if (!start.empty()) {
      communities_.of.assign(start.begin(), start.end());
      Renumber(communities_);
    }
    if (graph.targets.size() >= kWorthOrder) Arrange();
  }

  // One iteration: moves, refines and aggregates until every community is a single vertex. Whether
  // a vertex moved, which makes the objective larger: so it is the better partition.
  bool Iterate() {
    std::vector<std::uint32_t> vertex_of = Identity(lent_.size());  // of the level reached
    Grouping groups = communities_;
    bool moved = mover_.Run({graph(), mass_, balance_}, random_, groups) || moved_;
    moved_ = false;
    std::vector<Mass> mass = mass_;
    const LeidenGraph* level = &graph();
    for (std::size_t height = 0; groups.count < level->size(); ++height) {
      const Grouping parts =
          Refine({*level, mass, balance_}, workers_.crew, theta_, random_.Next(), groups);
      LeidenGraph& above = above_[height % 2];
      Aggregate(*level, workers_, parts, above);
      level = &above;
      mass = Lift(mass, parts);
      groups = Lift(groups, parts);
      for (std::uint32_t& v : vertex_of) v = parts.of[v];
      moved |= mover_.Run({above, mass, balance_}, random_, groups);
    }
    for (std::uint32_t v = 0; v < vertex_of.size(); ++v)
      communities_.of[v] = groups.of[vertex_of[v]];
    Renumber(communities_);
    return moved;
  }

  // Whether anything changed.
  bool Settle() {
    bool changed = false;
    do {
      changed |= mover_.RunFromAlone({graph(), mass_, balance_}, random_, communities_);
    } while (SplitApart(graph(), communities_));
    return changed;
  }

  Partition Found(int iterations) const {
    Partition found{.quality = QualityOf(graph(), mass_, communities_.of, options_),
                    .iterations = iterations};
    Grouping communities = communities_;
    for (std::uint32_t i = 0; i < order_.size(); ++i)
      communities.of[order_[i]] = communities_.of[i];
    Renumber(communities);
    found.community = std::move(communities.of);
    found.communities = communities.count;
    return found;
  }

 private:
  const LeidenGraph& graph() const { return order_.empty() ? lent_ : arranged_; }

  // Numbers the vertices so that neighbours mostly lie side by side: by the communities of the
  // start, or those after a first look.
  void Arrange() {
    if (communities_.count == lent_.size()) {
      moved_ = mover_.LookOnce({lent_, mass_, balance_}, random_, communities_);
    }
    order_ = Members(communities_).vertices;
    arranged_ = Rearranged(lent_, workers_.crew, order_);
    const std::vector<Mass> mass = std::move(mass_);
    const std::vector<std::uint32_t> community = communities_.of;
    mass_.clear();
    for (std::uint32_t i = 0; i < order_.size(); ++i) {
      mass_.push_back(mass[order_[i]]);
      communities_.of[i] = community[order_[i]];
    }
  }

  const LeidenGraph& lent_;
  LeidenOptions options_;
  std::vector<Mass> mass_;
  Balance balance_;
  double theta_;
  Workers workers_;
  Mover mover_;
  Random random_;
  Grouping communities_;
  bool moved_ = false;
  std::vector<std::uint32_t> order_{};  // the vertex of lent_ for each of arranged_
  LeidenGraph arranged_{};
  std::array<LeidenGraph, 2> above_{};  // room for levels
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
    better = options.settle ? leiden.Settle() : leiden.Iterate();
  }
  return leiden.Found(iterations);
}

double Quality(const LeidenGraph& graph, std::span<const std::uint32_t> community,
               const LeidenOptions& options) {
  return QualityOf(graph, MassOf(graph, options.objective), community, options);
}

}  // namespace kg
