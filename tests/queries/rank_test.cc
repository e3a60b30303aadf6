#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "queries/backbone.h"
#include "queries/betweenness.h"
#include "queries/page_rank.h"
#include "queries/random.h"
#include "queries/weighted.h"
#include "tests/support/asked_store.h"

namespace kg {
namespace {

using NodeArcs = std::map<std::pair<NodeId, NodeId>, double>;

NewsGraph RandomGraph(std::uint64_t seed, std::uint32_t vertices, std::uint32_t edges,
                      const std::vector<Relation>& relations) {
  Random random(seed);
  std::vector<Node> nodes;
  for (std::uint32_t i = 0; i < vertices; ++i) {
    const std::string name = "人" + std::to_string(100 + i);
    nodes.push_back({.kind = NodeKind::kPerson, .key = name, .name = name});
  }
  std::vector<GraphEdge> list;
  for (std::uint32_t i = 0; i < edges; ++i) {
    list.push_back(
        {.source = random.Below(vertices),
         .target = random.Below(vertices),
         .relation = relations[random.Below(static_cast<std::uint32_t>(relations.size()))],
         .weight = 0.25 * (1 + random.Below(12))});
  }
  return NewsGraph::Build(std::move(nodes), std::move(list));
}

using Matrix = std::vector<std::vector<double>>;

// passes[u][v]: by which part u passes its rank to v.
Matrix Passes(const NewsGraph& graph) {
  Matrix passes(graph.size(), std::vector<double>(graph.size()));
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.source == edge.target) continue;
    passes[edge.source][edge.target] += edge.weight;
    if (edge.relation != Relation::kLinksTo) passes[edge.target][edge.source] += edge.weight;
  }
  for (std::vector<double>& row : passes) {
    double sum = 0;
    for (const double w : row) sum += w;
    for (double& w : row) w = sum > 0 ? w / sum : 1.0 / graph.size();
  }
  return passes;
}

std::vector<double> SlowPageRank(const Matrix& passes) {
  const auto n = static_cast<double>(passes.size());
  std::vector<double> rank(passes.size(), 1 / n);
  for (int i = 0; i < 400; ++i) {
    std::vector<double> next(passes.size(), 0.15 / n);
    for (std::size_t u = 0; u < rank.size(); ++u) {
      for (std::size_t v = 0; v < rank.size(); ++v) next[v] += 0.85 * rank[u] * passes[u][v];
    }
    rank = next;
  }
  return rank;
}

constexpr PageRankOptions kToTheEnd{.tolerance = 1e-10};

TEST(PageRank, IsWhereThePowerIterationEnds) {
  const std::vector<std::vector<Relation>> kinds{
      {Relation::kLinksTo, Relation::kCoMentioned}, {Relation::kLinksTo}, {Relation::kCoMentioned}};
  for (std::uint64_t seed = 1; seed <= 90; ++seed) {
    const NewsGraph graph =
        RandomGraph(seed, 20, 15 + static_cast<std::uint32_t>(seed), kinds[seed % kinds.size()]);
    const std::vector<double> slow = SlowPageRank(Passes(graph));
    WeightedGraph rows = ToWeighted(graph, LinkRows::kTargets);
    const std::vector<double> fast = PageRank({rows.first, rows.others, rows.quarters}, kToTheEnd);
    for (std::size_t v = 0; v < slow.size(); ++v) {
      EXPECT_NEAR(fast[v], slow[*graph.Find(rows.ids[v])], 1e-9)
          << "seed " << seed << ", node " << v;
    }
  }
}

// Links one way, all of one weight, in rings with some chords: what overdone moves like least.
TEST(PageRank, IsWhereThePowerIterationEndsOnRings) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const std::uint32_t n = 2 + random.Below(40);
    const std::uint32_t stride = 1 + random.Below(n - 1);
    std::set<std::pair<std::uint32_t, std::uint32_t>> arcs;
    for (std::uint32_t v = 0; v < n; ++v) arcs.emplace(v, (v + stride) % n);
    for (std::uint64_t i = seed % 7; i > 0; --i) arcs.emplace(random.Below(n), random.Below(n));
    std::vector<double> links(n);
    for (const auto& [to, from] : arcs) ++links[from];
    Matrix passes(n, std::vector<double>(n));
    for (const auto& [to, from] : arcs) passes[from][to] = 1 / links[from];
    std::vector<std::size_t> first(std::size_t{n} + 1);
    std::vector<std::uint32_t> sources;
    for (const auto& [to, from] : arcs) {
      sources.push_back(from);
      ++first[std::size_t{to} + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    const std::vector<std::uint32_t> fours(sources.size(), 4);
    const std::vector<double> slow = SlowPageRank(passes);
    const std::vector<double> fast = PageRank({first, sources, fours}, kToTheEnd);
    EXPECT_EQ(fast, PageRank({first, sources, {}}, kToTheEnd)) << "seed " << seed;
    for (std::uint32_t v = 0; v < n; ++v) {
      EXPECT_NEAR(fast[v], slow[v], 1e-9) << "seed " << seed << ", node " << v;
    }
  }
}

