#include "queries/path_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>
#include <tuple>
#include <utility>

#include "queries/known_part.h"
#include "queries/yen.h"

namespace kg {
namespace {

using Vertex = KnownPart::Vertex;

constexpr double kInfinite = PathLimits::kInfinite;
constexpr double kLeastLinkCost = 1;

/// The known vertices that a path may go through: those with two links and more.
class Core {
 public:
  explicit Core(const KnownPart& part) : number_(part.size(), kNone) {
    std::vector<std::uint8_t> links(part.size());  // up to 2
    for (const auto& link : part.links()) {
      for (const Vertex v : {link.u, link.v}) links[v] += links[v] < 2;
    }
    for (Vertex v = 0; v < part.size(); ++v) {
      if (v >= KnownPart::kEnds && links[v] < 2) continue;
      number_[v] = static_cast<Vertex>(vertices_.size());
      vertices_.push_back(v);
    }
  }

  static constexpr Vertex kNone = std::numeric_limits<Vertex>::max();

  const std::vector<Vertex>& vertices() const { return vertices_; }
  /// kNone where v is not of the core.
  Vertex NumberOf(Vertex v) const { return number_[v]; }

  /// Arcs that cost their link and leaving the node they start at; those of paths from `end`, which
  /// go nowhere from the other one.
  BglGraph From(Vertex end, const KnownPart& part) const {
    std::vector<std::pair<Vertex, Vertex>> ends;
    std::vector<BglEdge> costs;
    for (const auto& link : part.links()) {
      for (const auto& [u, v] : {std::pair(link.u, link.v), std::pair(link.v, link.u)}) {
        if (number_[u] == kNone || number_[v] == kNone || u == 1 - end) continue;
        ends.emplace_back(number_[u], number_[v]);
        costs.push_back({link.cost + part.Leaving(u)});
      }
    }
    return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), costs.begin(),
            static_cast<Vertex>(vertices_.size())};
  }

 private:
  std::vector<Vertex> number_;
  std::vector<Vertex> vertices_;
};

/// What it costs from either end to each vertex by known links, leaving it apart.
class Ways {
 public:
  Ways(const KnownPart& part, const Core& core, const std::array<BglGraph, 2>& graphs) {
    for (const Vertex end : {0U, 1U}) {
      const std::vector<double> in_core = Distances(graphs.at(end), end);
      std::vector<double>& way = from_[end];
      way.assign(part.size(), kInfinite);
      for (std::size_t i = 0; i < in_core.size(); ++i) way[core.vertices()[i]] = in_core[i];
      for (const auto& link : part.links()) {
        for (const auto& [u, v] : {std::pair(link.u, link.v), std::pair(link.v, link.u)}) {
          if (core.NumberOf(u) == Core::kNone || core.NumberOf(v) != Core::kNone) continue;
          if (u != 1 - end) way[v] = way[u] + part.Leaving(u) + link.cost;
        }
      }
    }
  }

  double From(std::size_t end, Vertex v) const { return from_[end][v]; }
  const std::array<std::vector<double>, 2>& from() const { return from_; }

 private:
  std::array<std::vector<double>, 2> from_;
};

struct Reached {
  explicit Reached(const KnownPart& part)
      : core(part), graphs{core.From(0, part), core.From(1, part)}, ways(part, core, graphs) {}

  std::vector<WeightedPath> Cheapest(std::size_t k) const {
    std::vector<WeightedPath> found = ShortestPaths(graphs[0], 0, 1, k);
    for (WeightedPath& path : found) {
      for (Vertex& v : path.vertices) v = core.vertices()[v];
    }
    return found;
  }

  Core core;
  std::array<BglGraph, 2> graphs;
  Ways ways;
};

