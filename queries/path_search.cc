#include "queries/path_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/error.h"
#include "queries/ties.h"
#include "queries/yen.h"

namespace kg {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kLeastLinkCost = 1;

/// The part of the graph that has been read: all links at `expanded` nodes, with numbers for what
/// they join. Links at nodes that are not expanded, but for those to expanded ones, are unknown.
class KnownPart {
 public:
  KnownPart(const GraphStore& store, const Node& a, const Node& b, const PathOptions& options)
      : store_(store), options_(options), reader_(store, options.filter) {
    for (const Node* end : {&a, &b}) Number(end->id());
    for (const Node* end : {&a, &b}) Expand(end->id());
  }

  void Expand(NodeId id) {
    if (!expanded_.insert(id).second) return;
    for (const Bond& bond : reader_.Of(NodeOf(id))) {
      if (expanded_.contains(bond.to) || !MayPass(bond.kind, bond.to)) continue;
      const std::uint32_t other = Number(bond.to);
      AddLink(Number(id), other, bond);
      // A link that so many articles tell of leads to a node that as many point at.
      if (bond.relation == Relation::kCoMentioned) {
        least_articles_[other] = std::max<std::size_t>(least_articles_[other], bond.articles);
      }
    }
  }

  bool IsExpanded(std::uint32_t v) const { return expanded_.contains(id_[v]); }
  NodeId id(std::uint32_t v) const { return id_[v]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(id_.size()); }

  std::size_t Articles(std::uint32_t v) {
    if (articles_[v] == 0) articles_[v] = ArticlesAt(store_, NodeOf(id_[v]));
    return articles_[v];
  }

  bool HasArticles(std::uint32_t v) const { return articles_[v] != 0; }

  /// HubCost(), or less while the articles of v have not been counted.
  double Leaving(std::uint32_t v) const {
    if (v < 2) return 0;
    return HubCost(articles_[v] != 0 ? articles_[v] : least_articles_[v]);
  }

  // The ends are vertices 0 and 1. An arc costs its link and leaving the node it starts at.
  BglGraph Graph() const {
    std::vector<std::tuple<std::uint32_t, std::uint32_t, double>> arcs;
    arcs.reserve(2 * links_.size());
    for (const auto& [ends, bond] : links_) {
      const auto [u, v] = ends;
      const double cost = LinkCost(bond);
      arcs.emplace_back(u, v, cost + Leaving(u));
      arcs.emplace_back(v, u, cost + Leaving(v));
    }
    std::ranges::sort(arcs);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    std::vector<BglEdge> costs;
    for (const auto& [u, v, cost] : arcs) {
      ends.emplace_back(u, v);
      costs.push_back({cost});
    }
    return {boost::edges_are_sorted, ends.begin(), ends.end(), costs.begin(), size()};
  }

  Path ToPath(const WeightedPath& found) const {
    Path path{.cost = found.cost};
    for (std::size_t i = 0; i < found.vertices.size(); ++i) {
      path.nodes.push_back(NodeOf(id_[found.vertices[i]]));
      if (i == 0) continue;
      const auto [u, v] = std::minmax(found.vertices[i - 1], found.vertices[i]);
      Bond& link = path.links.emplace_back(links_.at({u, v}));
      link.to = path.nodes.back().id();
      link.kind = path.nodes.back().kind;
      reader_.AddTimes(id_[found.vertices[i - 1]], link);
      if (LinkCost(link) > LinkCost(path.links[path.weakest])) path.weakest = i - 1;
    }
    return path;
  }

 private:
  struct HashEnds {
    std::size_t operator()(const std::pair<std::uint32_t, std::uint32_t>& ends) const {
      return (std::uint64_t{ends.first} << 32 | ends.second) * 0x9e3779b97f4a7c15U;
    }
  };

  bool MayPass(NodeKind kind, NodeId id) const {
    if (id == id_[0] || id == id_[1]) return true;
    return options_.filter.Takes(kind) && !options_.avoid.contains(id);
  }

  Node NodeOf(NodeId id) const {
    std::optional<Node> node = store_.FindNode(id);
    if (!node) throw Error(ErrorCode::kCorrupt, "an article names a node that is not there");
    return std::move(*node);
  }

  std::uint32_t Number(NodeId id) {
    const auto [at, fresh] = number_.try_emplace(id, size());
    if (fresh) {
      id_.push_back(id);
      articles_.push_back(0);
      least_articles_.push_back(1);
    }
    return at->second;
  }

  // Of several edges between two nodes the cheapest counts.
  void AddLink(std::uint32_t u, std::uint32_t v, const Bond& bond) {
    const auto [at, fresh] = links_.try_emplace(std::minmax(u, v), bond);
    if (!fresh && LinkCost(bond) < LinkCost(at->second)) at->second = bond;
  }

