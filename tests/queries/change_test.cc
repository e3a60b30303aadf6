#include "queries/change.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "queries/cluster_diff.h"
#include "tests/support/names_store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using Counts = std::map<std::string, double>;

// Names by the articles that have them, pairs by the weight of their edge.
Counts Count(const NewsGraph& graph) {
  Counts counts;
  for (const GraphEdge& edge : graph.edges()) {
    const std::string& target = graph.node(edge.target).key;
    if (edge.relation == Relation::kCoMentioned) {
      counts[std::min(graph.node(edge.source).key, target) + "+" +
             std::max(graph.node(edge.source).key, target)] += edge.weight;
    } else if (edge.relation == Relation::kMentions || edge.relation == Relation::kHasTopic) {
      counts[target] += 1;
    }
  }
  return counts;
}

std::string NameOf(const Change& change) {
  if (!change.with) return change.node.key;
  return std::min(change.node.key, change.with->key) + "+" +
         std::max(change.node.key, change.with->key);
}

TEST(CompareGraphs, ListsWhatCameWentAndChangedMoreThanChanceHasIt) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const TempDir dir;
    GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
    PutRandomNames(store, 60, 9, seed);
    const Time middle = *MakeTime(2023, 1, 21);
    const NewsGraph before = NewsGraph::Load(store, {.range = {.until = middle}});
    const NewsGraph after = NewsGraph::Load(store, {.range = {.from = middle}});
    Counts was = Count(before);
    Counts is = Count(after);
    std::set<std::string> expected;
    std::map<std::string, double> all = was;
    all.insert(is.begin(), is.end());
    for (const auto& [name, count] : all) {
      const double b = was[name];
      const double a = is[name];
      const double surprise = (a - 2 * b) / std::sqrt(a + 4 * b);  // 40 articles after 20
      if (a == 0 || b == 0 || std::abs(surprise) >= 2) expected.insert(name);
    }
    std::set<std::string> found;
    double last = 0;
    for (const Change& change : CompareGraphs(before, after)) {
      EXPECT_EQ(change.before, was[NameOf(change)]) << NameOf(change);
      EXPECT_EQ(change.after, is[NameOf(change)]) << NameOf(change);
      EXPECT_TRUE(found.insert(NameOf(change)).second);
      EXPECT_EQ(CourseOf(change) == Course::kCame, change.before == 0);
      EXPECT_EQ(CourseOf(change) == Course::kWent, change.after == 0);
      last = change.surprise;
    }
    EXPECT_NE(last, 0);
    EXPECT_EQ(found, expected) << "seed " << seed;
  }
}

Cluster ClusterOf(const std::vector<int>& articles) {
  Cluster cluster{.articles = static_cast<std::uint32_t>(articles.size())};
  for (const int article : articles) {
    cluster.members.push_back(static_cast<NodeId>(article));
  }
  return cluster;
}

std::string TextOf(const ClusterRun& from, const ClusterRun& to) {
  std::string text;
  for (const ClusterChange& change :
       CompareClusters(from, to, [](NodeId id) { return static_cast<int>(id) < 1000; })) {
    const auto place = [](const Cluster* cluster, const ClusterRun& run) {
      return cluster == nullptr ? std::string("-") : std::to_string(cluster - run.clusters.data());
    };
    text += std::string(ToString(change.fate)) + " " + place(change.from, from) + " " +
            place(change.to, to) + "\n";
  }
  return text;
}

TEST(CompareClusters, TellsEveryFate) {
  const ClusterRun from{.clusters = {ClusterOf({1, 2, 3, 4, 5, 6}), ClusterOf({11, 12, 13, 14}),
                                     ClusterOf({21, 22}), ClusterOf({31, 32, 33}),
                                     ClusterOf({41, 42})}};
  const ClusterRun to{.clusters = {ClusterOf({11, 12, 13, 14, 15, 21, 22}), ClusterOf({1, 2, 3, 4}),
                                   ClusterOf({31, 32, 33}), ClusterOf({5, 6, 7}),
                                   ClusterOf({51, 52})}};
  EXPECT_EQ(TextOf(from, to),
            "born - 4\ngrew 1 0\nshrank 0 1\nsame 3 2\nsplit 0 3\nmerged 2 0\ndied 4 -\n");
}

TEST(CompareClusters, CountsArticlesAlone) {
  const ClusterRun from{.clusters = {ClusterOf({1, 2, 1001, 1002, 1003})}};
  const ClusterRun to{.clusters = {ClusterOf({3, 1001, 1002, 1003}), ClusterOf({1, 2})}};
  EXPECT_EQ(TextOf(from, to), "born - 0\nshrank 0 1\n");
}

}  // namespace
}  // namespace kg
