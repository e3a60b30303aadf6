#include "graph/store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "graph/error.h"
#include "graph/graph_hash.h"
#include "graph/news_graph.h"
#include "tests/support/fewer_with_sanitizers.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

GraphStore NewStore(const TempDir& dir) {
  return GraphStore::Open(dir.path() / "store",
                          {.mode = OpenMode::kCreate, .memory_bytes = 8 << 20});
}

std::string HashOf(const std::vector<PlacedArticle>& placed) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  for (const PlacedArticle& one : placed) store.Put(one.article, one.slot);
  return GraphSha256(store);
}

Article Minimal(const std::string& url) {
  Article article;
  article.url = url;
  article.title = "标题";
  article.text = "标题\n";
  article.fields = {{Field::kTitle, {0, 2}}};
  article.facts.publisher = "chenxing.example";
  return article;
}

// Every edge of the graph as text, from the side that NewsGraph reads: whole articles.
std::multiset<std::string> EdgesOfLoad(const GraphStore& store) {
  const NewsGraph graph = NewsGraph::Load(store);
  std::multiset<std::string> edges;
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.relation == Relation::kCoMentioned) continue;
    const Node& from = graph.node(edge.source);
    const Node& to = graph.node(edge.target);
    edges.insert(NodeName(from.kind, from.key) + " " + std::string(ToString(edge.relation)) + " " +
                 NodeName(to.kind, to.key));
  }
  return edges;
}

// The same from the other side: what is kept under each node.
std::multiset<std::string> EdgesOfPostings(const GraphStore& store) {
  std::multiset<std::string> edges;
  store.ForEachNode(std::nullopt, [&](const Node& node) {
    for (int relation = 0; relation < kRelations; ++relation) {
      const auto rel = static_cast<Relation>(relation);
      store.ForEachPosting(node.id(), rel, {}, [&](const Posting& posting) {
        edges.insert(NodeName(NodeKind::kArticle, store.FindNode(posting.from)->key) + " " +
                     std::string(ToString(rel)) + " " + NodeName(node.kind, node.key));
        return true;
      });
    }
    return true;
  });
  return edges;
}

TEST(GraphStore, AnyOrderOfArticlesGivesOneHash) {
  for (std::uint64_t seed = 1; seed <= FewerWithSanitizers(30U, 10U); ++seed) {
    std::vector<PlacedArticle> placed = RandomArchive(seed).Make(40);
    const std::string expected = HashOf(placed);
    std::mt19937_64 random(seed);
    std::shuffle(placed.begin(), placed.end(), random);
    EXPECT_EQ(HashOf(placed), expected) << "seed " << seed;
  }
}

TEST(GraphStore, AnotherTextGivesAnotherHash) {
  std::vector<PlacedArticle> placed = RandomArchive(7).Make(10);
  const std::string before = HashOf(placed);
  placed[3].article.title += "。";
  placed[3].article.seen = kLastTime;
  EXPECT_NE(HashOf(placed), before);
}

TEST(GraphStore, AnEditedArticleReplacesItsOwnContributionExactly) {
  for (std::uint64_t seed = 1; seed <= FewerWithSanitizers(30U, 10U); ++seed) {
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed = archive.Make(30);
    std::vector<PlacedArticle> history = placed;
    for (std::size_t i = 0; i < placed.size(); i += 3) {
      placed[i] = archive.Edited(placed[i]);
      history.push_back(placed[i]);
    }
    const TempDir dir;
    GraphStore store = NewStore(dir);
    for (const PlacedArticle& one : history) store.Put(one.article, one.slot);
    EXPECT_EQ(GraphSha256(store), HashOf(placed)) << "seed " << seed;
  }
}

TEST(GraphStore, BothDirectionsOfEveryEdgeAgree) {
  for (std::uint64_t seed = 1; seed <= FewerWithSanitizers(20U, 7U); ++seed) {
    RandomArchive archive(seed);
    const TempDir dir;
    GraphStore store = NewStore(dir);
    for (const PlacedArticle& one : archive.Make(30)) {
      store.Put(one.article, one.slot);
      const PlacedArticle edited = archive.Edited(one);
      if (seed % 2 == 0) store.Put(edited.article, edited.slot);
    }
    EXPECT_EQ(EdgesOfPostings(store), EdgesOfLoad(store)) << "seed " << seed;
  }
}

