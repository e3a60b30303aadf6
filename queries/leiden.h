// Communities of a weighted undirected graph by the Leiden algorithm: V. A. Traag, L. Waltman,
// N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific
// Reports 9 (2019), algorithm A.2 with the refinement of appendix A and the queue of "Fast local
// move". Where we differ:
// - Weights and gains are integers, so a move is taken only when it truly helps, sums do not
//   depend on their order, and the bytes are the same on every platform.
// - Theta is counted in mean edge weights, so scaling all weights changes nothing.
// - A node that may merge in the refinement does, staying alone is no choice: so every level either
//   shrinks or improves, until every community is one node, which is a connected piece.
#pragma once

#include <algorithm>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/untouched.h"

namespace kg {

enum class Objective : std::uint8_t { kModularity, kCpm };

struct LeidenOptions {
  Objective objective = Objective::kModularity;
  double resolution = 1;  // larger gives smaller communities; >= 0
  int iterations = 0;     // at most this many; 0 goes on until one changes nothing
  double theta = 0.01;    // randomness of the refinement; > 0
  std::uint64_t seed = 1;
  unsigned jobs = 1;    // threads, > 0; the answer does not depend on it
  bool settle = false;  // keep to the start as far as can be: see FindCommunities()
};

struct Partition {
  std::vector<std::uint32_t> community{};  // of each vertex; numbered in order of first vertices
  std::uint32_t communities = 0;
  double quality = 0;
  int iterations = 0;
};

/// What the algorithm runs on: rows of arcs, every edge at both its ends, no loops.
struct LeidenGraph {
  std::vector<std::size_t> first{0};  // row of v: targets[first[v]] … targets[first[v + 1] - 1]
  ArcNumbers targets{};
  ArcNumbers weights{};  // of each arc; none at all: every arc weighs 1
  double scale = 1;      // integer weight of weight 1

  std::uint32_t size() const { return static_cast<std::uint32_t>(first.size() - 1); }

  /// Calls `visit` with the target and the weight of every arc of v.
  template <class Visit>
  void ForEachArc(std::uint32_t v, const Visit& visit) const {
    const std::size_t end = first[v + 1];
    if (weights.empty()) {
      for (std::size_t i = first[v]; i < end; ++i) visit(targets[i], 1U);
    } else {
      for (std::size_t i = first[v]; i < end; ++i) visit(targets[i], weights[i]);
    }
  }
};

/// The largest power of two at which the weights of all edges fit 32 bits; 1 keeps whole weights.
double WeightScale(double total_weight);

/// Copies any graph of Boost's VertexListGraph and IncidenceGraph concepts that has a vertex_index
/// and shows every edge from both ends: undirected ones, and directed ones with symmetric arcs.
/// `weight` is a readable map from edges to weights >= 0. Weights that are all the same are not
/// kept; others are rounded to WeightScale().
template <class Graph, class WeightMap>
LeidenGraph ToLeidenGraph(const Graph& graph, WeightMap weight) {
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));
  const auto index = get(boost::vertex_index, graph);
  const auto for_each_arc = [&](auto vertex, auto visit) {
    const auto [begin, end] = out_edges(vertex, graph);
    for (auto arc = begin; arc != end; ++arc) {
      const double w = get(weight, *arc);
      if (const auto to = target(*arc, graph); to != vertex && w > 0) visit(to, w);
    }
  };
  const auto [begin, end] = vertices(graph);
  std::size_t arcs = 0;
  double both_ways = 0;
  double least = 0;
  double most = 0;
  for (auto v = begin; v != end; ++v) {
    for_each_arc(*v, [&](auto, double w) {
      least = arcs++ == 0 ? w : std::min(least, w);
      most = std::max(most, w);
      both_ways += w;
    });
  }
  const bool alike = least == most && most > 0;
  LeidenGraph copy{.scale = alike ? 1 / most : WeightScale(both_ways / 2)};
  copy.first.reserve(num_vertices(graph) + 1);
  copy.targets.reserve(arcs);
  if (!alike) copy.weights.reserve(arcs);
  for (auto v = begin; v != end; ++v) {
    for_each_arc(*v, [&](auto to, double w) {
      const auto rounded = static_cast<std::uint32_t>(std::llround(w * copy.scale));
      if (rounded == 0) return;
      copy.targets.push_back(static_cast<std::uint32_t>(index[to]));
      if (!alike) copy.weights.push_back(rounded);
    });
    copy.first.push_back(copy.targets.size());
  }
  return copy;
}

/// Every community is connected; with `iterations` 0 no single vertex could move to a better one.
/// Begins with every vertex alone, or with `start`: a community of each vertex, numbered below the
/// number of vertices. Same arguments, same answer. With `settle` communities are not looked for
/// anew: vertices that are alone find a place, those around them look whether they have a better
/// one, and communities that have come apart are split; so little changes where the graph has
/// changed little since it gave the start. Throws
/// Error(kUsage) for options out of range.
Partition FindCommunities(const LeidenGraph& graph, const LeidenOptions& options,
                          std::span<const std::uint32_t> start = {});

/// Modularity (Newman and Girvan, with resolution) or, for CPM, the weight inside communities less
/// the resolution for every pair of vertices in them.
double Quality(const LeidenGraph& graph, std::span<const std::uint32_t> community,
               const LeidenOptions& options);

}  // namespace kg
