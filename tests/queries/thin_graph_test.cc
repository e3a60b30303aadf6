#include "queries/thin_graph.h"

#include <gtest/gtest.h>

#include <set>

#include "queries/random.h"

namespace kg {
namespace {

NewsGraph RandomGraph(std::uint64_t seed) {
  Random random(seed);
  std::vector<Node> nodes;
  for (int i = 0; i < 12; ++i)
    nodes.push_back({.kind = NodeKind::kPerson, .key = std::to_string(i)});
  std::vector<GraphEdge> edges;
  for (std::uint32_t a = 0; a < nodes.size(); ++a) {
    for (std::uint32_t b = a + 1; b < nodes.size(); ++b) {
      if (random.Below(3) != 0) {
        edges.push_back({.source = a,
                         .target = b,
                         .relation = Relation::kCoMentioned,
                         .weight = 1.0 + random.Below(50)});
      }
    }
  }
  return NewsGraph::Build(nodes, edges);
}

TEST(ThinGraph, KeepsTheCentersEdgesAndEachNodesStrongest) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const NewsGraph graph = RandomGraph(seed);
    const NodeId center = graph.node(0).id();
    const NewsGraph thin = ThinGraph(graph, std::span(&center, 1), 1);
    std::set<std::pair<std::uint32_t, std::uint32_t>> kept;
    for (const GraphEdge& edge : thin.edges()) kept.insert({edge.source, edge.target});
    EXPECT_EQ(thin.size(), graph.size());
    EXPECT_LT(thin.edges().size(), graph.edges().size());
    for (const GraphEdge& edge : graph.edges()) {
      // Heavier than all other edges at one of its ends, the center's aside.
      const auto strongest_at = [&](std::uint32_t node) {
        for (const GraphEdge& other : graph.edges()) {
          const bool touches = other.source == node || other.target == node;
          if (&other != &edge && other.source != 0 && touches && other.weight >= edge.weight)
            return false;
        }
        return true;
      };
      const bool expected =
          edge.source == 0 || strongest_at(edge.source) || strongest_at(edge.target);
      if (expected) {
        EXPECT_TRUE(kept.contains({edge.source, edge.target})) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace kg
