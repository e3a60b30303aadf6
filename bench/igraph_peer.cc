#include "bench/igraph_peer.h"

#include <igraph/igraph.h>

namespace kg {
namespace {

/// Numbers that igraph writes to or reads, given back at the end.
struct Reals {
  Reals() { igraph_vector_init(&of, 0); }
  ~Reals() { igraph_vector_destroy(&of); }
  Reals(const Reals&) = delete;
  Reals& operator=(const Reals&) = delete;
  igraph_vector_t of;
};

struct Integers {
  Integers() { igraph_vector_int_init(&of, 0); }
  ~Integers() { igraph_vector_int_destroy(&of); }
  Integers(const Integers&) = delete;
  Integers& operator=(const Integers&) = delete;
  igraph_vector_int_t of;
};

}  // namespace

struct IgraphPeer::Graph {
  igraph_t of;
  Reals degrees;
};

IgraphPeer::IgraphPeer(const EdgeList& list) : graph_(std::make_unique<Graph>()) {
  Integers ends;
  igraph_vector_int_reserve(&ends.of, static_cast<igraph_integer_t>(2 * list.edges.size()));
  for (const auto& [a, b] : list.edges) {
    igraph_vector_int_push_back(&ends.of, a);
    igraph_vector_int_push_back(&ends.of, b);
  }
  igraph_create(&graph_->of, &ends.of, list.vertices, IGRAPH_UNDIRECTED);
  igraph_strength(&graph_->of, &graph_->degrees.of, igraph_vss_all(), IGRAPH_ALL, true, nullptr);
}

IgraphPeer::~IgraphPeer() { igraph_destroy(&graph_->of); }

IgraphPeer::Communities IgraphPeer::Leiden(double resolution, std::uint64_t seed) const {
  igraph_rng_seed(igraph_rng_default(), seed);
  const double ends = 2.0 * static_cast<double>(igraph_ecount(&graph_->of));
  Integers membership;
  igraph_integer_t count = 0;
  igraph_real_t quality = 0;
  igraph_community_leiden(&graph_->of, nullptr, &graph_->degrees.of, resolution / ends, 0.01, false,
                          2, &membership.of, &count, &quality);
  return {quality, static_cast<std::uint32_t>(count)};
}

std::uint32_t IgraphPeer::Components() const {
  Integers membership;
  igraph_integer_t count = 0;
  igraph_connected_components(&graph_->of, &membership.of, nullptr, &count, IGRAPH_WEAK);
  return static_cast<std::uint32_t>(count);
}

void IgraphPeer::PageRank() const {
  Reals ranks;
  igraph_pagerank(&graph_->of, IGRAPH_PAGERANK_ALGO_PRPACK, &ranks.of, nullptr, igraph_vss_all(),
                  false, 0.85, nullptr, nullptr);
}

void IgraphPeer::Betweenness(const std::vector<std::uint32_t>& sources) const {
  Integers from;
  for (const std::uint32_t source : sources) igraph_vector_int_push_back(&from.of, source);
  Reals found;
  igraph_betweenness_subset(&graph_->of, &found.of, igraph_vss_all(), false,
                            igraph_vss_vector(&from.of), igraph_vss_all(), nullptr);
}

}  // namespace kg
