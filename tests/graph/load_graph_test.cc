// NewsGraph::Load() against slow code that goes by the contract's words alone.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>
#include <set>

#include "graph/news_graph.h"
#include "tests/support/random_articles.h"
#include "tests/support/slow_graph.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

std::string Shown(const std::optional<Time>& time) { return time ? ToIso(*time) : "-"; }

std::set<std::string> LinesOf(const NewsGraph& graph) {
  std::set<std::string> lines;
  for (const Node& node : graph.nodes()) {
    const bool article = node.kind == NodeKind::kArticle;
    lines.insert(
        NodeName(node.kind, node.key) + " " + node.name +
        (article ? " " + std::string(ToString(node.state)) + " " + Shown(node.published) : ""));
  }
  for (const GraphEdge& edge : graph.edges()) {
    const Node& from = graph.node(edge.source);
    const Node& to = graph.node(edge.target);
    lines.insert(fmt::format("{} {} {} weight {} evidence {} rank {} {} {}",
                             NodeName(from.kind, from.key), ToString(edge.relation),
                             NodeName(to.kind, to.key), edge.weight, edge.evidence, edge.rank,
                             Shown(edge.first), Shown(edge.last)));
  }
  return lines;
}

void ExpectSame(const std::set<std::string>& found, const std::set<std::string>& expected) {
  for (const std::string& line : found)
    EXPECT_TRUE(expected.contains(line)) << "too many: " << line;
  for (const std::string& line : expected) EXPECT_TRUE(found.contains(line)) << "missing: " << line;
}

GraphStore StoreOf(const TempDir& dir, std::uint64_t seed) {
  GraphStore store =
      GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate, .memory_bytes = 8 << 20});
  for (PlacedArticle& placed : RandomArchive(seed).Make(40))
    store.Put(std::move(placed.article), placed.slot);
  return store;
}

TEST(NewsGraphLoad, GivesWhatTheContractSays) {
  for (std::uint64_t seed = 1; seed <= 15 && !testing::Test::HasFailure(); ++seed) {
    const TempDir dir;
    const GraphStore store = StoreOf(dir, seed);
    ExpectSame(LinesOf(NewsGraph::Load(store)), SlowGraph(store).Lines());
  }
}

TEST(NewsGraphLoad, ShowsNodesAsTheStoreDoes) {
  const TempDir dir;
  const GraphStore store = StoreOf(dir, 20);
  const NewsGraph graph = NewsGraph::Load(store);
  for (const Node& node : graph.nodes()) {
    const std::optional<Node> stored = store.FindNode(node.id());
    ASSERT_TRUE(stored) << node.key;
    EXPECT_EQ(stored->name, node.name);
    EXPECT_EQ(stored->state, node.state);
    EXPECT_EQ(stored->published, node.published);
  }
}

TEST(NewsGraphLoad, KeepsTheKindsAndRelationsAskedFor) {
  const TempDir dir;
  const GraphStore store = StoreOf(dir, 21);
  const NewsGraph all = NewsGraph::Load(store);
  const NewsGraph graph = NewsGraph::Load(
      store,
      {.kinds = {NodeKind::kPerson}, .relations = {Relation::kCoMentioned}, .min_weight = 0.5});
  std::set<std::string> expected;
  for (const GraphEdge& edge : all.edges()) {
    const bool persons = all.node(edge.source).kind == NodeKind::kPerson &&
                         all.node(edge.target).kind == NodeKind::kPerson;
    if (persons && edge.relation == Relation::kCoMentioned && edge.weight >= 0.5) {
      expected.insert(all.node(edge.source).key + all.node(edge.target).key);
    }
  }
  std::set<std::string> found;
  for (const GraphEdge& edge : graph.edges()) {
    EXPECT_EQ(edge.relation, Relation::kCoMentioned);
    found.insert(graph.node(edge.source).key + graph.node(edge.target).key);
  }
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(found, expected);
  for (const Node& node : graph.nodes()) EXPECT_EQ(node.kind, NodeKind::kPerson);
}