TEST(GraphStore, NodesReadOneByOneAreThoseOfTheWholeGraph) {
  for (std::uint64_t seed = 1; seed <= FewerWithSanitizers(20U, 7U); ++seed) {
    const TempDir dir;
    GraphStore store = NewStore(dir);
    for (const PlacedArticle& one : RandomArchive(seed).Make(15)) store.Put(one.article, one.slot);
    std::set<std::string> one_by_one;
    store.ForEachNode(std::nullopt, [&](const Node& node) {
      one_by_one.insert(NodeName(node.kind, node.key) + " " + node.name + " " +
                        (node.published ? ToIso(*node.published) : "-") + " " +
                        std::string(ToString(node.state)));
      return true;
    });
    const NewsGraph graph = NewsGraph::Load(store);
    std::set<std::string> whole;
    for (const Node& node : graph.nodes()) {
      whole.insert(NodeName(node.kind, node.key) + " " + node.name + " " +
                   (node.published ? ToIso(*node.published) : "-") + " " +
                   std::string(ToString(node.state)));
    }
    EXPECT_EQ(one_by_one, whole) << "seed " << seed;
  }
}

TEST(GraphStore, TheSameBytesFromTheSamePlaceAreUnchanged) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  const PlacedArticle one = RandomArchive(1).Make(1)[0];
  EXPECT_FALSE(store.SeenBefore(one.slot));
  EXPECT_EQ(store.Put(one.article, one.slot), PutOutcome::kNew);
  EXPECT_TRUE(store.SeenBefore(one.slot));
  EXPECT_EQ(store.Put(one.article, one.slot), PutOutcome::kUnchanged);
}

TEST(GraphStore, TheSameTextFromAnotherPlaceIsADuplicate) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  PlacedArticle one = RandomArchive(1).Make(1)[0];
  store.Put(one.article, one.slot);
  one.slot.place[0] ^= 1;
  EXPECT_EQ(store.Put(one.article, one.slot), PutOutcome::kDuplicate);
}

TEST(GraphStore, AnotherArticleInAPlaceLeavesTheFirstOneThere) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  const Article first = Minimal("https://www.chenxing.example/cn/a/1");
  const Article second = Minimal("https://www.chenxing.example/cn/a/2");
  store.Put(first, {DigestOf("place"), DigestOf("1")});
  store.Put(second, {DigestOf("place"), DigestOf("2")});
  EXPECT_TRUE(store.FindArticle(first.id()));
  EXPECT_TRUE(store.FindArticle(second.id()));
}

TEST(GraphStore, TheVersionTheFeedSawLastIsShownAndReturnsWhenAnEditTakesThatBack) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  Article early = Minimal("https://www.chenxing.example/cn/a/1");
  early.seen = MakeTime(2023, 1, 1);
  early.title = "早";
  Article late = early;
  late.seen = MakeTime(2023, 1, 2);
  late.title = "晚";
  store.Put(late, {DigestOf("b"), DigestOf("late")});
  store.Put(early, {DigestOf("a"), DigestOf("early")});
  EXPECT_EQ(store.FindArticle(early.id())->title, "晚");
  late.seen = MakeTime(2022, 1, 1);
  store.Put(late, {DigestOf("b"), DigestOf("late, but dated back")});
  EXPECT_EQ(store.FindArticle(early.id())->title, "早");
}

TEST(GraphStore, ALabelThatNamesAPersonOfSomeTextIsThatPerson) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  Article tagged = Minimal("https://www.chenxing.example/cn/a/1");
  tagged.labels = {{"李辉", LabelRole::kTag, {0, 2}}};
  store.Put(tagged, {DigestOf("a"), DigestOf("1")});
  const NodeId topic = IdOf(NodeKind::kTopic, "李辉");
  const NodeId person = IdOf(NodeKind::kPerson, "李辉");
  EXPECT_TRUE(store.FindNode(topic));
  EXPECT_FALSE(store.FindNode(person));

  Article naming = Minimal("https://www.chenxing.example/cn/a/2");
  naming.entities = {{.name = "李辉", .mentions = {{{0, 2}, Field::kTitle, 0, 0}}}};
  store.Put(naming, {DigestOf("b"), DigestOf("2")});
  EXPECT_FALSE(store.FindNode(topic));
  int mentioned = 0;
  store.ForEachPosting(person, Relation::kMentions, {},
                       [&](const Posting&) { return ++mentioned > 0; });
  EXPECT_EQ(mentioned, 2);
}