// What is read often lies elsewhere there.
TEST(PageRank, IsWhereThePowerIterationEndsOnManyNodes) {
  constexpr std::uint32_t kNodes = 150'000;
  Random random(3);
  std::vector<std::size_t> first{0};
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> weights;
  std::vector<double> passed(kNodes);
  for (std::uint32_t v = 0; v < kNodes; ++v) {
    for (std::uint32_t links = random.Below(5); links > 0; --links) {
      // Few that many link to, many that few do, and some that nobody does.
      const std::uint32_t most = random.Below(kNodes / 2) + 1;
      sources.push_back(random.Below(most));
      weights.push_back(1 + random.Below(9));
      passed[sources.back()] += weights.back();
    }
    first.push_back(sources.size());
  }
  std::vector<double> slow(kNodes, 1.0 / kNodes);
  for (int i = 0; i < 150; ++i) {
    double loose = 0;
    for (std::uint32_t v = 0; v < kNodes; ++v) loose += passed[v] == 0 ? slow[v] : 0;
    std::vector<double> next(kNodes, (0.15 + 0.85 * loose) / kNodes);
    for (std::uint32_t v = 0; v < kNodes; ++v) {
      for (std::size_t l = first[v]; l < first[v + 1]; ++l) {
        next[v] += 0.85 * slow[sources[l]] * weights[l] / passed[sources[l]];
      }
    }
    slow = next;
  }
  const std::vector<double> fast = PageRank({first, sources, weights}, kToTheEnd);
  for (std::uint32_t v = 0; v < kNodes; ++v) ASSERT_NEAR(fast[v], slow[v], 1e-10) << v;
}

TEST(PageRank, IsTheSameWithStepsForLinksThatGoBothWays) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const NewsGraph graph =
        RandomGraph(seed, 5 + static_cast<std::uint32_t>(seed), 60, {Relation::kCoMentioned});
    WeightedGraph rows = ToWeighted(graph, LinkRows::kTargets);
    const IncomingLinks links{rows.first, rows.others, rows.quarters};
    const std::vector<double> known =
        PageRank(links, {.tolerance = kToTheEnd.tolerance, .both_ways = true});
    const std::vector<double> found = PageRank(links, kToTheEnd);
    for (std::size_t v = 0; v < found.size(); ++v) EXPECT_NEAR(known[v], found[v], 1e-9) << seed;
  }
}

TEST(PageRank, OfNoNodesIsEmpty) {
  EXPECT_TRUE(PageRank({}).empty());
  EXPECT_TRUE(PageRank({.first = std::vector<std::size_t>{0}}).empty());
}

// Two dense parts with one link between them: what is slow shows late, when the first sweeps are
// long done with the rest.
TEST(PageRank, IsWhereThePowerIterationEndsOnPartsThatHardlyMeet) {
  for (const std::uint32_t half : {3U, 8U, 20U}) {
    std::vector<Node> nodes;
    std::vector<GraphEdge> edges;
    for (std::uint32_t i = 0; i < 2 * half; ++i) {
      const std::string name = "人" + std::to_string(100 + i);
      nodes.push_back({.kind = NodeKind::kPerson, .key = name, .name = name});
      for (std::uint32_t j = i + 1; j < (i < half ? half : 2 * half); ++j) {
        edges.push_back(
            {.source = i, .target = j, .relation = Relation::kCoMentioned, .weight = 5});
      }
    }
    edges.push_back(
        {.source = 0, .target = half, .relation = Relation::kCoMentioned, .weight = 0.25});
    // One part has more in it that nothing leads to, so that rank has to come over.
    for (std::uint32_t i = 0; i < half; ++i) {
      edges.push_back({.source = 0, .target = i, .relation = Relation::kLinksTo, .weight = 1});
    }
    const NewsGraph graph = NewsGraph::Build(std::move(nodes), std::move(edges));
    const std::vector<double> slow = SlowPageRank(Passes(graph));
    WeightedGraph rows = ToWeighted(graph, LinkRows::kTargets);
    const std::vector<double> fast = PageRank({rows.first, rows.others, rows.quarters}, kToTheEnd);
    for (std::size_t v = 0; v < slow.size(); ++v) {
      EXPECT_NEAR(fast[v], slow[*graph.Find(rows.ids[v])], 1e-9) << half << ", node " << v;
    }
  }
}

