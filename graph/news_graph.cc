#include "graph/news_graph.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "graph/large_pages.h"
#include "graph/string_order.h"

namespace kg {
namespace {

// Positions of `nodes` in order of (kind, key).
std::vector<NewsGraph::Index> SortedOrder(const std::vector<Node>& nodes) {
  std::vector<NewsGraph::Index> order(nodes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](NewsGraph::Index a, NewsGraph::Index b) {
    return nodes[a].kind < nodes[b].kind;
  });
  for (auto begin = order.begin(), end = begin; begin != order.end(); begin = end) {
    const NodeKind kind = nodes[*begin].kind;
    end = std::find_if(begin, order.end(), [&](auto i) { return nodes[i].kind != kind; });
    SortByStrings(std::span(begin, end),
                  [&](NewsGraph::Index i) { return std::string_view(nodes[i].key); });
  }
  return order;
}

auto KeyOf(const GraphEdge& edge) { return std::tuple(edge.source, edge.target, edge.relation); }

void Absorb(GraphEdge& into, const GraphEdge& edge) {
  into.weight += edge.weight;
  into.evidence += edge.evidence;
  if (edge.rank != 0 && (into.rank == 0 || edge.rank < into.rank)) into.rank = edge.rank;
  if (edge.first && (!into.first || *edge.first < *into.first)) into.first = edge.first;
  if (edge.last && (!into.last || *edge.last > *into.last)) into.last = edge.last;
}

// Small keys and places are sorted instead of whole edges.
std::vector<GraphEdge> Combined(const std::vector<GraphEdge>& edges) {
  struct Place {
    std::uint64_t ends;
    std::uint32_t relation;
    std::uint32_t edge;
    auto operator<=>(const Place&) const = default;
  };
  std::vector<Place> places;
  places.reserve(edges.size());
  UseLargePages(places);
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    const std::uint64_t ends = std::uint64_t{edges[i].source} << 32 | edges[i].target;
    places.push_back({ends, static_cast<std::uint32_t>(edges[i].relation), i});
  }
  std::sort(places.begin(), places.end());
  std::vector<GraphEdge> combined;
  combined.reserve(edges.size());
  UseLargePages(combined);
  for (const Place& place : places) {
    const GraphEdge& edge = edges[place.edge];
    if (!combined.empty() && KeyOf(combined.back()) == KeyOf(edge)) {
      Absorb(combined.back(), edge);
    } else {
      combined.push_back(edge);
    }
  }
  return combined;
}

// `edges`, in order, and those of the pairs of `nodes` nodes, which are other ones.
std::vector<GraphEdge> WithPairs(std::vector<GraphEdge> edges, CoMentionSums pairs,
                                 NewsGraph::Index nodes, double min_weight) {
  pairs.Group(nodes);
  std::vector<GraphEdge> all;
  all.reserve(edges.size() + pairs.CountEdges());
  UseLargePages(all);
  auto next = edges.begin();
  for (NewsGraph::Index source = 0; source < nodes; ++source) {
    const auto first = static_cast<std::ptrdiff_t>(all.size());
    while (next != edges.end() && next->source == source) all.push_back(*next++);
    const auto middle = static_cast<std::ptrdiff_t>(all.size());
    pairs.AppendEdges(source, min_weight, all);
    std::inplace_merge(all.begin() + first, all.begin() + middle, all.end(),
                       [](const GraphEdge& a, const GraphEdge& b) { return KeyOf(a) < KeyOf(b); });
  }
  return all;
}

}  // namespace

NewsGraph NewsGraph::Build(std::vector<Node> nodes, std::vector<GraphEdge> edges, double min_weight,
                           CoMentionSums co_mentions) {
  NewsGraph graph;
  const std::vector<Index> order = SortedOrder(nodes);
  std::vector<Index> rank(nodes.size());
  graph.nodes_.reserve(nodes.size());
  graph.by_id_.reserve(nodes.size());
  for (Index i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    graph.nodes_.push_back(std::move(nodes[order[i]]));
    graph.by_id_.emplace_back(graph.nodes_.back().id(), i);
  }
  std::sort(graph.by_id_.begin(), graph.by_id_.end());
  for (GraphEdge& edge : edges) {
    edge.source = rank[edge.source];
    edge.target = rank[edge.target];
  }
  graph.edges_ = Combined(edges);
  std::erase_if(graph.edges_, [&](const GraphEdge& edge) { return edge.weight < min_weight; });
  if (!co_mentions.empty()) {
    co_mentions.Renumber(rank);
    graph.edges_ =
        WithPairs(std::move(graph.edges_), std::move(co_mentions), graph.size(), min_weight);
  }
  graph.first_out_.assign(graph.nodes_.size() + 1, 0);
  for (const GraphEdge& edge : graph.edges_) ++graph.first_out_[edge.source + 1];
  std::partial_sum(graph.first_out_.begin(), graph.first_out_.end(), graph.first_out_.begin());
  return graph;
}

std::optional<NewsGraph::Index> NewsGraph::Find(NodeId id) const {
  const auto at = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair<NodeId, Index>(id, 0));
  if (at == by_id_.end() || at->first != id) return std::nullopt;
  return at->second;
}

}  // namespace kg
