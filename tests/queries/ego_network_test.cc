#include "queries/ego_network.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

constexpr std::size_t kAll = 1000;

std::string TextOf(const NewsGraph& graph, const GraphEdge& edge) {
  const Node& from = graph.node(edge.source);
  const Node& to = graph.node(edge.target);
  return NodeName(from.kind, from.key) + " " + std::string(ToString(edge.relation)) + " " +
         NodeName(to.kind, to.key) + " " + std::to_string(edge.weight) + " " +
         std::to_string(edge.evidence) + " " + std::to_string(edge.rank) + " " + DayOf(edge.first) +
         " " + DayOf(edge.last);
}

// The same from the whole graph: breadth first, over edges both ways.
std::set<std::string> SlowEdges(const NewsGraph& graph, NewsGraph::Index center, int hops) {
  std::set<NewsGraph::Index> reached = {center};
  for (int hop = 0; hop < hops; ++hop) {
    const std::set<NewsGraph::Index> before = reached;
    for (const GraphEdge& edge : graph.edges()) {
      if (before.contains(edge.source)) reached.insert(edge.target);
      if (before.contains(edge.target)) reached.insert(edge.source);
    }
  }
  std::set<std::string> edges;
  for (const GraphEdge& edge : graph.edges()) {
    if (reached.contains(edge.source) && reached.contains(edge.target))
      edges.insert(TextOf(graph, edge));
  }
  return edges;
}

class EgoNetworkOfRandomStore : public testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override {
    for (const PlacedArticle& one : RandomArchive(GetParam()).Make(12))
      store_.Put(one.article, one.slot);
    store_.Sync();
    // Half of them go by the sums of the store, half by the articles, as while an ingest runs.
    if (GetParam() % 2 == 0) store_.WriteCoMentions();
  }

  TempDir dir_;
  GraphStore store_ = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kCreate});
};

TEST_P(EgoNetworkOfRandomStore, WithoutALimitIsThatPartOfTheWholeGraph) {
  const NewsGraph whole = NewsGraph::Load(store_);
  for (NewsGraph::Index i = 0; i < whole.size(); ++i) {
    for (const int hops : {1, 2}) {
      const Node& center = whole.node(i);
      const EgoNetwork ego =
          FindEgoNetwork(store_, std::span(&center, 1), {.hops = hops, .most_nodes = kAll});
      std::set<std::string> edges;
      for (const GraphEdge& edge : ego.graph.edges()) edges.insert(TextOf(ego.graph, edge));
      EXPECT_EQ(edges, SlowEdges(whole, i, hops))
          << NodeName(center.kind, center.key) << ", " << hops << " hops";
      EXPECT_EQ(ego.hidden_nodes, 0U);
    }
  }
}

TEST_P(EgoNetworkOfRandomStore, WithALimitHidesTheRestAndKeepsTheStrongest) {
  const NewsGraph whole = NewsGraph::Load(store_);
  for (NewsGraph::Index i = 0; i < whole.size(); ++i) {
    const Node& center = whole.node(i);
    const EgoNetwork all = FindEgoNetwork(store_, std::span(&center, 1), {.most_nodes = kAll});
    const EgoNetwork few = FindEgoNetwork(store_, std::span(&center, 1), {.most_nodes = 4});
    EXPECT_LE(few.graph.size(), 4U);
    EXPECT_EQ(few.graph.size() + few.hidden_nodes, all.graph.size());
    EXPECT_TRUE(few.graph.Find(center.id()));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, EgoNetworkOfRandomStore, testing::Range<std::uint64_t>(1, 9));

TEST(EgoNetwork, DampingPrefersWhatBelongsHereAlone) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  const auto put = [&](int number, const std::vector<std::string>& names) {
    Article article;
    article.url = "https://www.chenxing.example/cn/a/" + std::to_string(number);
    article.title = "题";
    article.text = "题\n";
    for (const std::string& name : names) {
      article.entities.push_back({.name = name, .mentions = {{{0, 1}, Field::kTitle, 0, 0}}});
    }
    store.Put(article, {DigestOf(article.url), DigestOf("1")});
  };
  for (int i = 0; i < 3; ++i) put(i, {"中心", "常客"});
  for (int i = 3; i < 5; ++i) put(i, {"中心", "同伴"});
  for (int i = 5; i < 60; ++i) put(i, {"常客"});
  const std::vector<Node> center = {*store.FindNode(IdOf(NodeKind::kPerson, "中心"))};
  const GraphFilter persons{.kinds = {NodeKind::kPerson}};
  const NodeId companion = IdOf(NodeKind::kPerson, "同伴");
  EXPECT_FALSE(
      FindEgoNetwork(store, center, {.most_nodes = 2, .filter = persons}).graph.Find(companion));
  EXPECT_TRUE(FindEgoNetwork(store, center, {.most_nodes = 2, .filter = persons, .damp_hubs = true})
                  .graph.Find(companion));
}

}  // namespace
}  // namespace kg
