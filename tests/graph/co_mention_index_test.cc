// Co-mentions as the store adds them up, against the articles.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "graph/co_mention_list.h"
#include "graph/co_mention_runs.h"
#include "graph/news_graph.h"
#include "graph/refresh.h"
#include "graph/weighted_graph.h"
#include "tests/support/random_articles.h"
#include "tests/support/shuffled_persons.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

// Sums are usually for archives larger than these.
void Refresh(GraphStore& store) {
  RefreshDerived(store);
  store.WriteCoMentions();
}

using Edges = std::map<std::pair<NodeId, NodeId>,
                       std::tuple<double, std::optional<Time>, std::optional<Time>>>;

GraphStore Open(const TempDir& dir) {
  return GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
}

std::optional<std::vector<CoMention>> CoMentionsOf(const GraphStore& store, NodeId entity) {
  std::vector<CoMention> found;
  const auto add = [&](const CoMention& one) { found.push_back(one); };
  return store.ForEachCoMention(entity, add) ? std::optional(found) : std::nullopt;
}

/// Article by article.
Edges SlowEdges(const NewsGraph& graph) {
  Edges edges;
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.relation != Relation::kCoMentioned) continue;
    const NodeId a = graph.node(edge.source).id();
    const NodeId b = graph.node(edge.target).id();
    edges[{a, b}] = edges[{b, a}] = {edge.weight, edge.first, edge.last};
  }
  return edges;
}

void ExpectAllAddedUp(const GraphStore& store) {
  const NewsGraph graph = NewsGraph::Load(store);
  const Edges expected = SlowEdges(graph);
  std::vector<NodeId> all;
  for (const Node& node : graph.nodes()) all.push_back(node.id());
  std::ranges::sort(all);
  Edges among;
  Edges without_times;
  Edges expected_without_times;
  for (const auto& [ends, edge] : expected) {
    expected_without_times[ends] = {std::get<0>(edge), std::nullopt, std::nullopt};
  }
  for (const Node& node : graph.nodes()) {
    const auto listed = store.CoMentionsAmong(node.id(), all);
    const auto of = CoMentionsOf(store, node.id());
    ASSERT_TRUE(listed && of);
    EXPECT_TRUE(std::ranges::is_sorted(*of, {}, &CoMention::other));
    for (const CoMention& one : *listed) {
      among[{node.id(), one.other}] = {one.weight(), one.first, one.last};
      EXPECT_EQ(graph.node(*graph.Find(one.other)).kind, one.kind);
    }
    for (const CoMention& one : *of) {
      without_times[{node.id(), one.other}] = {one.weight(), std::nullopt, std::nullopt};
    }
    if (const auto naming = store.CountNaming(node)) {
      std::size_t postings = 0;
      store.ForEachPosting(node.id(), Relation::kMentions, {},
                           [&](const Posting&) { return ++postings > 0; });
      EXPECT_EQ(*naming, postings) << node.key;
    }
  }
  EXPECT_EQ(among, expected);
  EXPECT_EQ(without_times, expected_without_times);
  const Verification found = store.Verify();
  EXPECT_EQ(found.problem_count, 0U) << (found.problems.empty() ? "" : found.problems[0]);
}

// Groups of persons at random; now and then none.
void JoinSome(GraphStore& store, std::mt19937_64& random) {
  const std::vector<EntityName> persons = ShuffledPersons(store, random);
  IdentityFindings findings;
  std::size_t next = 0;
  for (std::size_t groups = random() % 3; groups > 0; --groups) {
    const std::size_t size = 2 + random() % 2;
    if (next + size > persons.size()) break;
    IdentityGroup group{.name = persons[next]};
    group.others.assign(persons.begin() + static_cast<std::ptrdiff_t>(next) + 1,
                        persons.begin() + static_cast<std::ptrdiff_t>(next + size));
    std::ranges::sort(group.others);
    findings.groups.push_back(std::move(group));
    next += size;
  }
  std::ranges::sort(findings.groups, {}, &IdentityGroup::name);
  store.WriteIdentities(findings);
}