TEST(GraphStore, ArticlesStayAfterTheStoreIsOpenedAgain) {
  const TempDir dir;
  const std::vector<PlacedArticle> placed = RandomArchive(3).Make(10);
  {
    GraphStore store = NewStore(dir);
    for (const PlacedArticle& one : placed) store.Put(one.article, one.slot);
  }
  const GraphStore again = GraphStore::Open(dir.path() / "store");
  EXPECT_EQ(GraphSha256(again), HashOf(placed));
  EXPECT_EQ(again.Text(placed[0].article.id()).empty(), false);
}

// What every way of putting the same articles must come to.
std::vector<PutOutcome> PutAll(GraphStore& store, const std::vector<PlacedArticle>& placed,
                               std::size_t group_size) {
  std::vector<PutOutcome> outcomes;
  for (std::size_t i = 0; i < placed.size();) {
    PutGroup group(store);
    for (std::size_t n = 0; n < group_size && i < placed.size(); ++n, ++i) {
      outcomes.push_back(group.Put(placed[i].article, placed[i].slot));
    }
    group.Commit();
  }
  return outcomes;
}

TEST(PutGroup, AnyGroupsGiveOneGraphAndOneAnswerAnArticle) {
  for (std::uint64_t seed = 1; seed <= FewerWithSanitizers(10U, 3U); ++seed) {
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed = archive.Make(40);
    for (std::size_t i = 0; i < 40; i += 3) {
      placed.push_back(archive.Edited(placed[i]));
      placed.push_back(placed[i + 1 < 40 ? i + 1 : i]);
    }
    std::mt19937_64 random(seed);
    std::shuffle(placed.begin(), placed.end(), random);
    const TempDir dir;
    GraphStore single = NewStore(dir);
    const std::vector<PutOutcome> expected = PutAll(single, placed, 1);
    for (const std::size_t group_size : {2U, 7U, 1000U}) {
      const TempDir other;
      GraphStore store = NewStore(other);
      EXPECT_EQ(PutAll(store, placed, group_size), expected) << "seed " << seed;
      EXPECT_EQ(GraphSha256(store), GraphSha256(single)) << "seed " << seed;
      EXPECT_EQ(EdgesOfPostings(store), EdgesOfLoad(store)) << "seed " << seed;
    }
  }
}

TEST(PutGroup, NothingIsSeenBeforeTheCommitAndAllOfItBehindIt) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  const std::vector<PlacedArticle> placed = RandomArchive(5).Make(5);
  PutGroup group(store);
  for (const PlacedArticle& one : placed) group.Put(one.article, one.slot);
  const std::size_t last = placed.size() - 1;
  EXPECT_FALSE(store.SeenBefore(placed[last].slot));
  group.Commit();
  for (const PlacedArticle& one : placed) {
    EXPECT_TRUE(store.SeenBefore(one.slot));
    EXPECT_EQ(store.Text(one.article.id()).empty(), false);
  }
}

TEST(PutGroup, WhatIsDroppedLeavesNoTraceAndCanBePutAgain) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  const std::string url = "https://www.chenxing.example/cn/a/";
  const std::vector<PlacedArticle> placed = {{Minimal(url + "1"), {DigestOf("a"), DigestOf("1")}},
                                             {Minimal(url + "2"), {DigestOf("b"), DigestOf("2")}}};
  {
    PutGroup dropped(store);
    for (const PlacedArticle& one : placed) dropped.Put(one.article, one.slot);
  }
  EXPECT_EQ(store.Stats().articles, 0U);
  PutAll(store, placed, 2);
  EXPECT_EQ(GraphSha256(store), HashOf(placed));
  EXPECT_EQ(EdgesOfPostings(store), EdgesOfLoad(store));
}

