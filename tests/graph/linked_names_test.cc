// The links of names as the store has added them up, against the whole graph.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>
#include <utility>

#include "graph/news_graph.h"
#include "graph/refresh.h"
#include "graph/weighted_graph.h"
#include "tests/support/random_articles.h"
#include "tests/support/shuffled_persons.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using Names = std::map<NodeId, NodeKind>;
using Arcs = std::map<std::pair<NodeId, NodeId>, double>;

struct Links {
  Names names{};
  Arcs arcs{};
  bool operator==(const Links&) const = default;
};

Links SlowLinks(const NewsGraph& graph) {
  Links links;
  for (const Node& node : graph.nodes()) links.names.emplace(node.id(), node.kind);
  for (const GraphEdge& edge : graph.edges()) {
    const NodeId a = graph.node(edge.source).id();
    const NodeId b = graph.node(edge.target).id();
    links.arcs[{a, b}] += edge.weight;
    links.arcs[{b, a}] += edge.weight;
  }
  return links;
}

Links LinksOf(const WeightedGraph& graph) {
  Links links;
  EXPECT_TRUE(std::ranges::is_sorted(graph.ids));
  EXPECT_EQ(graph.first.size(), graph.ids.size() + 1);
  EXPECT_EQ(graph.first.back(), graph.others.size());
  EXPECT_EQ(graph.quarters.size(), graph.others.size());
  for (std::size_t v = 0; v < graph.size(); ++v) {
    links.names.emplace(graph.ids[v], graph.kinds[v]);
    for (std::size_t i = graph.first[v]; i < graph.first[v + 1]; ++i) {
      EXPECT_TRUE(i == graph.first[v] || graph.others[i - 1] < graph.others[i]);
      links.arcs[{graph.ids[v], graph.ids[graph.others[i]]}] = graph.quarters[i] / 4.0;
    }
  }
  return links;
}

// Some names are one, some are not; now and then one that no article has stands for others.
IdentityFindings RandomIdentities(const GraphStore& store, std::mt19937_64& random) {
  const std::vector<EntityName> persons = ShuffledPersons(store, random);
  IdentityFindings findings;
  if (persons.size() < 6) return findings;
  findings.groups.push_back({.name = persons[0], .others = {persons[1]}});
  if (random() % 2 == 0) {
    const EntityName nobody{NodeKind::kPerson, "无人"};
    findings.groups.push_back({.name = nobody, .others = {persons[2]}});
  }
  std::ranges::sort(findings.groups, {}, &IdentityGroup::name);
  IdentityLink apart{.a = persons[3], .b = persons[4]};
  if (apart.b < apart.a) std::swap(apart.a, apart.b);
  findings.different.push_back(apart);
  return findings;
}

TEST(LinkedNames, AreThoseOfTheWholeGraphWhateverChanges) {
  const std::vector<NodeKind> all{NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace};
  const std::vector<GraphFilter> filters{
      {.kinds = all},
      {.kinds = {NodeKind::kPerson}},
      {.kinds = {NodeKind::kPlace, NodeKind::kPerson}, .min_weight = 0.75},
      {.kinds = all, .min_weight = 1.5},
      {.kinds = all, .relations = {Relation::kCoMentioned}},
      {.kinds = all, .relations = {Relation::kSameAs, Relation::kDifferentFrom}},
      {.kinds = all, .relations = {Relation::kMentions}},
  };
  for (std::uint64_t seed = 1; seed <= 10 && !testing::Test::HasFailure(); ++seed) {
    std::mt19937_64 random(seed);
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed;
    const TempDir dir;
    GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
    for (int round = 0; round < 4; ++round) {
      archive.Change(store, placed);
      EXPECT_FALSE(store.LinkedNames(filters[0])) << "the sums are behind";
      RefreshDerived(store);
      if (round % 2 == 1) store.WriteIdentities(RandomIdentities(store, random));
      store.WriteCoMentions();
      for (const GraphFilter& filter : filters) {
        const auto linked = store.LinkedNames(filter);
        ASSERT_TRUE(linked);
        EXPECT_EQ(LinksOf(*linked), SlowLinks(NewsGraph::Load(store, filter)))
            << "seed " << seed << ", round " << round << ", filter " << &filter - filters.data();
      }
    }
  }
}

TEST(LinkedNames, OfAnEmptyStoreAreNone) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  store.WriteCoMentions();
  const auto linked = store.LinkedNames({});
  ASSERT_TRUE(linked);
  EXPECT_EQ(linked->size(), 0U);
  EXPECT_EQ(linked->first, std::vector<std::size_t>{0});
}

// More rows than one thread takes at a time, some of them long.
TEST(LinkedNames, OfManyNamesComeInOrder) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  for (int i = 0; i < 130; ++i) {
    Article article;
    article.url = "https://a.example/" + std::to_string(i);
    article.title = "名单";
    article.published = MakeTime(2023, 4, 5);
    for (std::uint32_t j = 0; j < 100; ++j) {
      const std::string name =
          j == 0 ? "众人" : "甲" + std::to_string(i) + "乙" + std::to_string(j);
      const auto at = static_cast<std::uint32_t>(article.text.size() / 3);
      article.text += "名。";
      article.entities.push_back({.name = name, .mentions = {{{at, at + 1}, Field::kBody, j, 0}}});
    }
    const std::string place = std::to_string(i);
    store.Put(article, {DigestOf(place), DigestOf("x" + place), place});
  }
  store.WriteCoMentions();
  const GraphFilter persons{.kinds = {NodeKind::kPerson}};
  const auto linked = store.LinkedNames(persons);
  ASSERT_TRUE(linked);
  EXPECT_EQ(linked->size(), 130U * 99 + 1);
  EXPECT_EQ(LinksOf(*linked), SlowLinks(NewsGraph::Load(store, persons)));
}

}  // namespace
}  // namespace kg