TEST(CoMentionIndex, AddsUpWhatArticlesSayWhateverChanges) {
  for (std::uint64_t seed = 1; seed <= 12 && !testing::Test::HasFailure(); ++seed) {
    std::mt19937_64 random(seed);
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed;
    const TempDir dir;
    GraphStore store = Open(dir);
    for (int round = 0; round < 5; ++round) {
      archive.Change(store, placed);
      EXPECT_FALSE(CoMentionsOf(store, placed[0].article.id()));
      Refresh(store);
      ExpectAllAddedUp(store);
      JoinSome(store, random);
      store.WriteCoMentions();
      ExpectAllAddedUp(store);
      if (round == 2) store.Compact();
    }
  }
}

TEST(CoMentionIndex, CatchesUpAfterARunThatWasCutShort) {
  for (std::uint64_t seed = 21; seed <= 24; ++seed) {
    std::mt19937_64 random(seed);
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed;
    const TempDir dir;
    for (int round = 0; round < 3; ++round) {
      {
        GraphStore store = Open(dir);
        archive.Change(store, placed);
        if (round == 0) Refresh(store);
      }  // what was put and not written is lost here
      GraphStore store = Open(dir);
      EXPECT_EQ(CoMentionsOf(store, placed[0].article.id()).has_value(), round == 0);
      Refresh(store);
      ExpectAllAddedUp(store);
    }
  }
}

TEST(CoMentionIndex, LongListsGiveNoPairsUnlessJoinedNamesMakeThemShorter) {
  const TempDir dir;
  GraphStore store = Open(dir);
  Article list;
  list.url = "https://a.example/list";
  list.title = "名单";
  list.published = MakeTime(2023, 4, 5);
  std::vector<EntityName> names;
  for (std::uint32_t i = 0; i < 501; ++i) {
    const std::string name = "甲" + std::to_string(1000 + i);
    list.text += name + "。";
    list.entities.push_back({.name = name, .mentions = {{{6 * i, 6 * i + 5}, Field::kBody, i, 0}}});
    names.push_back({NodeKind::kPerson, name});
  }
  store.Put(list, {DigestOf("1"), DigestOf("list"), "list"});
  Refresh(store);
  EXPECT_TRUE(CoMentionsOf(store, names[0].id())->empty());
  EXPECT_FALSE(store.CountNaming({.key = names[0].key})) << "an article is no name";
  EXPECT_EQ(store.CountNaming({.kind = NodeKind::kPerson, .key = names[0].key}), 1U);
  store.WriteIdentities({.groups = {{.name = names[0], .others = {names[1]}}}});
  store.WriteCoMentions();
  EXPECT_EQ(CoMentionsOf(store, names[0].id())->size(), 499U);
  EXPECT_TRUE(CoMentionsOf(store, names[1].id())->empty());
  ExpectAllAddedUp(store);
}

/// An article of its own that names the hub and `others`, none of which another one names.
Article NamingHub(int number, std::size_t others) {
  Article article;
  article.url = "https://a.example/" + std::to_string(number);
  article.title = "会议";
  article.published = MakeTime(2023, 4, 5);
  std::uint32_t begin = 0;  // in characters
  for (std::uint32_t i = 0; i <= others; ++i, ++begin) {
    const std::string digits = std::to_string(1000 * number + static_cast<int>(i));
    const std::string name = i == 0 ? "枢纽" : "甲" + digits;
    const std::uint32_t end = begin + (i == 0 ? 2 : 1 + static_cast<std::uint32_t>(digits.size()));
    article.text += name + "。";
    article.entities.push_back({.name = name, .mentions = {{{begin, end}, Field::kBody, i, 0}}});
    begin = end;
  }
  return article;
}

void PutHubs(GraphStore& store, int begin, int end, std::size_t others) {
  for (int i = begin; i < end; ++i) {
    const std::string place = std::to_string(i);
    store.Put(NamingHub(i, others), {DigestOf(place), DigestOf("text " + place), place});
  }
  Refresh(store);
}

std::size_t RowsOfCoMentions(GraphStore& store) {
  store.Compact();  // until then they are estimated
  for (const FamilySize& family : store.FamilySizes()) {
    if (family.name == "co_mentions") return family.entries;
  }
  return 0;
}

