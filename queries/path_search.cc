#include "queries/path_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <unordered_set>
#include <utility>

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
      : store_(store), options_(options), ends_{a, b}, reader_(store, options.filter) {
    for (const Node& end : ends_) Number(end);
    for (const Node& end : ends_) Expand(end.id());
  }

  void Expand(NodeId id) {
    if (!expanded_.insert(id).second) return;
    const Node node = node_.at(number_.at(id));
    for (const Bond& bond : reader_.Of(node)) {
      const Node& other = reader_.node(bond.to);
      if (expanded_.contains(bond.to) || !MayPass(other, bond.to)) continue;
      AddLink(Number(node), Number(other), bond);
    }
  }

  bool IsExpanded(std::uint32_t v) const { return expanded_.contains(id_[v]); }
  NodeId id(std::uint32_t v) const { return id_[v]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(node_.size()); }

  std::size_t Articles(std::uint32_t v) {
    if (articles_[v] == 0) articles_[v] = ArticlesAt(store_, node_[v]);
    return articles_[v];
  }

  // The ends are vertices 0 and 1. An arc costs its link and leaving the node it starts at. What
  // hangs on a single link is on no path, and leaving it is not worth counting its articles.
  BglGraph Graph() {
    std::vector<std::uint32_t> degree(size());
    for (const auto& [ends, bond] : links_) {
      ++degree[ends.first];
      ++degree[ends.second];
    }
    std::vector<double> leaving(size());
    for (std::uint32_t v = 2; v < size(); ++v) {
      if (degree[v] > 1) leaving[v] = HubCost(Articles(v));
    }
    std::vector<std::tuple<std::uint32_t, std::uint32_t, double>> arcs;
    arcs.reserve(2 * links_.size());
    for (const auto& [ends, bond] : links_) {
      const auto [u, v] = ends;
      const double cost = LinkCost(bond);
      arcs.emplace_back(u, v, cost + leaving[u]);
      arcs.emplace_back(v, u, cost + leaving[v]);
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
      path.nodes.push_back(node_[found.vertices[i]]);
      if (i == 0) continue;
      const auto [u, v] = std::minmax(found.vertices[i - 1], found.vertices[i]);
      path.links.push_back(links_.at({u, v}));
      path.links.back().to = path.nodes.back().id();
      if (LinkCost(path.links.back()) > LinkCost(path.links[path.weakest])) path.weakest = i - 1;
    }
    return path;
  }

 private:
  struct HashEnds {
    std::size_t operator()(const std::pair<std::uint32_t, std::uint32_t>& ends) const {
      return (std::uint64_t{ends.first} << 32 | ends.second) * 0x9e3779b97f4a7c15U;
    }
  };

  bool MayPass(const Node& node, NodeId id) const {
    if (id == id_[0] || id == id_[1]) return true;
    return options_.filter.Takes(node.kind) && !options_.avoid.contains(id);
  }

  std::uint32_t Number(const Node& node) {
    const auto [at, fresh] = number_.try_emplace(node.id(), size());
    if (fresh) {
      id_.push_back(node.id());
      node_.push_back(node);
      articles_.push_back(0);
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
  const std::vector<Node> ends_;
  BondReader reader_;
  std::unordered_set<NodeId> expanded_;
  std::unordered_map<NodeId, std::uint32_t> number_;
  std::vector<NodeId> id_;
  std::vector<Node> node_;
  std::vector<std::size_t> articles_;  // 0: not counted yet
  std::unordered_map<std::pair<std::uint32_t, std::uint32_t>, Bond, HashEnds> links_;
};

struct Reach {
  std::uint32_t vertex;
  double cost;  // of getting there from the end and leaving again
};

/// Which nodes to read next: a path that is not known yet has a first unknown link, x - y, and a
/// last one, x' - y'. Up to x and from y' on it is known, so it costs at least the known ways to
/// them, and a link.
class Frontier {
 public:
  Frontier(KnownPart& part, const BglGraph& graph, std::uint32_t end) : part_(part) {
    const std::vector<double> distance = Distances(graph, end);
    for (std::uint32_t v = 0; v < part.size(); ++v) {
      if (part.IsExpanded(v) || distance[v] == kInfinite) continue;
      least_ = std::min(least_, distance[v]);
      reached_.push_back({v, distance[v]});
    }
  }

  double least() const { return least_; }

  // Those from which a path below `bound` may go on, cheapest first. Articles are counted only
  // where the way there is cheap enough.
  std::vector<Reach> Below(double bound) const {
    std::vector<Reach> near;
    for (Reach reach : reached_) {
      if (reach.cost >= bound) continue;
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
bool Grow(KnownPart& part, const BglGraph& graph, double bound) {
  constexpr std::size_t kAtOnce = 32;
  const Frontier from_a(part, graph, 0);
  const Frontier from_b(part, graph, 1);
  if (from_a.least() == kInfinite || from_b.least() == kInfinite) return false;
  std::vector<Reach> near_a = from_a.Below(bound - kLeastLinkCost - from_b.least());
  std::vector<Reach> near_b = from_b.Below(bound - kLeastLinkCost - from_a.least());
  if (near_a.empty() || near_b.empty()) return false;
  std::vector<Reach>& near = Work(part, near_a) <= Work(part, near_b) ? near_a : near_b;
  if (near.size() > kAtOnce) near.resize(kAtOnce);
  for (const Reach& reach : near) part.Expand(part.id(reach.vertex));
  return true;
}

bool Before(const Path& a, const Path& b) {
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
  while (true) {
    const BglGraph graph = part.Graph();
    const std::vector<WeightedPath> found = ShortestPaths(graph, 0, 1, options.k);
    double bound = kInfinite;
    if (found.size() >= options.k) bound = found.back().cost;
    // Three links is the least that a path with an unknown one has.
    if (bound > 3 * kLeastLinkCost && Grow(part, graph, bound)) continue;
    std::vector<Path> paths;
    for (const WeightedPath& one : found) paths.push_back(part.ToPath(one));
    std::ranges::sort(paths, Before);
    return paths;
  }
}

}  // namespace kg