/// Which nodes to read next: a path that is not known yet has a first unknown link, x - y, and a
/// last one, x' - y', the same one or another. Up to x and from y' on it is known, so it costs at
/// least the known ways to them, and a link.
class Frontier {
 public:
  Frontier(const KnownPart& part, const Ways& ways) : part_(part), ways_(ways) {
    for (std::size_t end = 0; end < 2; ++end) {
      for (Vertex v = 0; v < part.size(); ++v) {
        if (!part.IsExpanded(v)) least_[end] = std::min(least_[end], CostOf(end, v));
      }
    }
  }

  /// What it costs at least to get from the end to somewhere that is not expanded, and on.
  double least(std::size_t end) const { return least_[end]; }

  /// The same by v, half of what its cheapest link costs beyond kLeastLinkCost included.
  double CostOf(std::size_t end, Vertex v) const {
    return ways_.From(end, v) + part_.Leaving(v) + part_.LeastLinkExtra(v) / 2;
  }

  /// Whether an unknown path below `bound` may come from the end by way of v.
  bool MayComeBy(std::size_t end, Vertex v, double bound) const {
    return CostOf(end, v) + kLeastLinkCost + least_[1 - end] < bound;
  }

  std::vector<Vertex> Near(std::size_t end, double bound) const {
    std::vector<Vertex> near;
    for (Vertex v = 0; v < part_.size(); ++v) {
      if (!part_.IsExpanded(v) && MayComeBy(end, v, bound)) near.push_back(v);
    }
    return near;
  }

  PathLimits Limits(double bound) const {
    PathLimits limits{.bound = bound, .way = ways_.from()};
    for (std::size_t end = 0; end < 2; ++end) {
      limits.beyond[end] = least_[end] + kLeastLinkCost;
      for (double& way : limits.way[end]) way = std::min(way, limits.beyond[end]);
    }
    return limits;
  }

 private:
  const KnownPart& part_;
  const Ways& ways_;
  std::array<double, 2> least_ = {kInfinite, kInfinite};
};

/// While only the ends are expanded: what the k-th cheapest known path costs, so much for no more
/// than k paths that most of what hubs are tied to can be forgotten before any search.
double FirstBound(KnownPart& part, std::size_t k) {
  std::array<std::vector<double>, 2> step;
  step.fill(std::vector<double>(part.size(), kInfinite));
  std::priority_queue<double> best;  // of the costs of paths, the k least
  for (const auto& link : part.links()) {
    step.at(link.u)[link.v] = link.cost;
    if (link.v < KnownPart::kEnds) best.push(link.cost);
  }
  std::vector<std::pair<double, Vertex>> between;
  for (Vertex v = KnownPart::kEnds; v < part.size(); ++v) {
    const double cost = step[0][v] + step[1][v] + part.Leaving(v);
    if (cost < kInfinite) between.emplace_back(cost, v);
  }
  std::ranges::sort(between);
  for (const auto& [least, v] : between) {
    if (best.size() == k && least >= best.top()) break;
    part.CountArticles(v);
    best.push(step[0][v] + step[1][v] + part.Leaving(v));
    if (best.size() > k) best.pop();
  }
  if (best.size() < k) return kInfinite;
  return best.top();
}

/// The vertices on the paths whose articles have not been counted and, as each count is a new
/// search, some that may be on the next ones.
std::vector<Vertex> ToCount(const KnownPart& part, const Reached& reached,
                            const std::vector<WeightedPath>& found, std::size_t k) {
  constexpr std::size_t kBeside = 64;
  std::vector<Vertex> to_count;
  for (const WeightedPath& path : found) {
    for (const Vertex v : path.vertices) {
      if (v >= KnownPart::kEnds && !part.HasArticles(v)) to_count.push_back(v);
    }
  }
  if (to_count.empty()) return to_count;
  double bound = kInfinite;
  if (found.size() >= k) bound = found.back().cost;
  std::vector<std::pair<double, Vertex>> beside;
  for (const Vertex v : reached.core.vertices()) {
    if (v < KnownPart::kEnds || part.HasArticles(v)) continue;
    const double cost = reached.ways.From(0, v) + reached.ways.From(1, v) + part.Leaving(v);
    if (cost < bound) beside.emplace_back(cost, v);
  }
  const auto end = beside.begin() + static_cast<std::ptrdiff_t>(std::min(kBeside, beside.size()));
  std::partial_sort(beside.begin(), end, beside.end());
  for (auto at = beside.begin(); at != end; ++at) to_count.push_back(at->second);
  return to_count;
}