TEST(CoMentionIndex, ListsThatGrowLongLieInPieces) {
  constexpr std::size_t kOthers = 19;
  const TempDir dir;
  const NodeId hub = IdOf(NodeKind::kPerson, "枢纽");
  std::optional<GraphStore> store = Open(dir);
  std::size_t pieces_before = 1;
  for (const auto& [begin, end] : {std::pair(0, 300), std::pair(300, 1900)}) {
    PutHubs(*store, begin, end, kOthers);
    const std::size_t names = static_cast<std::size_t>(end) * kOthers;
    const std::size_t pieces = RowsOfCoMentions(*store) - names - 1;
    EXPECT_GE(pieces, 2 * pieces_before);
    EXPECT_LT(pieces, names / 256);
    pieces_before = pieces;
    store.reset();
    store = Open(dir);
  }
  // What comes and goes later finds its pieces.
  PutHubs(*store, 1900, 1910, kOthers);
  store->Retract(IdOf(NodeKind::kArticle, NamingHub(7, 0).url), "a test");
  Refresh(*store);
  std::set<NodeId> expected;
  for (int i = 0; i < 1910; ++i) {
    if (i == 7) continue;
    for (const Entity& entity : NamingHub(i, kOthers).entities) {
      const NodeId id = IdOf(entity.kind, entity.name);
      if (id != hub) expected.insert(id);
    }
  }
  const std::vector<NodeId> others(expected.begin(), expected.end());
  const auto ids_of = [](const auto& co_mentions) {
    std::vector<NodeId> ids;
    for (const CoMention& one : co_mentions.value()) ids.push_back(one.other);
    return ids;
  };
  EXPECT_EQ(ids_of(CoMentionsOf(*store, hub)), others);
  EXPECT_EQ(ids_of(store->CoMentionsAmong(hub, others)), others);
  EXPECT_EQ(store->CountNaming({.kind = NodeKind::kPerson, .key = "枢纽"}), 1909U);
  const std::vector<NodeId> few{others[3], others[9000], static_cast<NodeId>(~std::uint64_t{0})};
  EXPECT_EQ(ids_of(store->CoMentionsAmong(hub, few)), (std::vector{others[3], others[9000]}));
  const auto links = store->LinkedNames({});
  const auto row = std::ranges::find(links->ids, hub) - links->ids.begin();
  EXPECT_EQ(links->first.at(row + 1) - links->first.at(row), others.size());
  EXPECT_EQ(store->Verify().problem_count, 0U);
}

ListedPair RandomPair(std::mt19937_64& random) {
  ListedPair pair{.other = static_cast<NodeId>(random() % 6 << 60),
                  .kind = static_cast<NodeKind>(random() % kNodeKinds)};
  for (std::int32_t& count : pair.counts) count = static_cast<std::int32_t>(random() % 5) - 2;
  const auto span = [&]() -> std::optional<TimeSpan> {
    if (random() % 3 == 0) return std::nullopt;
    const Time first{std::chrono::seconds{static_cast<int>(random() % 1000) - 500}};
    return TimeSpan{first, first + std::chrono::seconds{random() % 1000}};
  };
  pair.came = span();
  pair.went = span();
  return pair;
}

TEST(CoMentionList, ComesBackAndAddsUpInAnyGrouping) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> lists;
    for (int i = 0; i < 5; ++i) {
      std::map<NodeId, ListedPair> pairs;
      for (int j = 0; j < 4; ++j) {
        const ListedPair pair = RandomPair(random);
        pairs.emplace(pair.other, pair);
      }
      std::vector<ListedPair> list;
      for (const auto& [id, pair] : pairs) {
        list.push_back(pair);
        list.back().kind = NodeKind::kPlace;  // a function of the id
      }
      lists.push_back(EncodeCoMentions(list));
      EXPECT_EQ(DecodeCoMentions(lists.back()), list);
    }
    const std::vector<std::string_view> all(lists.begin(), lists.end());
    const std::string tail = EncodeCoMentions(AddUpCoMentions(std::span(all).subspan(2), false));
    const std::string head = EncodeCoMentions(AddUpCoMentions(std::span(all).first(2), false));
    const std::vector<std::string_view> parts{head, tail};
    EXPECT_EQ(AddUpCoMentions(parts, true), AddUpCoMentions(all, true));
  }
}

