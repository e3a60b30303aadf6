#include "queries/path_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "graph/co_mentions.h"
#include "tests/support/names_store.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

/// The whole graph as a table of costs, from a pass over all articles.
class SlowPaths {
 public:
  SlowPaths(const GraphStore& store, const std::vector<Relation>& relations)
      : graph_(NewsGraph::Load(store)) {
    std::map<std::pair<NodeId, NodeId>, double> closest;
    store.ForEachArticle([&](const Article& article) {
      for (const Entity& a : article.entities) {
        for (const Entity& b : article.entities) {
          double& best = closest[{IdOf(a.kind, a.name), IdOf(b.kind, b.name)}];
          best = std::max(best, CoMentionWeight(a, b));
        }
      }
    });
    std::map<NewsGraph::Index, std::size_t> articles;
    for (const GraphEdge& edge : graph_.edges()) {
      if (edge.relation != Relation::kCoMentioned) ++articles[edge.target];
      if (std::ranges::find(relations, edge.relation) == relations.end()) continue;
      const double close = closest[{graph_.node(edge.source).id(), graph_.node(edge.target).id()}];
      const double cost = BaseOf(edge.relation, close) + 1 / (1 + edge.weight);
      for (const auto& ends : {std::pair(edge.source, edge.target), {edge.target, edge.source}}) {
        const auto [at, fresh] = cost_[ends.first].try_emplace(ends.second, cost);
        at->second = std::min(at->second, cost);
      }
    }
    for (const auto& [node, count] : articles) {
      hub_[node] = std::pow(std::log(static_cast<double>(count)) / 5, 2);
    }
  }

  const NewsGraph& graph() const { return graph_; }

  // Costs of all simple paths that cost at most `most`, sorted.
  std::vector<double> CostsUpTo(NewsGraph::Index a, NewsGraph::Index b, double most,
                                const PathOptions& options) {
    std::vector<double> found;
    std::vector<NewsGraph::Index> way{a};
    GoOn(way, 0, b, most, options, found);
    std::ranges::sort(found);
    return found;
  }

 private:
  static double BaseOf(Relation relation, double closest) {
    if (relation == Relation::kCoMentioned) return closest == 1 ? 1 : closest == 0.5 ? 2 : 4;
    return relation == Relation::kRelatedTo || relation == Relation::kLinksTo ? 2 : 2.5;
  }

  void GoOn(std::vector<NewsGraph::Index>& way, double cost, NewsGraph::Index b, double most,
            const PathOptions& options, std::vector<double>& found) {
    const NewsGraph::Index at = way.back();
    if (at == b) return found.push_back(cost);
    const double leaving = way.size() == 1 ? 0 : hub_[at];
    for (const auto& [next, step] : cost_[at]) {
      if (cost + leaving + step > most || std::ranges::find(way, next) != way.end()) continue;
      const Node& node = graph_.node(next);
      if (next != b && (!options.filter.Takes(node.kind) || options.avoid.contains(node.id())))
        continue;
      way.push_back(next);
      GoOn(way, cost + leaving + step, b, most, options, found);
      way.pop_back();
    }
  }

  NewsGraph graph_;
  std::map<NewsGraph::Index, std::map<NewsGraph::Index, double>> cost_;
  std::map<NewsGraph::Index, double> hub_;
};

void ExpectCheapest(const GraphStore& store, SlowPaths& slow, NewsGraph::Index i,
                    NewsGraph::Index j, const PathOptions& options) {
  constexpr double kDear = 9;  // what costs more is not looked for in the slow way
  constexpr double kRounding = 1e-9;
  const Node& a = slow.graph().node(i);
  const Node& b = slow.graph().node(j);
  const std::vector<Path> found = FindPaths(store, a, b, options);
  std::vector<double> cheap = slow.CostsUpTo(i, j, kDear, options);
  if (cheap.size() > options.k) cheap.resize(options.k);
  ASSERT_GE(found.size(), cheap.size()) << a.key << " " << b.key;
  for (std::size_t p = 0; p < found.size(); ++p) {
    if (p < cheap.size()) {
      EXPECT_NEAR(found[p].cost, cheap[p], kRounding) << a.key << " " << b.key << " " << p;
    } else {
      EXPECT_GT(found[p].cost, kDear - kRounding);
    }
    double sum = 0;
    for (const Bond& link : found[p].links) sum += LinkCost(link);
    EXPECT_LE(sum, found[p].cost + kRounding);
    EXPECT_EQ(found[p].nodes.front().id(), a.id());
    EXPECT_EQ(found[p].nodes.back().id(), b.id());
    for (const Bond& link : found[p].links) {
      EXPECT_LE(LinkCost(link), LinkCost(found[p].links[found[p].weakest]));
    }
  }
}

class PathsOfRandomStore : public testing::TestWithParam<std::uint64_t> {
 protected:
  TempDir dir_;
  GraphStore store_ = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kCreate});
};

TEST_P(PathsOfRandomStore, BetweenNamesAreTheCheapestOfAll) {
  PutRandomNames(store_, 25, 12, GetParam());
  // Half of them go by the sums of the store, half by the articles, as while an ingest runs.
  if (GetParam() % 2 == 0) store_.WriteCoMentions();
  SlowPaths slow(store_, {Relation::kCoMentioned});
  for (NewsGraph::Index i = 0; i < slow.graph().size(); ++i) {
    for (NewsGraph::Index j = 0; j < slow.graph().size(); ++j) {
      if (i == j || slow.graph().node(i).kind != NodeKind::kPerson ||
          slow.graph().node(j).kind != NodeKind::kPerson)
        continue;
      for (const std::size_t k : {1U, 3U, 8U}) {
        ExpectCheapest(store_, slow, i, j,
                       {.k = k, .filter = {.relations = {Relation::kCoMentioned}}});
      }
      const NewsGraph::Index other = (i + j) % slow.graph().size();
      if (other == i || other == j) continue;
      ExpectCheapest(store_, slow, i, j,
                     {.filter = {.relations = {Relation::kCoMentioned}},
                      .avoid = {slow.graph().node(other).id()}});
    }
  }
}

TEST_P(PathsOfRandomStore, ThroughArticlesAndTopicsToo) {
  for (const PlacedArticle& one : RandomArchive(GetParam()).Make(10)) {
    store_.Put(one.article, one.slot);
  }
  const std::vector<Relation> relations = {Relation::kRelatedTo, Relation::kLinksTo,
                                           Relation::kMentions, Relation::kHasTopic};
  SlowPaths slow(store_, relations);
  for (NewsGraph::Index i = 0; i < slow.graph().size(); i += 2) {
    for (NewsGraph::Index j = 1; j < slow.graph().size(); j += 4) {
      if (i == j) continue;
      ExpectCheapest(store_, slow, i, j, {.k = 2, .filter = {.relations = relations}});
      ExpectCheapest(store_, slow, i, j,
                     {.k = 2, .filter = {.kinds = {NodeKind::kArticle}, .relations = relations}});
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PathsOfRandomStore, testing::Range<std::uint64_t>(1, 9));

TEST(PathCosts, AnArticleAsAStepNeverCountsAsASentence) {
  const Bond far{.relation = Relation::kMentions, .weight = 1000};
  const Bond sentence{.relation = Relation::kCoMentioned, .weight = 1, .closeness = 1};
  EXPECT_GT(2 * LinkCost(far), 3 * LinkCost(sentence));
  EXPECT_EQ(HubCost(1), 0);
  EXPECT_GT(HubCost(10'000), HubCost(50) + 2);
}

}  // namespace
}  // namespace kg