/// The `k` cheapest known paths. What they do not go through costs no less than is known of it.
std::vector<WeightedPath> CheapestKnown(KnownPart& part, std::size_t k,
                                        std::optional<Reached>& reached) {
  while (true) {
    std::vector<WeightedPath> found = reached->Cheapest(k);
    const std::vector<Vertex> to_count = ToCount(part, *reached, found, k);
    if (to_count.empty()) return found;
    for (const Vertex v : to_count) part.CountArticles(v);
    reached.emplace(part);
  }
}

// Reads on from the side where there is less to read. False when no path below `bound` is left to
// be found.
bool Grow(KnownPart& part, const Ways& ways, double bound) {
  constexpr std::size_t kAtOnce = 64;  // or a part of all: each time the paths are searched anew
  constexpr std::size_t kPart = 4;
  const Frontier frontier(part, ways);
  if (frontier.least(0) == kInfinite || frontier.least(1) == kInfinite) return false;
  std::array<std::vector<Vertex>, 2> near;
  std::array<std::size_t, 2> work{};
  for (std::size_t end = 0; end < 2; ++end) {
    near[end] = frontier.Near(end, bound);
    if (near[end].empty()) return false;
    for (const Vertex v : near[end]) work[end] += part.LeastArticles(v);
  }
  const std::size_t end = work[0] <= work[1] ? 0 : 1;
  std::ranges::sort(near[end], {},
                    [&](Vertex v) { return std::tuple(frontier.CostOf(end, v), v); });
  if (const std::size_t most = std::max(kAtOnce, part.CountExpanded() / kPart);
      near[end].size() > most) {
    near[end].resize(most);
  }
  const PathLimits limits = frontier.Limits(bound);
  for (const Vertex v : near[end]) {
    part.CountArticles(v);
    if (frontier.MayComeBy(end, v, bound)) part.Expand(v, limits);
  }
  return true;
}

bool ShorterFirst(const Path& a, const Path& b) {
  if (a.cost != b.cost) return a.cost < b.cost;
  return std::ranges::lexicographical_compare(a.nodes, b.nodes, [](const Node& x, const Node& y) {
    return std::tie(x.kind, x.key) < std::tie(y.kind, y.key);
  });
}

}  // namespace

double LinkCost(const Bond& bond) {
  const double base = [&] {
    switch (bond.relation) {
      case Relation::kCoMentioned: return 1 / bond.closeness;
      case Relation::kRelatedTo:
      case Relation::kLinksTo: return 2.0;
      default: return 2.5;
    }
  }();
  return base + 1 / (1 + bond.weight);
}

double HubCost(std::size_t articles) {
  if (articles <= 1) return 0;  // most names
  const double ease = std::log(static_cast<double>(articles)) / 5;
  return ease * ease;
}

std::vector<Path> FindPaths(const GraphStore& store, const Node& a, const Node& b,
                            const PathOptions& options) {
  KnownPart part(store, a, b, options);
  double bound = FirstBound(part, options.k);
  std::optional<Reached> reached;
  while (true) {
    reached.emplace(part);
    part.Drop(Frontier(part, reached->ways).Limits(bound));
    reached.emplace(part);
    const std::vector<WeightedPath> found = CheapestKnown(part, options.k, reached);
    if (found.size() >= options.k) bound = found.back().cost;
    // Three links is the least that a path with an unknown one has.
    if (bound > 3 * kLeastLinkCost && Grow(part, reached->ways, bound)) continue;
    std::vector<Path> paths;
    for (const WeightedPath& one : found) paths.push_back(part.ToPath(one.vertices, one.cost));
    std::ranges::sort(paths, ShorterFirst);
    return paths;
  }
}

}  // namespace kg
