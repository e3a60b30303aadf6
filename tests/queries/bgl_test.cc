#include "queries/bgl.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace kg {
namespace {

NewsGraph Triangle() {
  std::vector<Node> nodes;
  for (const char* name : {"a", "b", "c"}) {
    nodes.push_back({.kind = NodeKind::kTopic, .key = name, .name = name});
  }
  return NewsGraph::Build(std::move(nodes), {{0, 1, Relation::kRelatedTo, 1},
                                             {1, 0, Relation::kRelatedTo, 1},
                                             {0, 1, Relation::kLinksTo, 0.5},
                                             {1, 2, Relation::kLinksTo, 0.25},
                                             {2, 2, Relation::kLinksTo, 8},
                                             {0, 2, Relation::kPublishedBy, 4}});
}

using Arcs = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

Arcs ArcsOf(const BglGraph& graph) {
  Arcs arcs;
  const auto [begin, end] = edges(graph);
  for (auto e = begin; e != end; ++e) {
    EXPECT_TRUE(
        arcs.emplace(std::pair(source(*e, graph), target(*e, graph)), graph[*e].weight).second);
  }
  return arcs;
}

TEST(Bgl, EdgesAreArcsAtBothEndsAddedUpAndWithoutLoops) {
  const BglGraph graph = ToBgl(Triangle(), [](const GraphEdge& edge) {
    return edge.relation == Relation::kPublishedBy ? 0 : edge.weight;
  });
  EXPECT_EQ(num_vertices(graph), 3U);
  EXPECT_EQ(ArcsOf(graph), (Arcs{{{0, 1}, 2.5}, {{1, 0}, 2.5}, {{1, 2}, 0.25}, {{2, 1}, 0.25}}));
}

TEST(Bgl, AGraphWithoutEdgesKeepsItsVertices) {
  const BglGraph graph = ToBgl(Triangle(), [](const GraphEdge&) { return 0.0; });
  EXPECT_EQ(num_vertices(graph), 3U);
  EXPECT_EQ(num_edges(graph), 0U);
}

}  // namespace
}  // namespace kg
