#include "queries/similar_articles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "queries/random.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

// Titles of random words, random days, some without one; some articles link to others.
NewsGraph RandomGraph(Random& random, std::uint32_t articles) {
  std::vector<Node> nodes;
  std::vector<GraphEdge> edges;
  for (std::uint32_t i = 0; i < articles; ++i) {
    std::string title;
    for (int word = 0; word < 6; ++word) {
      // Every word is in several articles, so that no two have nothing in common.
      title += "w" + std::to_string(random.Below(40)) + ", ";
    }
    Node node{.kind = NodeKind::kArticle, .key = "https://a.example/" + std::to_string(i)};
    node.name = title;
    if (random.Below(8) > 0)
      node.published = *MakeTime(2023, 1 + static_cast<int>(random.Below(12)), 1);
    nodes.push_back(std::move(node));
  }
  for (std::uint32_t i = 0; i < articles / 2; ++i) {
    edges.push_back({random.Below(articles), random.Below(articles), Relation::kRelatedTo, 1});
  }
  return NewsGraph::Build(std::move(nodes), std::move(edges));
}

// From the definition, pair by pair.
std::uint32_t SlowLikeness(const NewsGraph& graph, const ArticleVectors& vectors, std::uint32_t a,
                           std::uint32_t b) {
  std::uint32_t sum = 0;
  for (const WeightedTerm& s : vectors.row(a)) {
    for (const WeightedTerm& t : vectors.row(b)) {
      if (s.term == t.term) sum += static_cast<std::uint32_t>(s.weight) * t.weight;
    }
  }
  for (const GraphEdge& edge : graph.edges()) {
    const bool joins =
        (edge.source == a && edge.target == b) || (edge.source == b && edge.target == a);
    if (joins) sum += kLikenessUnit / 4;
  }
  const auto& day_a = graph.node(a).published;
  const auto& day_b = graph.node(b).published;
  double near = 1;
  if (day_a && day_b) {
    const double days = std::abs(static_cast<double>((*day_a - *day_b).count())) / 86400;
    near = 0.6 + 0.4 * std::exp2(-days / 30);
  }
  return static_cast<std::uint32_t>(std::min(sum, kLikenessUnit) * near);
}

TEST(NearestArticles, AreThoseOfASlowSearchForAnyNumberOfJobs) {
  Random random(5);
  for (int round = 0; round < 20; ++round) {
    const NewsGraph graph = RandomGraph(random, 20 + random.Below(60));
    const ArticleVectors vectors = VectorsOf(graph, nullptr);
    ASSERT_EQ(vectors.size(), graph.size());
    const auto nearest = NearestArticles(graph, vectors, 5, SIZE_MAX, 1);
    EXPECT_EQ(NearestArticles(graph, vectors, 5, SIZE_MAX, 3), nearest);
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
      std::vector<Neighbor> expected;
      for (std::uint32_t j = 0; j < graph.size(); ++j) {
        const std::uint32_t likeness = j == i ? 0 : SlowLikeness(graph, vectors, i, j);
        if (likeness > 0) expected.push_back({j, likeness});
      }
      std::ranges::stable_sort(expected, std::ranges::greater{}, &Neighbor::likeness);
      expected.resize(std::min<std::size_t>(5, expected.size()));
      ASSERT_EQ(nearest[i], expected) << "article " << i << " of round " << round;
    }
  }
}

TEST(ArticleVectors, HaveNoWordsOfAddresses) {
  std::vector<Node> nodes;
  for (const char* address : {"https://news.example/medium/a", "https://news.example/medium/b"}) {
    nodes.push_back({.kind = NodeKind::kArticle, .key = address, .name = address});
  }
  nodes.push_back({.kind = NodeKind::kArticle, .key = "https://a.example/1", .name = "火星探测"});
  nodes.push_back({.kind = NodeKind::kArticle, .key = "https://b.example/1", .name = "火星探测"});
  nodes.push_back({.kind = NodeKind::kArticle, .key = "https://c.example/1", .name = "大选"});
  const NewsGraph graph = NewsGraph::Build(nodes, {});
  const ArticleVectors vectors = VectorsOf(graph, nullptr);
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    EXPECT_EQ(vectors.row(i).empty(), graph.node(i).name != "火星探测") << graph.node(i).key;
  }
}

TEST(NearestArticles, AreFoundByTheRarestTermsWhenTheBudgetIsShort) {
  Random random(6);
  const NewsGraph graph = RandomGraph(random, 60);
  const ArticleVectors vectors = VectorsOf(graph, nullptr);
  const auto all = NearestArticles(graph, vectors, 60, SIZE_MAX, 1);
  const auto few = NearestArticles(graph, vectors, 60, 6, 1);
  std::size_t found_all = 0;
  std::size_t found_few = 0;
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    found_all += all[i].size();
    found_few += few[i].size();
  }
  EXPECT_LT(found_few, found_all);
  EXPECT_GT(found_few, 0U);
}

TEST(ArticleVectors, AreTheSameForAnyNumberOfJobs) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  for (PlacedArticle& placed : RandomArchive(9, 600).Make(600)) {
    store.Put(std::move(placed.article), placed.slot);
  }
  const NewsGraph graph = NewsGraph::Load(store);
  TermTable table;
  const ArticleVectors one = VectorsOf(graph, &store, 1, &table);
  EXPECT_GT(one.size(), 512U) << "more than a thread takes at a time";
  EXPECT_FALSE(one.all.empty());
  TermTable other_table;
  const ArticleVectors three = VectorsOf(graph, &store, 3, &other_table);
  EXPECT_EQ(three.first, one.first);
  EXPECT_EQ(three.terms, one.terms);
  EXPECT_EQ(other_table.bucket, table.bucket);
  ASSERT_EQ(three.all.size(), one.all.size());
  for (std::size_t i = 0; i < one.all.size(); ++i) {
    ASSERT_EQ(three.all[i].term, one.all[i].term);
    ASSERT_EQ(three.all[i].weight, one.all[i].weight);
  }
}

TEST(ArticleVectors, LeaveOutWhatOneArticleSaysAndWhatAllSay) {
  std::vector<Node> nodes;
  for (const char* title : {"flood, aid, rome", "flood, aid, oslo", "flood, vote, riga"}) {
    nodes.push_back({.kind = NodeKind::kArticle, .key = title, .name = title});
  }
  for (int i = 0; i < 5; ++i) {
    const std::string title = "flood, x" + std::to_string(i);
    nodes.push_back({.kind = NodeKind::kArticle, .key = title, .name = title});
  }
  const ArticleVectors vectors = VectorsOf(NewsGraph::Build(nodes, {}), nullptr);
  ASSERT_EQ(vectors.size(), 8U);
  ASSERT_EQ(vectors.all.size(), 2U) << "aid alone, in two articles";
  EXPECT_EQ(vectors.all[0].weight, ArticleVectors::kUnit);
}

}  // namespace
}  // namespace kg