  const GraphStore& store_;
  const PathOptions& options_;
  const BondReader reader_;
  std::unordered_set<NodeId> expanded_;
  std::unordered_map<NodeId, std::uint32_t> number_;
  std::vector<NodeId> id_;
  std::vector<std::size_t> articles_;  // 0: not counted yet
  std::vector<std::size_t> least_articles_;
  std::unordered_map<std::pair<std::uint32_t, std::uint32_t>, Bond, HashEnds> links_;
};

/// The known part with what it costs from either end to each vertex and, but for the end itself,
/// away from it.
struct Reached {
  explicit Reached(const KnownPart& part)
      : graph(part.Graph()), from_end{Distances(graph, 0), Distances(graph, 1)} {}
  BglGraph graph;
  std::array<std::vector<double>, 2> from_end;
};

/// The `k` cheapest known paths. Counting the articles of a node takes a look at the store: where
/// it may be on no such path even if it cost no more than is known, it is not counted.
std::vector<WeightedPath> CheapestKnown(KnownPart& part, std::size_t k,
                                        std::optional<Reached>& reached) {
  constexpr double kRounding = 1e-9;  // sums of the same costs in another order
  while (true) {
    reached.emplace(part);
    std::vector<WeightedPath> found = ShortestPaths(reached->graph, 0, 1, k);
    double bound = kInfinite;
    if (found.size() >= k) bound = found.back().cost;
    bool counted = false;
    for (std::uint32_t v = 2; v < part.size(); ++v) {
      const double way = reached->from_end[0][v] + reached->from_end[1][v];
      // A vertex that only one end leads to is on no path, nor is one that hangs on one link.
      if (part.HasArticles(v) || way == kInfinite || way + part.Leaving(v) > bound + kRounding) {
        continue;
      }
      if (out_degree(v, reached->graph) < 2) continue;
      part.Articles(v);
      counted = true;
    }
    if (!counted) return found;
  }
}

struct Reach {
  std::uint32_t vertex;
  double cost;  // of getting there from the end and leaving again
};

/// Which nodes to read next: a path that is not known yet has a first unknown link, x - y, and a
/// last one, x' - y'. Up to x and from y' on it is known, so it costs at least the known ways to
/// them, and a link.
class Frontier {
 public:
  Frontier(KnownPart& part, const std::vector<double>& distance) : part_(part) {
    for (std::uint32_t v = 0; v < part.size(); ++v) {
      if (part.IsExpanded(v) || distance[v] == kInfinite) continue;
      least_ = std::min(least_, distance[v] + part.Leaving(v));
      reached_.push_back({v, distance[v]});
    }
  }

  /// What it costs at least to get anywhere and leave again.
  double least() const { return least_; }

  // Those from which a path below `bound` may go on, cheapest first. Articles are counted only
  // where the way there is cheap enough.
  std::vector<Reach> Below(double bound) const {
    std::vector<Reach> near;
    for (Reach reach : reached_) {
      if (reach.cost + part_.Leaving(reach.vertex) >= bound) continue;
      reach.cost += HubCost(part_.Articles(reach.vertex));
      if (reach.cost < bound) near.push_back(reach);
    }
    std::ranges::sort(near, {}, [](const Reach& r) { return std::tuple(r.cost, r.vertex); });
    return near;
  }

 private:
  KnownPart& part_;
  std::vector<Reach> reached_;
  double least_ = kInfinite;
};

// What it takes to read around them.
std::size_t Work(KnownPart& part, const std::vector<Reach>& near) {
  std::size_t articles = 0;
  for (const Reach& reach : near) articles += part.Articles(reach.vertex);
  return articles;
}

// False when no path below `bound` is left to be found.
bool Grow(KnownPart& part, const Reached& reached, double bound) {
  constexpr std::size_t kAtOnce = 64;
  const Frontier from_a(part, reached.from_end[0]);
  const Frontier from_b(part, reached.from_end[1]);
  if (from_a.least() == kInfinite || from_b.least() == kInfinite) return false;
  std::vector<Reach> near_a = from_a.Below(bound - kLeastLinkCost - from_b.least());
  std::vector<Reach> near_b = from_b.Below(bound - kLeastLinkCost - from_a.least());
  if (near_a.empty() || near_b.empty()) return false;
  std::vector<Reach>& near = Work(part, near_a) <= Work(part, near_b) ? near_a : near_b;
  if (near.size() > kAtOnce) near.resize(kAtOnce);
  for (const Reach& reach : near) part.Expand(part.id(reach.vertex));
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
  const double ease = std::log(static_cast<double>(std::max<std::size_t>(1, articles))) / 5;
  return ease * ease;
}

std::vector<Path> FindPaths(const GraphStore& store, const Node& a, const Node& b,
                            const PathOptions& options) {
  KnownPart part(store, a, b, options);
  std::optional<Reached> reached;
  while (true) {
    const std::vector<WeightedPath> found = CheapestKnown(part, options.k, reached);
    double bound = kInfinite;
    if (found.size() >= options.k) bound = found.back().cost;
    // Three links is the least that a path with an unknown one has.
    if (bound > 3 * kLeastLinkCost && Grow(part, *reached, bound)) continue;
    std::vector<Path> paths;
    for (const WeightedPath& one : found) paths.push_back(part.ToPath(one));
    std::ranges::sort(paths, ShorterFirst);
    return paths;
  }
}

}  // namespace kg
