#include "queries/yen.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "queries/random.h"

namespace kg {
namespace {

BglGraph RandomGraph(Random& random, std::uint32_t vertices, std::uint32_t chance) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<BglEdge> weights;
  for (std::uint32_t u = 0; u < vertices; ++u) {
    for (std::uint32_t v = 0; v < vertices; ++v) {
      if (u == v || random.Below(100) >= chance) continue;
      ends.emplace_back(u, v);
      weights.push_back({static_cast<double>(random.Below(8))});  // whole, and 0, so that many tie
    }
  }
  return {boost::edges_are_sorted, ends.begin(), ends.end(), weights.begin(), vertices};
}

// All simple paths, by going everywhere.
void GoOn(const BglGraph& graph, std::uint32_t target, WeightedPath path,
          std::vector<WeightedPath>& all) {
  const std::uint32_t at = path.vertices.back();
  if (at == target) return all.push_back(path);
  for (auto [arc, end] = out_edges(at, graph); arc != end; ++arc) {
    const std::uint32_t next = boost::target(*arc, graph);
    if (std::ranges::find(path.vertices, next) != path.vertices.end()) continue;
    WeightedPath longer = path;
    longer.vertices.push_back(next);
    longer.cost += graph[*arc].weight;
    GoOn(graph, target, longer, all);
  }
}

TEST(Yen, FindsTheCheapestOfAllSimplePaths) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    const BglGraph graph = RandomGraph(random, 7, 15 + random.Below(50));
    std::vector<WeightedPath> all;
    GoOn(graph, 6, {0, {0}}, all);
    std::ranges::sort(all);
    for (const std::size_t k : {1U, 2U, 5U, 30U}) {
      const std::vector<WeightedPath> found = ShortestPaths(graph, 0, 6, k);
      ASSERT_EQ(found.size(), std::min(k, all.size())) << "round " << round;
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].cost, all[i].cost) << "round " << round << ", path " << i;
        EXPECT_TRUE(std::ranges::find(all, found[i]) != all.end()) << "no simple path";
        EXPECT_EQ(std::ranges::count(found, found[i]), 1) << "a path came twice";
      }
    }
  }
}

}  // namespace
}  // namespace kg