TEST(PutGroup, AnArticleThatComesAgainInAGroupIsReplacedOrADuplicate) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  Article article = Minimal("https://www.chenxing.example/cn/a/1");
  PutGroup group(store);
  EXPECT_EQ(group.Put(article, {DigestOf("a"), DigestOf("1")}), PutOutcome::kNew);
  EXPECT_EQ(group.Put(article, {DigestOf("a"), DigestOf("1")}), PutOutcome::kUnchanged);
  EXPECT_EQ(group.Put(article, {DigestOf("b"), DigestOf("1")}), PutOutcome::kDuplicate);
  article.title = "新标题";
  EXPECT_EQ(group.Put(article, {DigestOf("a"), DigestOf("2")}), PutOutcome::kChanged);
  group.Commit();
  EXPECT_EQ(store.Stats().articles, 1U);
}

TEST(GraphStore, ALabelThatIsTagAndSectionStaysWhenOneOfThemGoes) {
  const TempDir dir;
  GraphStore store = NewStore(dir);
  Article article = Minimal("https://www.chenxing.example/cn/a/1");
  article.labels = {{"国际", LabelRole::kTag, {0, 2}}, {"国际", LabelRole::kSection, {}}};
  store.Put(article, {DigestOf("a"), DigestOf("1")});
  article.labels.erase(article.labels.begin());
  store.Put(article, {DigestOf("a"), DigestOf("2")});
  EXPECT_TRUE(store.FindNode(IdOf(NodeKind::kTopic, "国际")));
  EXPECT_EQ(EdgesOfPostings(store), EdgesOfLoad(store));
}

ErrorCode CodeOfOpening(const std::filesystem::path& path, OpenMode mode) {
  try {
    GraphStore::Open(path, {.mode = mode});
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << path << " opened";
  return ErrorCode::kUsage;
}

TEST(GraphStore, OpeningWhatIsNoStoreFailsAndLeavesItAlone) {
  const TempDir dir;
  EXPECT_EQ(CodeOfOpening(dir.path() / "missing", OpenMode::kRead), ErrorCode::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(dir.path() / "missing"));
  std::ofstream(dir.path() / "notes.txt") << "mine";
  EXPECT_EQ(CodeOfOpening(dir.path(), OpenMode::kCreate), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOfOpening(dir.path() / "notes.txt", OpenMode::kRead), ErrorCode::kNotFound);
}

TEST(GraphStore, ASecondWriterIsRefusedAndAReaderIsNot) {
  const TempDir dir;
  const GraphStore writer = NewStore(dir);
  EXPECT_EQ(CodeOfOpening(dir.path() / "store", OpenMode::kWrite), ErrorCode::kLocked);
  EXPECT_NO_THROW(GraphStore::Open(dir.path() / "store"));
}

TEST(GraphStore, AStoreOfAnotherFormatIsRefused) {
  const TempDir dir;
  { const GraphStore store = NewStore(dir); }
  std::ofstream(dir.path() / "store" / "NEWSGRAPH_STORE") << "newsgraph store, format 99\n";
  EXPECT_EQ(CodeOfOpening(dir.path() / "store", OpenMode::kRead), ErrorCode::kUnsupported);
}

TEST(GraphStore, AStoreThatLostItsCurrentFileIsReportedAndKeepsTheRest) {
  const TempDir dir;
  {
    GraphStore store = NewStore(dir);
    for (const PlacedArticle& one : RandomArchive(3).Make(10)) store.Put(one.article, one.slot);
    store.Sync();
  }
  std::filesystem::remove(dir.path() / "store" / "db" / "CURRENT");
  const auto count = [&] {
    return std::distance(std::filesystem::directory_iterator(dir.path() / "store" / "db"), {});
  };
  const auto before = count();
  EXPECT_EQ(CodeOfOpening(dir.path() / "store", OpenMode::kCreate), ErrorCode::kCorrupt);
  EXPECT_EQ(CodeOfOpening(dir.path() / "store", OpenMode::kCreate), ErrorCode::kCorrupt);
  EXPECT_GE(count(), before);
}

}  // namespace
}  // namespace kg