TEST(CoMentionList, FindsPairsAndSkipsTheOthers) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    std::map<NodeId, ListedPair> pairs;
    for (std::uint64_t left = random() % 40; left > 0; --left) {
      ListedPair pair = RandomPair(random);
      pair.other = static_cast<NodeId>(random() % 100 << random() % 50);
      pairs.insert_or_assign(pair.other, pair);
    }
    std::vector<ListedPair> list;
    for (const auto& [id, pair] : pairs) list.push_back(pair);
    const std::string bytes = EncodeCoMentions(list);
    std::set<NodeId> asked;
    for (const ListedPair& pair : list) {
      if (random() % 4 == 0) asked.insert(pair.other);
      if (random() % 4 == 0) asked.insert(static_cast<NodeId>(random() % 200));
    }
    CoMentionReader reader(bytes);
    for (const NodeId id : asked) {
      ListedPair found;
      ASSERT_EQ(reader.Find(id, found), pairs.contains(id));
      if (pairs.contains(id)) {
        EXPECT_EQ(found, pairs.at(id));
      }
    }
    // What is left begins behind the last one asked for.
    ListedPair next;
    const auto behind = asked.empty() ? pairs.begin() : pairs.upper_bound(*asked.rbegin());
    ASSERT_EQ(reader.Next(next), behind != pairs.end());
    if (behind != pairs.end()) {
      EXPECT_EQ(next, behind->second);
    }
  }
}

// Of several runs, one of them empty, with owners of more pairs than a chunk or a buffer holds.
TEST(CoMentionRuns, AddUpWhatAllRunsSay) {
  std::mt19937_64 random(5);
  const TempDir dir;
  CoMentionRuns runs(dir.path());
  std::map<NodeId, std::vector<std::string>> lists;
  for (int run = 0; run < 5; ++run) {
    for (std::uint64_t owner = 0; owner < (run == 3 ? 0U : 30U); ++owner) {
      if (random() % 4 == 0) continue;
      std::map<NodeId, ListedPair> pairs;
      for (std::uint64_t left = owner % 10 == 0 ? 6000 : random() % 9 + 1; left > 0; --left) {
        ListedPair pair = RandomPair(random);
        pair.other = static_cast<NodeId>(random() % 9000 << 50);
        pair.kind = NodeKind::kPlace;
        pairs.insert_or_assign(pair.other, pair);
      }
      std::vector<ListedPair> list;
      for (const auto& [id, pair] : pairs) list.push_back(pair);
      runs.Add(static_cast<NodeId>(owner << 40), list);
      lists[static_cast<NodeId>(owner << 40)].push_back(EncodeCoMentions(list));
    }
    runs.EndRun();
  }
  auto expected = lists.begin();
  runs.Merge([&](NodeId owner, std::span<const ListedPair> pairs) {
    ASSERT_NE(expected, lists.end());
    EXPECT_EQ(owner, expected->first);
    const std::vector<std::string_view> all(expected->second.begin(), expected->second.end());
    EXPECT_EQ(std::vector(pairs.begin(), pairs.end()), AddUpCoMentions(all, false));
    ++expected;
  });
  EXPECT_EQ(expected, lists.end());
  EXPECT_TRUE(std::filesystem::is_empty(dir.path())) << "the file has no name";
}

TEST(CoMentionIndex, IsForArchivesThatAreLargeEnough) {
  const TempDir dir;
  GraphStore store = Open(dir);
  for (const PlacedArticle& one : RandomArchive(3).Make(20)) store.Put(one.article, one.slot);
  RefreshDerived(store);
  store.Compact();  // what is in memory is not counted
  const NodeId person = IdOf(NodeKind::kPerson, "马克龙");
  RefreshCoMentions(store, 1000);
  EXPECT_FALSE(CoMentionsOf(store, person));
  RefreshCoMentions(store, 10);
  EXPECT_TRUE(CoMentionsOf(store, person));
}

}  // namespace
}  // namespace kg