NodeArcs ArcsOf(const WeightedGraph& graph) {
  NodeArcs arcs;
  for (std::size_t v = 0; v < graph.size(); ++v) {
    for (std::size_t i = graph.first[v]; i < graph.first[v + 1]; ++i) {
      arcs[{graph.ids[v], graph.ids[graph.others[i]]}] = graph.quarters[i] / 4.0;
    }
  }
  return arcs;
}

TEST(Weighted, RowsHaveWhatTheGraphHas) {
  const std::vector<Relation> relations{Relation::kLinksTo, Relation::kRelatedTo,
                                        Relation::kCoMentioned};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const NewsGraph graph = RandomGraph(seed, 12, 50, relations);
    NodeArcs both;
    NodeArcs incoming;
    for (const GraphEdge& edge : graph.edges()) {
      if (edge.source == edge.target) continue;
      const NodeId from = graph.node(edge.source).id();
      const NodeId to = graph.node(edge.target).id();
      both[{from, to}] += edge.weight;
      both[{to, from}] += edge.weight;
      incoming[{to, from}] += edge.weight;
      if (edge.relation == Relation::kCoMentioned) incoming[{from, to}] += edge.weight;
    }
    const WeightedGraph rows = ToWeighted(graph, LinkRows::kBothEnds);
    EXPECT_TRUE(std::ranges::is_sorted(rows.ids));
    EXPECT_EQ(rows.size(), graph.size());
    EXPECT_EQ(ArcsOf(rows), both) << "seed " << seed;
    EXPECT_EQ(ArcsOf(ToWeighted(graph, LinkRows::kTargets)), incoming) << "seed " << seed;
  }
}

// Sums that the store has are another way to the same answer, to the last bit.
TEST(Rank, IsTheSameWithAndWithoutSumsInTheStore) {
  const std::vector<std::vector<std::string>> questions{
      {"--by", "pagerank", "--limit", "1000"},
      {"--by", "pagerank", "--limit", "7"},
      {"--by", "pagerank", "--type", "person", "--min-weight", "0.5"},
      {"--by", "pagerank", "--type", "person,article", "--limit", "1000"},
      {"--by", "pagerank", "--relation", "co_mentioned"},
      {"--by", "degree", "--limit", "1000"},
      {"--by", "degree", "--limit", "3"},
      {"--by", "degree", "--type", "place"},
      {"--by", "degree", "--since", "2010-01-01"},
  };
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const AskedStore store = StoreOfArticles(seed, 60);
    std::vector<Json> answers;
    const auto ask = [&](std::vector<std::string> words) {
      words.insert(words.begin(), "rank");
      return store.Ask(std::move(words));
    };
    for (const auto& words : questions) answers.push_back(ask(words));
    EXPECT_FALSE(answers[0]["items"].empty());
    store.OpenToWrite().WriteCoMentions();
    ASSERT_TRUE(store.Open().LinkedNames({}));
    for (std::size_t i = 0; i < questions.size(); ++i) {
      EXPECT_EQ(ask(questions[i]), answers[i]) << "seed " << seed << ", question " << i;
    }
  }
}

