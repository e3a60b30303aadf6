#include "queries/cluster_ids.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "queries/random.h"

namespace kg {
namespace {

using Groups = std::vector<std::vector<int>>;

ClusterRun RunOf(const Groups& groups) {
  ClusterRun run;
  for (const std::vector<int>& group : groups) {
    Cluster cluster{.articles = static_cast<std::uint32_t>(group.size())};
    for (const int article : group)
      cluster.members.push_back(NodeId{static_cast<std::uint64_t>(article)});
    run.clusters.push_back(std::move(cluster));
  }
  return run;
}

std::vector<std::string> Ids(const ClusterRun& run) {
  std::vector<std::string> ids;
  for (const Cluster& cluster : run.clusters) ids.push_back(cluster.id);
  return ids;
}

TEST(ClusterIds, GoWithMostOfTheArticlesAndAreNeverUsedAgain) {
  ClusterRun first = RunOf({{1, 2, 3, 4}, {5, 6, 7}, {8, 9}});
  NameClusters(nullptr, first);
  EXPECT_EQ(Ids(first), (std::vector<std::string>{"1", "2", "3"}));
  ClusterRun second = RunOf({{5, 6, 7, 20, 21}, {1, 2, 3}, {4, 30}});
  NameClusters(&first, second);
  EXPECT_EQ(Ids(second), (std::vector<std::string>{"2", "1", "4"}));
  ClusterRun third = RunOf({{1, 2, 3}, {8, 9}});
  NameClusters(&second, third);
  EXPECT_EQ(Ids(third), (std::vector<std::string>{"1", "5"})) << "3 is gone for good";
}

TEST(ClusterIds, AStartHasTheLastClustersAndTheRestAlone) {
  const ClusterRun last = RunOf({{1, 2, 3}, {4, 5}});
  const std::vector<NodeId> ids{NodeId{4}, NodeId{9}, NodeId{1}, NodeId{5}, NodeId{3}};
  EXPECT_EQ(CommunitiesOf(last, ids), (std::vector<std::uint32_t>{0, 1, 2, 0, 2}));
}

TEST(ClusterIds, ArticlesThatStoodAloneAreNotTakenForNewOnes) {
  ClusterRun last = RunOf({{1, 2, 3}, {4, 5}});
  last.unclustered = 2;
  const std::vector<NodeId> ids{NodeId{4}, NodeId{5}, NodeId{1}, NodeId{8}, NodeId{9}, NodeId{10}};
  const ArticlesSince since = CompareArticles(last, ids);
  EXPECT_EQ(since.came, 1U);
  EXPECT_EQ(since.went, 2U);
}

// Stories of articles with words of their own among common ones.
NewsGraph Stories(Random& random, int stories, const std::function<bool(int)>& keep) {
  std::vector<Node> nodes;
  for (int s = 0; s < stories; ++s) {
    const int size = 6 + static_cast<int>(random.Below(20));
    for (int i = 0; i < size; ++i) {
      std::string title;
      for (int word = 0; word < 4; ++word) {
        title += "s" + std::to_string(s) + "w" + std::to_string(random.Below(8)) + ", ";
        title += "c" + std::to_string(random.Below(300)) + ", ";
      }
      const std::string key = "https://a.example/" + std::to_string(s) + "/" + std::to_string(i);
      Node node{.kind = NodeKind::kArticle, .key = key, .name = title};
      node.published = *MakeTime(2023, 1 + s % 12, 1 + i);
      if (keep(s * 100 + i)) nodes.push_back(std::move(node));
    }
  }
  return NewsGraph::Build(std::move(nodes), {});
}

std::map<NodeId, std::string> IdOfMembers(const ClusterRun& run) {
  std::map<NodeId, std::string> ids;
  for (const Cluster& cluster : run.clusters) {
    for (const NodeId id : cluster.members) ids[id] = cluster.id;
  }
  return ids;
}

double ShareThatKeptItsId(const ClusterRun& before, const ClusterRun& after) {
  const auto old_ids = IdOfMembers(before);
  const auto new_ids = IdOfMembers(after);
  double both = 0;
  double same = 0;
  for (const auto& [article, id] : old_ids) {
    const auto at = new_ids.find(article);
    if (at == new_ids.end()) continue;
    ++both;
    same += at->second == id ? 1 : 0;
  }
  return same / both;
}

TEST(ClusterIds, StayWhenAFewArticlesGoOrCome) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto graph_without = [&](std::uint64_t percentile, std::uint64_t salt) {
      Random random(seed);
      return Stories(random, 60, [&](int article) {
        return Random(static_cast<std::uint64_t>(article) * 1000 + salt).Next() % 1000 >=
               percentile;
      });
    };
    const ClusterRun all = ComputeClusters(graph_without(0, seed), {});
    ASSERT_GT(all.clusters.size(), 30U);
    const ClusterRun fewer = ComputeClusters(graph_without(15, seed), {}, {.last = &all});
    EXPECT_GE(ShareThatKeptItsId(all, fewer), 0.98) << "1.5 % of the articles gone, seed " << seed;
    const ClusterRun before = ComputeClusters(graph_without(10, seed), {});
    const ClusterRun grown = ComputeClusters(graph_without(0, seed), {}, {.last = &before});
    EXPECT_GE(ShareThatKeptItsId(before, grown), 0.99) << "1 % more, seed " << seed;
  }
}

}  // namespace
}  // namespace kg
