// What is around something.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

struct EgoOptions {
  int hops = 1;  // >= 1
  std::size_t most_nodes =
      50;                // the centers among them; a hop gets its share, the nearer ones first
  GraphFilter filter{};  // the centers are kept whatever their kind
  /// Chooses by weight * ln(1 + M / n): n articles name the node, M the one among those to choose
  /// from that most articles name. So what everybody names (中国) does not crowd out what belongs
  /// here, and neither does what stands here once.
  bool damp_hubs = false;
};

struct EgoNetwork {
  NewsGraph graph{};             // the kept nodes and all edges between them that the filter takes
  std::vector<int> hop{};        // of each node of `graph`; 0 for the centers
  std::size_t hidden_nodes = 0;  // found, but beyond most_nodes
  std::size_t hidden_links = 0;  // that would have led there
};

/// The strongest neighbours of `centers`, taken from `store` and not none, and theirs. Strength is
/// the sum of the weights of the edges to what is kept already; ties by kind and key. Reads the
/// records of the articles around the centers and kept nodes, no texts.
EgoNetwork FindEgoNetwork(const GraphStore& store, std::span<const Node> centers,
                          const EgoOptions& options);

}  // namespace kg