TEST(NewsGraphLoad, ARangeTakesTheArticlesInItAndNoUndatedOnes) {
  const TempDir dir;
  const GraphStore store = StoreOf(dir, 22);
  const Time middle = kFirstTime + std::chrono::hours(2'000'000) - std::chrono::days(30);
  const TimeRange range{middle, middle + std::chrono::days(15)};
  std::set<std::string> expected;
  store.ForEachArticle([&](const Article& article) {
    if (article.published && range.Contains(*article.published)) expected.insert(article.url);
  });
  std::set<std::string> full;
  const NewsGraph graph = NewsGraph::Load(store, {.range = range});
  for (const Node& node : graph.nodes()) {
    if (node.kind == NodeKind::kArticle && node.state == ArticleState::kFull) full.insert(node.key);
  }
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(full, expected);
}

// Two groups of those whom the archive names.
IdentityFindings JoinedNames(const GraphStore& store) {
  IdentityFindings findings;
  for (const auto& names : {std::vector<std::string>{"普京", "李辉", "马克龙"},
                            std::vector<std::string>{"泽连斯基", "博纳"}}) {
    std::vector<EntityName> present;
    for (const std::string& name : names) {
      if (store.FindNode(IdOf(NodeKind::kPerson, name))) {
        present.push_back({NodeKind::kPerson, name});
      }
    }
    if (present.size() < 2) continue;
    findings.groups.push_back({.name = present[0], .others = {present.begin() + 1, present.end()}});
  }
  return findings;
}

TEST(NewsGraphLoad, OfJoinedNamesIsTheGraphOfOneNameAndItsOtherNames) {
  for (std::uint64_t seed = 1; seed <= 15 && !testing::Test::HasFailure(); ++seed) {
    const TempDir dir;
    GraphStore store = StoreOf(dir, seed);
    const IdentityFindings findings = JoinedNames(store);
    ASSERT_FALSE(findings.groups.empty());
    store.WriteIdentities(findings);
    std::set<std::string> expected = SlowGraph(store).Lines();
    for (const IdentityGroup& group : findings.groups) {
      for (const EntityName& other : group.others) {
        expected.insert("person:" + other.key + " " + other.key);
        expected.insert("person:" + other.key + " SAME_AS person:" + group.name.key +
                        " weight 1 evidence 0 rank 0 - -");
      }
    }
    ExpectSame(LinesOf(NewsGraph::Load(store)), expected);
  }
}

TEST(NewsGraphLoad, PartsAndPostingsOfJoinedNamesAreThoseOfTheWhole) {
  for (std::uint64_t seed = 1; seed <= 15 && !testing::Test::HasFailure(); ++seed) {
    const TempDir dir;
    GraphStore store = StoreOf(dir, seed);
    store.WriteIdentities(JoinedNames(store));
    const NewsGraph graph = NewsGraph::Load(store);
    std::vector<Node> all(graph.nodes().begin(), graph.nodes().end());
    ExpectSame(LinesOf(NewsGraph::LoadPart(store, all)), LinesOf(graph));
    std::map<std::pair<NodeId, NodeId>, double> weights;
    std::map<std::pair<NodeId, NodeId>, double> counts;
    for (const GraphEdge& edge : graph.edges()) {
      if (edge.relation != Relation::kMentions) continue;
      weights[{graph.node(edge.target).id(), graph.node(edge.source).id()}] = edge.weight;
    }
    for (const Node& node : graph.nodes()) {
      Time last = kFirstTime;
      store.ForEachPosting(node.id(), Relation::kMentions, {}, [&](const Posting& posting) {
        EXPECT_LE(last, posting.published.value_or(kLastTime));
        last = posting.published.value_or(kLastTime);
        const bool once = counts.emplace(std::pair(node.id(), posting.from), posting.count).second;
        EXPECT_TRUE(once) << "an article comes twice";
        return true;
      });
    }
    EXPECT_EQ(counts, weights);
  }
}

}  // namespace
}  // namespace kg