// By the definition: shortest paths of all pairs, counted by Floyd and Warshall's distances.
std::vector<double> SlowBetweenness(const NewsGraph& graph) {
  const std::size_t n = graph.size();
  constexpr int kFar = 1000;
  std::vector<std::vector<int>> distance(n, std::vector<int>(n, kFar));
  std::vector<std::vector<bool>> linked(n, std::vector<bool>(n));
  for (std::size_t v = 0; v < n; ++v) distance[v][v] = 0;
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.source == edge.target) continue;
    distance[edge.source][edge.target] = distance[edge.target][edge.source] = 1;
    linked[edge.source][edge.target] = linked[edge.target][edge.source] = true;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
      }
    }
  }
  Matrix paths(n, std::vector<double>(n));
  for (std::size_t s = 0; s < n; ++s) paths[s][s] = 1;
  for (int length = 1; length < static_cast<int>(n); ++length) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        if (distance[s][t] != length) continue;
        for (std::size_t v = 0; v < n; ++v) {
          if (linked[v][t] && distance[s][v] == length - 1) paths[s][t] += paths[s][v];
        }
      }
    }
  }
  std::vector<double> score(n);
  for (std::size_t v = 0; v < n; ++v) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        if (s == t || s == v || t == v || distance[s][t] == kFar) continue;
        if (distance[s][v] + distance[v][t] != distance[s][t]) continue;
        score[v] += paths[s][v] * paths[v][t] / paths[s][t];
      }
    }
    score[v] /= static_cast<double>(n * (n - 1));
  }
  return score;
}

BglGraph Plain(const NewsGraph& graph) {
  return ToBgl(graph, [](const GraphEdge& e) { return e.weight; });
}

TEST(Betweenness, IsTheShareOfShortestPathsThatGoThrough) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const NewsGraph graph =
        RandomGraph(seed, 18, 10 + 2 * static_cast<std::uint32_t>(seed), {Relation::kCoMentioned});
    const std::vector<double> slow = SlowBetweenness(graph);
    const Betweenness fast = FindBetweenness(Plain(graph));
    EXPECT_EQ(fast.samples, 0U);
    for (std::size_t v = 0; v < slow.size(); ++v) {
      EXPECT_NEAR(fast.score[v], slow[v], 1e-12) << "seed " << seed << ", node " << v;
    }
  }
}

TEST(Betweenness, SampledIsWithinItsErrorAndNotFarBelowWhatItPromises) {
  double worst = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const NewsGraph graph =
        RandomGraph(seed, 40, 40 + 4 * static_cast<std::uint32_t>(seed), {Relation::kCoMentioned});
    const std::vector<double> slow = SlowBetweenness(graph);
    const Betweenness sampled =
        FindBetweenness(Plain(graph), {.most_exact_work = 0, .samples = 4000, .seed = seed});
    EXPECT_EQ(sampled.samples, 4000U);
    EXPECT_GT(sampled.error, 0);
    EXPECT_LT(sampled.error, 0.05);
    for (std::size_t v = 0; v < slow.size(); ++v) {
      EXPECT_NEAR(sampled.score[v], slow[v], sampled.error) << "seed " << seed << ", node " << v;
      worst = std::max(worst, std::abs(sampled.score[v] - slow[v]));
    }
  }
  EXPECT_GT(worst, 0) << "sampling that is never off does not sample";
}

TEST(Backbone, ChanceIsThatOfTheDisparityFilter) {
  EXPECT_DOUBLE_EQ(DisparityChance(1, 4, 3), 0.5625);
  EXPECT_DOUBLE_EQ(DisparityChance(5, 5, 1), 1);
}

TEST(Backbone, KeepsAnEdgeThatStandsOutAtEitherEnd) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const NewsGraph graph =
        RandomGraph(seed, 15, 60, {Relation::kCoMentioned, Relation::kMentions});
    const double alpha = 0.2;
    std::vector<GraphEdge> expected;
    for (const GraphEdge& edge : graph.edges()) {
      bool stands_out = edge.relation != Relation::kCoMentioned;
      for (const NewsGraph::Index end : {edge.source, edge.target}) {
        double strength = 0;
        int degree = 0;
        for (const GraphEdge& other : graph.edges()) {
          if (other.relation != Relation::kCoMentioned) continue;
          for (const NewsGraph::Index other_end : {other.source, other.target}) {
            strength += other_end == end ? other.weight : 0;
            degree += other_end == end ? 1 : 0;
          }
        }
        if (degree > 1 && std::pow(1 - edge.weight / strength, degree - 1) < alpha) {
          stands_out = true;
        }
      }
      if (stands_out) expected.push_back(edge);
    }
    const NewsGraph kept = Backbone(graph, alpha);
    ASSERT_EQ(kept.edges().size(), expected.size()) << "seed " << seed;
    EXPECT_LT(kept.edges().size(), graph.edges().size());
    EXPECT_EQ(kept.size(), graph.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(kept.edges()[i].source, expected[i].source);
      EXPECT_EQ(kept.edges()[i].target, expected[i].target);
    }
    EXPECT_EQ(Backbone(graph, 1).edges().size(), graph.edges().size());
  }
}

}  // namespace
}  // namespace kg
