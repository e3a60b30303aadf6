#include "queries/leiden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "bench/nmi.h"
#include "graph/error.h"
#include "queries/random.h"
#include "queries/significance.h"
#include "tests/support/fewer_with_sanitizers.h"

namespace kg {
namespace {

using Labels = std::vector<std::uint32_t>;
using TestGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_weight_t, double>>;

LeidenGraph Copied(const TestGraph& graph) {
  return ToLeidenGraph(graph, get(boost::edge_weight, graph));
}

// An edge between two vertices has the chance that `chance` gives; `weight_steps` 1 weighs all 1.
TestGraph RandomGraph(std::uint32_t n, Random& random, std::uint32_t weight_steps,
                      const std::function<double(std::uint32_t, std::uint32_t)>& chance) {
  TestGraph graph(n);
  for (std::uint32_t a = 0; a < n; ++a) {
    for (std::uint32_t b = a + 1; b < n; ++b) {
      if (random.Below(1U << 20) >= chance(a, b) * (1U << 20)) continue;
      add_edge(a, b, (1 + random.Below(weight_steps)) / static_cast<double>(weight_steps), graph);
    }
  }
  return graph;
}

TestGraph RandomGraph(std::uint32_t n, double degree, Random& random) {
  return RandomGraph(n, random, 8, [&](auto, auto) { return degree / n; });
}

TestGraph PlantedGraph(std::uint32_t groups, std::uint32_t size, double inner, double outer,
                       Random& random) {
  return RandomGraph(groups * size, random, 1, [&](std::uint32_t a, std::uint32_t b) {
    return a / size == b / size ? inner : outer;
  });
}

// The objective from its definition, pair by pair.
double SlowQuality(const TestGraph& graph, const Labels& community, const LeidenOptions& options) {
  const auto n = static_cast<std::uint32_t>(num_vertices(graph));
  std::vector<std::vector<double>> weight(n, std::vector<double>(n));
  std::vector<double> strength(n);
  double total = 0;
  const auto [begin, end] = edges(graph);
  for (auto e = begin; e != end; ++e) {
    const double w = get(boost::edge_weight, graph, *e);
    const auto a = source(*e, graph);
    const auto b = target(*e, graph);
    weight[a][b] += w;
    weight[b][a] += w;
    strength[a] += w;
    strength[b] += w;
    total += 2 * w;
  }
  double quality = 0;
  for (std::uint32_t a = 0; a < n; ++a) {
    for (std::uint32_t b = 0; b < n; ++b) {
      if (community[a] != community[b]) continue;
      if (options.objective == Objective::kModularity) {
        quality += (weight[a][b] - options.resolution * strength[a] * strength[b] / total) / total;
      } else if (a < b) {
        quality += weight[a][b] - options.resolution;
      }
    }
  }
  return quality;
}

// Whether every community can be walked through on its own edges.
bool AllConnected(const TestGraph& graph, const Labels& community) {
  const auto n = num_vertices(graph);
  std::vector<bool> seen(n);
  std::map<std::uint32_t, int> pieces;
  for (std::size_t start = 0; start < n; ++start) {
    if (seen[start]) continue;
    if (++pieces[community[start]] > 1) return false;
    seen[start] = true;
    for (std::vector<std::size_t> open{start}; !open.empty();) {
      const std::size_t v = open.back();
      open.pop_back();
      const auto [begin, end] = adjacent_vertices(v, graph);
      for (auto to = begin; to != end; ++to) {
        if (seen[*to] || community[*to] != community[v]) continue;
        seen[*to] = true;
        open.push_back(*to);
      }
    }
  }
  return true;
}

// The best quality of all partitions, by trying each once.
double BestQuality(const TestGraph& graph, const LeidenOptions& options) {
  const std::size_t n = num_vertices(graph);
  Labels labels(n);
  double best = -1e9;
  const std::function<void(std::size_t, std::uint32_t)> extend = [&](std::size_t v,
                                                                     std::uint32_t used) {
    if (v == n) {
      best = std::max(best, SlowQuality(graph, labels, options));
      return;
    }
    for (std::uint32_t c = 0; c <= used; ++c) {
      labels[v] = c;
      extend(v + 1, std::max(used, c + 1));
    }
  };
  extend(0, 0);
  return best;
}

std::vector<LeidenOptions> BothObjectives(std::uint64_t seed = 1) {
  return {{.objective = Objective::kModularity, .resolution = 1, .seed = seed},
          {.objective = Objective::kModularity, .resolution = 3, .seed = seed},
          {.objective = Objective::kCpm, .resolution = 0.1, .seed = seed}};
}

TEST(Leiden, FindsTwoTrianglesHeldByOneEdge) {
  TestGraph graph(6);
  for (const auto& [a, b] :
       std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {2, 3}}) {
    add_edge(static_cast<unsigned>(a), static_cast<unsigned>(b), 1.0, graph);
  }
  const Partition found = FindCommunities(Copied(graph), {});
  EXPECT_EQ(found.community, (Labels{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(found.communities, 2U);
  EXPECT_NEAR(found.quality, 6.0 / 7 - 0.5, 1e-12);
}

TEST(Leiden, GraphsWithoutEdgesOrVerticesHaveLonelyCommunities) {
  for (const LeidenOptions& options : BothObjectives()) {
    EXPECT_EQ(FindCommunities(Copied(TestGraph(0)), options).communities, 0U);
    EXPECT_EQ(FindCommunities(Copied(TestGraph(3)), options).community, (Labels{0, 1, 2}));
  }
}

// Every other graph is large and sparse: without the refinement, some of those fail.
TEST(Leiden, CommunitiesAreConnectedAfterEveryNumberOfIterations) {
  Random random(7);
  for (int round = 0; round < FewerWithSanitizers(80, 12); ++round) {
    const bool large = round % 2 == 0;
    const TestGraph graph =
        RandomGraph(large ? 1500 : 20 + random.Below(150), large ? 3.5 : 2.5 + round % 5, random);
    const LeidenGraph copy = Copied(graph);
    for (LeidenOptions options : BothObjectives(random.Next())) {
      for (options.iterations = 0; options.iterations < 3; ++options.iterations) {
        ASSERT_TRUE(AllConnected(graph, FindCommunities(copy, options).community))
            << "round " << round << ", iterations " << options.iterations;
      }
    }
  }
}

TEST(Leiden, QualityIsAsDefinedAndNeverFallsBetweenIterations) {
  Random random(8);
  for (int round = 0; round < 40; ++round) {
    const TestGraph graph = RandomGraph(120, 6, random);
    for (LeidenOptions options : BothObjectives(random.Next())) {
      double before = SlowQuality(graph, Labels(120), options);
      for (options.iterations = 1; options.iterations < 6; ++options.iterations) {
        const Partition found = FindCommunities(Copied(graph), options);
        const double quality = SlowQuality(graph, found.community, options);
        ASSERT_NEAR(found.quality, quality, 1e-6);
        ASSERT_GE(quality, before - 1e-9);
        before = quality;
      }
    }
  }
}

TEST(Leiden, NoVertexCouldMoveToABetterCommunityAtTheEnd) {
  Random random(9);
  for (int round = 0; round < 10; ++round) {
    const TestGraph graph = RandomGraph(40, 5, random);
    for (const LeidenOptions& options : BothObjectives(random.Next())) {
      const Partition found = FindCommunities(Copied(graph), options);
      for (std::size_t v = 0; v < found.community.size(); ++v) {
        for (std::uint32_t c = 0; c <= found.communities; ++c) {
          Labels moved = found.community;
          moved[v] = c;
          ASSERT_LE(SlowQuality(graph, moved, options), found.quality + 1e-6);
        }
      }
    }
  }
}

TEST(Leiden, MostTinyGraphsGetTheBestOfAllPartitions) {
  Random random(10);
  int best = 0;
  int all = 0;
  for (int round = 0; round < 60; ++round) {
    const TestGraph graph = RandomGraph(5 + random.Below(4), 3, random);
    if (num_edges(graph) == 0) continue;
    for (const LeidenOptions& options : BothObjectives(random.Next())) {
      const double possible = BestQuality(graph, options);
      const double found = FindCommunities(Copied(graph), options).quality;
      ASSERT_LE(found, possible + 1e-6);
      best += found > possible - 1e-6 ? 1 : 0;
      ++all;
    }
  }
  EXPECT_GE(best, all * 95 / 100) << "of " << all;
}

TEST(Leiden, FindsPlantedGroups) {
  Random random(11);
  constexpr std::uint32_t kSize = 30;
  const TestGraph graph = PlantedGraph(40, kSize, 0.4, 0.006, random);
  Labels planted(num_vertices(graph));
  for (std::uint32_t v = 0; v < planted.size(); ++v) planted[v] = v / kSize;
  for (const LeidenOptions& options :
       {LeidenOptions{.objective = Objective::kCpm, .resolution = 0.05},
        LeidenOptions{.objective = Objective::kModularity, .resolution = 3}}) {
    EXPECT_GE(Nmi(FindCommunities(Copied(graph), options).community, planted), 0.99);
  }
}

// Groups of different sizes, each vertex with half its links inside.
LeidenGraph SparseGroups(std::uint32_t n, Random& random, Labels& planted) {
  std::vector<std::vector<std::uint32_t>> rows(n);
  for (std::uint32_t first = 0; first < n;) {
    const std::uint32_t size = std::min(20 + random.Below(60), n - first);
    for (std::uint32_t v = first; v < first + size; ++v) {
      planted.push_back(first);
      for (int k = 0; k < 12; ++k) {
        const std::uint32_t to = k % 2 == 0 ? first + random.Below(size) : random.Below(n);
        if (to == v) continue;
        rows[v].push_back(to);
        rows[to].push_back(v);
      }
    }
    first += size;
  }
  LeidenGraph graph;
  for (const std::vector<std::uint32_t>& row : rows) {
    graph.targets.insert(graph.targets.end(), row.begin(), row.end());
    graph.first.push_back(graph.targets.size());
  }
  return graph;
}

Labels Alone(std::uint32_t n) {
  Labels labels(n);
  std::iota(labels.begin(), labels.end(), 0U);
  return labels;
}

TestGraph ToTestGraph(const LeidenGraph& graph) {
  TestGraph copy(graph.size());
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
      if (v < to) add_edge(v, to, weight, copy);
    });
  }
  return copy;
}

// Large enough for vertices to be numbered anew, and to move in chunks.
TEST(Leiden, OfLargeGraphsCommunitiesAreConnectedAndBetterWithEveryIteration) {
  Random random(17);
  Labels planted;
  const LeidenGraph graph = SparseGroups(8'000, random, planted);
  const TestGraph copy = ToTestGraph(graph);
  for (LeidenOptions options : BothObjectives(4)) {
    double before = Quality(graph, Alone(graph.size()), options);
    for (options.iterations = 1; options.iterations < 4; ++options.iterations) {
      const Partition found = FindCommunities(graph, options);
      ASSERT_TRUE(AllConnected(copy, found.community));
      ASSERT_NEAR(found.quality, Quality(graph, found.community, options), 1e-9);
      ASSERT_GE(found.quality, before - 1e-9);
      before = found.quality;
      const Partition again = FindCommunities(graph, options, found.community);
      ASSERT_GE(again.quality, found.quality - 1e-9);
      ASSERT_TRUE(AllConnected(copy, again.community));
    }
  }
}

// Large enough for vertices to move in chunks.
TEST(Leiden, AnyNumberOfJobsGivesOneAnswer) {
  Random random(15);
  Labels planted;
  LeidenGraph graph = SparseGroups(20'000, random, planted);
  for (const bool weighted : {false, true}) {
    if (weighted) {
      // Like arcs of an edge weigh the same.
      ArcNumbers weights;
      for (std::uint32_t v = 0; v < graph.size(); ++v) {
        graph.ForEachArc(
            v, [&](std::uint32_t to, std::uint32_t) { weights.push_back(1 + (v + to) % 5); });
      }
      graph.weights = std::move(weights);
    }
    for (LeidenOptions options : BothObjectives(3)) {
      options.iterations = 2;
      const Partition one = FindCommunities(graph, options);
      for (const unsigned jobs : {2U, 5U}) {
        options.jobs = jobs;
        ASSERT_EQ(FindCommunities(graph, options).community, one.community) << jobs << " jobs";
      }
    }
  }
}

// Of the definition: pairs of a community and of all, linked and not.
TEST(Significance, IsThatOfTheLinksInside) {
  TestGraph graph(5);
  for (const auto& [a, b] :
       std::vector<std::pair<unsigned, unsigned>>{{0, 1}, {1, 2}, {3, 4}, {2, 3}})
    add_edge(a, b, 3.0, graph);
  const double p = 4 / 10.0;
  const double triple = 2 / 3.0;
  const double expected =
      3 * (triple * std::log(triple / p) + (1 - triple) * std::log((1 - triple) / (1 - p))) +
      std::log(1 / p);
  EXPECT_NEAR(Significance(Copied(graph), Labels{0, 0, 0, 1, 1}), expected, 1e-12);
  EXPECT_EQ(Significance(Copied(graph), Labels{0, 0, 0, 0, 0}), 0);
  EXPECT_EQ(Significance(Copied(graph), Labels{0, 1, 2, 3, 4}), 0);
}

TEST(Significance, PicksTheResolutionOfPlantedGroups) {
  Random random(16);
  Labels planted;
  const LeidenGraph graph = SparseGroups(6'000, random, planted);
  const SignificantPartition found = FindSignificant(graph, {});
  EXPECT_GE(Nmi(found.partition.community, planted), 0.99);
  EXPECT_GT(found.significance, Significance(graph, FindCommunities(graph, {}).community));
}

TEST(Significance, OfGraphsWithoutLinksIsNothing) {
  EXPECT_EQ(FindSignificant(Copied(TestGraph(0)), {}).partition.communities, 0U);
  const SignificantPartition alone = FindSignificant(Copied(TestGraph(3)), {});
  EXPECT_EQ(alone.partition.community, (Labels{0, 1, 2}));
  EXPECT_EQ(alone.significance, 0);
}

TEST(Leiden, WhatIsNewSettlesAmongCommunitiesThatStay) {
  Random random(18);
  constexpr std::uint32_t kSize = 30;
  const TestGraph graph = PlantedGraph(40, kSize, 0.4, 0.006, random);
  Labels start(num_vertices(graph));
  for (std::uint32_t v = 0; v < start.size(); ++v) start[v] = v / kSize;
  const Labels planted = start;
  for (std::uint32_t v = 0; v < start.size(); v += 97) start[v] = 40 + v / 97;  // these are new
  const Partition found = FindCommunities(
      Copied(graph), {.objective = Objective::kCpm, .resolution = 0.05, .settle = true}, start);
  EXPECT_EQ(found.community, planted);
}

TEST(Leiden, SettlingSplitsWhatHasComeApart) {
  Random random(19);
  for (int round = 0; round < 20; ++round) {
    const TestGraph graph = RandomGraph(200, 3, random);
    Labels start(200);
    for (std::uint32_t& c : start) c = random.Below(20);
    for (LeidenOptions options : BothObjectives(random.Next())) {
      options.settle = true;
      const Partition found = FindCommunities(Copied(graph), options, start);
      ASSERT_TRUE(AllConnected(graph, found.community));
      ASSERT_GE(found.quality, SlowQuality(graph, start, options) - 1e-9);
    }
  }
}

TEST(Leiden, OneSeedGivesOneAnswer) {
  Random random(12);
  const TestGraph graph = RandomGraph(300, 8, random);
  const LeidenOptions options{.seed = 5};
  const Partition found = FindCommunities(Copied(graph), options);
  EXPECT_EQ(FindCommunities(Copied(graph), options).community, found.community);
  LeidenOptions other = options;
  other.seed = 6;
  EXPECT_NE(FindCommunities(Copied(graph), other).community, found.community);
}

TEST(Leiden, ScalingAllWeightsChangesNothing) {
  Random random(13);
  const TestGraph graph = RandomGraph(200, 6, random);
  TestGraph scaled(graph);
  const auto [begin, end] = edges(scaled);
  for (auto e = begin; e != end; ++e)
    put(boost::edge_weight, scaled, *e, 1024 * get(boost::edge_weight, scaled, *e));
  EXPECT_EQ(FindCommunities(Copied(scaled), {}).community,
            FindCommunities(Copied(graph), {}).community);
}

TEST(Leiden, CommunitiesAreNumberedInOrderOfTheirFirstVertices) {
  Random random(14);
  const Partition found = FindCommunities(Copied(RandomGraph(300, 4, random)), {});
  std::uint32_t next = 0;
  for (const std::uint32_t c : found.community) {
    ASSERT_LE(c, next);
    next = std::max(next, c + 1);
  }
  EXPECT_EQ(next, found.communities);
}

TEST(Leiden, RefusesOptionsOutOfRange) {
  const LeidenGraph graph = Copied(TestGraph(2));
  EXPECT_THROW(FindCommunities(graph, {.resolution = -1}), Error);
  EXPECT_THROW(FindCommunities(graph, {.resolution = std::nan("")}), Error);
  EXPECT_THROW(FindCommunities(graph, {.theta = 0}), Error);
}

}  // namespace
}  // namespace kg
