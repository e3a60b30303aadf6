#include "graph/co_mention_sums.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

#include "graph/co_mentions.h"
#include "graph/news_graph.h"

namespace kg {
namespace {

using Index = CoMentionSums::Index;
constexpr Index kNodes = 9;

struct Expected {
  double weight = 0;
  std::optional<Time> first{};
  std::optional<Time> last{};
  bool operator==(const Expected&) const = default;
};
using SlowSums = std::map<std::pair<Index, Index>, Expected>;

// Places far apart, so that many share a bit of 64 and no sentence.
Entity RandomEntity(std::mt19937_64& random) {
  Entity entity;
  std::uint32_t sentence = 0;
  for (auto n = random() % 4 + 1; n > 0; --n) {
    sentence += static_cast<std::uint32_t>(random() % 3 == 0 ? 64 : random() % 5);
    entity.mentions.push_back({.sentence = sentence, .paragraph = sentence / 3});
  }
  return entity;
}

std::optional<Time> RandomTime(std::mt19937_64& random) {
  if (random() % 4 == 0) return std::nullopt;
  return kFirstTime + std::chrono::hours(random() % 100);
}

void AddPair(Expected& sum, double weight, const std::optional<Time>& time) {
  sum.weight += weight;
  if (!time) return;
  sum.first = std::min(sum.first.value_or(*time), *time);
  sum.last = std::max(sum.last.value_or(*time), *time);
}

// An article about some of the nodes, added to both.
void AddArticle(std::mt19937_64& random, CoMentionSums& sums, SlowSums& edges) {
  std::vector<Entity> entities;
  std::vector<Index> nodes;
  for (Index node = 0; node < kNodes; ++node) {
    if (random() % 2 == 0) continue;
    nodes.push_back(node);
    entities.push_back(RandomEntity(random));
  }
  const std::optional<Time> time = RandomTime(random);
  std::vector<CoMentionSums::Named> named;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    named.push_back({&entities[i], NodeId{nodes[i]}, nodes[i]});
    for (std::size_t j = 0; j < i; ++j) {
      AddPair(edges[{nodes[j], nodes[i]}], CoMentionWeight(entities[j], entities[i]), time);
    }
  }
  sums.Add(named, time);
}

SlowSums EdgesOf(CoMentionSums& sums, double min_weight) {
  SlowSums edges;
  std::vector<GraphEdge> list;
  for (Index source = 0; source < kNodes; ++source) sums.AppendEdges(source, min_weight, list);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const GraphEdge& edge = list[i];
    EXPECT_EQ(edge.relation, Relation::kCoMentioned);
    if (i > 0) {
      EXPECT_LT(std::tie(list[i - 1].source, list[i - 1].target),
                std::tie(edge.source, edge.target));
    }
    edges[{edge.source, edge.target}] = {edge.weight, edge.first, edge.last};
  }
  return edges;
}

TEST(CoMentionSums, AreWhatThePairsOfAllArticlesAddUpTo) {
  std::mt19937_64 random(81);
  for (int round = 0; round < 300; ++round) {
    CoMentionSums sums;
    SlowSums expected;
    for (auto n = random() % 12; n > 0; --n) AddArticle(random, sums, expected);
    sums.Group(kNodes);
    EXPECT_EQ(sums.CountEdges(), expected.size());
    ASSERT_EQ(EdgesOf(sums, 0), expected);
    std::erase_if(expected, [](const auto& edge) { return edge.second.weight < 1.5; });
    ASSERT_EQ(EdgesOf(sums, 1.5), expected);
  }
}

TEST(CoMentionSums, KnowNothingOfNodesThatWereLeftOut) {
  std::mt19937_64 random(82);
  CoMentionSums sums;
  SlowSums expected;
  for (int n = 0; n < 10; ++n) AddArticle(random, sums, expected);
  std::vector<Index> to(kNodes);  // upside down, without the first two
  for (Index node = 0; node < kNodes; ++node) {
    to[node] = node < 2 ? CoMentionSums::kNone : kNodes - 1 - node;
  }
  SlowSums renumbered;
  for (const auto& [ends, sum] : expected) {
    if (ends.first >= 2) renumbered[{to[ends.first], to[ends.second]}] = sum;
  }
  sums.Renumber(to);
  sums.Group(kNodes);
  EXPECT_FALSE(renumbered.empty());
  EXPECT_EQ(EdgesOf(sums, 0), renumbered);
}

}  // namespace
}  // namespace kg
