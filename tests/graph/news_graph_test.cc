#include "graph/news_graph.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace kg {
namespace {

Node Person(const std::string& name) {
  return {.kind = NodeKind::kPerson, .key = name, .name = name};
}

std::string ToText(const NewsGraph& graph) {
  std::string text;
  const auto time = [](const std::optional<Time>& t) { return t ? ToIso(*t) : "-"; };
  for (const Node& node : graph.nodes()) text += NodeName(node.kind, node.key) + "\n";
  for (const GraphEdge& edge : graph.edges()) {
    text +=
        fmt::format("{} {} {} weight {} evidence {} rank {} {} {}\n", graph.node(edge.source).key,
                    ToString(edge.relation), graph.node(edge.target).key, edge.weight,
                    edge.evidence, edge.rank, time(edge.first), time(edge.last));
  }
  return text;
}

struct Parts {
  std::vector<Node> nodes{};
  std::vector<GraphEdge> edges{};
};

Parts RandomParts(std::mt19937_64& random) {
  Parts parts;
  for (int i = 0; i < 12; ++i)
    parts.nodes.push_back(
        Person("p" + std::to_string(random() % 1000 * 12 + static_cast<unsigned>(i))));
  for (int i = 0; i < 60; ++i) {
    GraphEdge edge{.source = static_cast<std::uint32_t>(random() % 6),
                   .target = static_cast<std::uint32_t>(random() % 12),
                   .relation = static_cast<Relation>(random() % 3),
                   .weight = 0.25 * static_cast<double>(random() % 9 + 1),
                   .evidence = static_cast<std::uint32_t>(random() % 4),
                   .rank = static_cast<std::uint32_t>(random() % 3)};
    if (random() % 3 != 0) edge.first = edge.last = kFirstTime + std::chrono::hours(random() % 100);
    parts.edges.push_back(edge);
  }
  return parts;
}

// The same graph with its nodes in another order, edges too.
Parts Shuffled(const Parts& parts, std::mt19937_64& random) {
  std::vector<std::uint32_t> to(parts.nodes.size());
  std::iota(to.begin(), to.end(), 0U);
  std::shuffle(to.begin(), to.end(), random);
  Parts shuffled{.nodes = parts.nodes, .edges = parts.edges};
  for (std::size_t i = 0; i < to.size(); ++i) shuffled.nodes[to[i]] = parts.nodes[i];
  for (GraphEdge& edge : shuffled.edges) {
    edge.source = to[edge.source];
    edge.target = to[edge.target];
  }
  std::shuffle(shuffled.edges.begin(), shuffled.edges.end(), random);
  return shuffled;
}

TEST(NewsGraphBuild, OneGraphForAnyOrderOfNodesAndEdges) {
  std::mt19937_64 random(71);
  for (int round = 0; round < 200; ++round) {
    const Parts parts = RandomParts(random);
    const Parts other = Shuffled(parts, random);
    ASSERT_EQ(ToText(NewsGraph::Build(parts.nodes, parts.edges)),
              ToText(NewsGraph::Build(other.nodes, other.edges)));
  }
}

TEST(NewsGraphBuild, AddsUpEdgesAndKeepsTheFirstAndTheLastTime) {
  const Time early = *ParseIso("2023-01-01");
  const Time late = *ParseIso("2023-06-01");
  const NewsGraph graph = NewsGraph::Build(
      {Person("b"), Person("a")},
      {{.source = 0,
        .target = 1,
        .relation = Relation::kMentions,
        .weight = 0.5,
        .evidence = 1,
        .first = late,
        .last = late},
       {.source = 0, .target = 1, .relation = Relation::kMentions, .weight = 0.25, .evidence = 2},
       {.source = 0,
        .target = 1,
        .relation = Relation::kMentions,
        .weight = 1,
        .first = early,
        .last = early},
       {.source = 0, .target = 1, .relation = Relation::kHasTopic, .weight = 1},
       {.source = 1, .target = 0, .relation = Relation::kMentions, .weight = 1}});
  EXPECT_EQ(ToText(graph),
            "person:a\nperson:b\n"
            "a MENTIONS b weight 1 evidence 0 rank 0 - -\n"
            "b MENTIONS a weight 1.75 evidence 3 rank 0 2023-01-01T00:00:00Z 2023-06-01T00:00:00Z\n"
            "b HAS_TOPIC a weight 1 evidence 0 rank 0 - -\n");
}

TEST(NewsGraphBuild, WeighsTheSumAndNotTheParts) {
  const std::vector<GraphEdge> edges = {
      {.source = 0, .target = 1, .relation = Relation::kCoMentioned, .weight = 0.5},
      {.source = 0, .target = 1, .relation = Relation::kCoMentioned, .weight = 0.5},
      {.source = 0, .target = 2, .relation = Relation::kCoMentioned, .weight = 0.75}};
  const NewsGraph graph = NewsGraph::Build({Person("a"), Person("b"), Person("c")}, edges, 1);
  ASSERT_EQ(graph.edges().size(), 1U);
  EXPECT_EQ(graph.node(graph.edges()[0].target).key, "b");
  EXPECT_EQ(graph.size(), 3U);
}

TEST(NewsGraphBuild, EveryEdgeIsFoundAtItsSource) {
  std::mt19937_64 random(72);
  const Parts parts = RandomParts(random);
  const NewsGraph graph = NewsGraph::Build(parts.nodes, parts.edges);
  std::size_t seen = 0;
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    for (const GraphEdge& edge : graph.out(i)) EXPECT_EQ(edge.source, i);
    seen += graph.out(i).size();
  }
  EXPECT_EQ(seen, graph.edges().size());
}

TEST(NewsGraphFind, KnowsTheNodesItHasAndNoOthers) {
  std::mt19937_64 random(73);
  const Parts parts = RandomParts(random);
  const NewsGraph graph = NewsGraph::Build(parts.nodes, {});
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) EXPECT_EQ(graph.Find(graph.node(i).id()), i);
  EXPECT_EQ(graph.Find(IdOf(NodeKind::kPlace, graph.node(0).key)), std::nullopt);
  EXPECT_EQ(graph.Find(NodeId{0}), std::nullopt);
  EXPECT_EQ(graph.Find(NodeId{~std::uint64_t{0}}), std::nullopt);
  EXPECT_EQ(NewsGraph::Build({}, {}).Find(NodeId{1}), std::nullopt);
}

}  // namespace
}  // namespace kg
