#include "queries/yen.h"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <limits>
#include <optional>
#include <set>
#include <unordered_set>

namespace kg {
namespace {

using Vertex = std::uint32_t;
using EdgeOf = boost::graph_traits<BglGraph>::edge_descriptor;

// What a spur path may not use. Lent to the filters of Boost, which copies them.
struct Removed {
  std::vector<char> vertices;
  std::unordered_set<Vertex> targets;  // of arcs that leave the spur
  Vertex spur = 0;
};

struct KeepsVertex {
  const Removed* removed = nullptr;
  bool operator()(Vertex v) const { return removed->vertices[v] == 0; }
};

struct KeepsArc {
  const Removed* removed = nullptr;
  const BglGraph* graph = nullptr;
  bool operator()(const EdgeOf& arc) const {
    return source(arc, *graph) != removed->spur || !removed->targets.contains(target(arc, *graph));
  }
};

struct Arrived {};

// Ends the search at the target; the rest of the graph is nothing to this path.
class StopAt : public boost::dijkstra_visitor<> {
 public:
  explicit StopAt(Vertex target) : target_(target) {}
  template <class Graph>
  void examine_vertex(Vertex v, const Graph&) const {
    if (v == target_) throw Arrived();
  }

 private:
  Vertex target_;
};

std::vector<Vertex> WayBack(const std::vector<Vertex>& before, Vertex source, Vertex target) {
  std::vector<Vertex> way{target};
  while (way.back() != source) way.push_back(before[way.back()]);
  std::ranges::reverse(way);
  return way;
}

class SpurSearcher {
 public:
  SpurSearcher(const BglGraph& graph, Vertex target)
      : graph_(graph),
        target_(target),
        before_(num_vertices(graph)),
        distance_(num_vertices(graph)) {}

  // The cheapest way from removed.spur to the target.
  std::optional<std::vector<Vertex>> Find(const Removed& removed) {
    const boost::filtered_graph view(graph_, KeepsArc{&removed, &graph_}, KeepsVertex{&removed});
    std::ranges::fill(distance_, std::numeric_limits<double>::max());
    try {
      boost::dijkstra_shortest_paths(view, removed.spur,
                                     boost::weight_map(get(&BglEdge::weight, graph_))
                                         .distance_map(boost::make_iterator_property_map(
                                             distance_.begin(), get(boost::vertex_index, graph_)))
                                         .predecessor_map(boost::make_iterator_property_map(
                                             before_.begin(), get(boost::vertex_index, graph_)))
                                         .visitor(StopAt(target_)));
    } catch (const Arrived&) {
      return WayBack(before_, removed.spur, target_);
    }
    return std::nullopt;
  }

  // Summed in order, so that a path costs the same however it was found.
  double CostOf(const std::vector<Vertex>& path) const {
    double cost = 0;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      cost += graph_[edge(path[i], path[i + 1], graph_).first].weight;
    }
    return cost;
  }

 private:
  const BglGraph& graph_;
  Vertex target_;
  std::vector<Vertex> before_;
  std::vector<double> distance_;
};

// What the paths found so far that begin as `path` does up to `at` go on with.
std::unordered_set<Vertex> Continuations(const std::vector<WeightedPath>& found,
                                         const std::vector<Vertex>& path, std::size_t at) {
  std::unordered_set<Vertex> next;
  for (const WeightedPath& other : found) {
    if (other.vertices.size() > at + 1 &&
        std::equal(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                   other.vertices.begin())) {
      next.insert(other.vertices[at + 1]);
    }
  }
  return next;
}

}  // namespace

std::vector<WeightedPath> ShortestPaths(const BglGraph& graph, std::uint32_t source,
                                        std::uint32_t target, std::size_t k) {
  SpurSearcher searcher(graph, target);
  std::vector<WeightedPath> found;
  std::set<WeightedPath> candidates;
  const auto offer = [&](std::vector<Vertex> path) {
    const double cost = searcher.CostOf(path);
    candidates.insert({cost, std::move(path)});
  };
  if (auto first = searcher.Find({std::vector<char>(num_vertices(graph)), {}, source})) {
    offer(std::move(*first));
  }
  while (found.size() < k && !candidates.empty()) {
    found.push_back(std::move(candidates.extract(candidates.begin()).value()));
    const std::vector<Vertex>& path = found.back().vertices;
    Removed removed{std::vector<char>(num_vertices(graph)), {}, source};
    for (std::size_t at = 0; at + 1 < path.size() && found.size() < k; ++at) {
      removed.spur = path[at];
      removed.targets = Continuations(found, path, at);
      if (const auto spur = searcher.Find(removed)) {
        std::vector<Vertex> whole(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(at));
        whole.insert(whole.end(), spur->begin(), spur->end());
        offer(std::move(whole));
      }
      removed.vertices[path[at]] = 1;
    }
  }
  return found;
}

std::vector<double> Distances(const BglGraph& graph, std::uint32_t source) {
  std::vector<double> distance(num_vertices(graph));
  boost::dijkstra_shortest_paths(graph, source,
                                 boost::weight_map(get(&BglEdge::weight, graph))
                                     .distance_map(boost::make_iterator_property_map(
                                         distance.begin(), get(boost::vertex_index, graph)))
                                     .distance_inf(std::numeric_limits<double>::infinity()));
  return distance;
}

}  // namespace kg
