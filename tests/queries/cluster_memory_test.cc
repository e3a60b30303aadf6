#include "queries/cluster_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/refresh.h"
#include "queries/clusters.h"
#include "queries/query.h"
#include "queries/random.h"
#include "queries/stored_terms.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

constexpr int kStories = 12;
constexpr int kPerStory = 9;
constexpr int kBase = kStories * kPerStory;

std::string UrlOf(int number) { return "https://chenxing.example/" + std::to_string(number); }
NodeId IdOf(int number) { return IdOf(NodeKind::kArticle, UrlOf(number)); }

// Article `number` of the story number % kStories: words of the story, some of its own, a person.
Article ArticleOf(int number, int edition = 0) {
  const int story = number % kStories;
  Random random(static_cast<std::uint64_t>(number) * 100 + static_cast<std::uint64_t>(edition));
  Article article{.url = UrlOf(number), .published = *MakeTime(2023, 5, 1 + number % 28)};
  const auto words = [&](int count, std::uint32_t of) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      const bool own = random.Below(5) == 0;
      text += own ? "other" + std::to_string(random.Below(300)) + ", "
                  : "s" + std::to_string(story) + "w" + std::to_string(random.Below(of)) + ", ";
    }
    return text;
  };
  article.title = words(4, 12);
  const std::string person = "person" + std::to_string(story);
  const std::string body = person + ", " + words(30, 40);
  article.text = article.title + "\n" + body + "\n";
  const auto title = static_cast<std::uint32_t>(article.title.size());
  article.fields = {
      {Field::kTitle, {0, title}},
      {Field::kBody, {title + 1, title + 1 + static_cast<std::uint32_t>(body.size())}}};
  article.entities = {
      {.name = person,
       .mentions = {{.span = {title + 1, title + 1 + static_cast<std::uint32_t>(person.size())},
                     .field = Field::kBody}}}};
  // Every fifth one links to an article that nobody read, of its own or of its story.
  if (number % 5 == 0) {
    const int linked = number % 10 == 0 ? 10'000 + number : 20'000 + story;
    article.links.push_back(
        {.url = UrlOf(linked), .span = {title + 1, title + 3}, .title = "s" + person});
  }
  return article;
}

class GrownArchive {
 public:
  explicit GrownArchive(std::vector<int> numbers) { Put(std::move(numbers)); }

  void Put(const std::vector<int>& numbers, int edition = 0) {
    for (const int number : numbers) {
      Slot slot;
      slot.place[0] = static_cast<std::uint8_t>(number % 256);
      slot.place[1] = static_cast<std::uint8_t>(number / 256);
      slot.content[0] = static_cast<std::uint8_t>(edition);
      store_.Put(ArticleOf(number, edition), slot);
    }
    RefreshDerived(store_);
  }

  /// What `clusters run` leaves, by name.
  std::map<std::string, std::string> Run(const std::string& jobs = "1", bool fresh = false) {
    const auto query = MakeNamed(Queries(), "clusters");
    OptionSet set;
    query->AddOptions(set);
    for (const Option& option : set.options()) {
      if (option.name == "action") option.parse("run");
      if (option.name == "jobs") option.parse(jobs);
      if (option.name == "fresh" && fresh) option.parse("true");
    }
    const Findings found = query->Run(store_, {});
    for (const auto& [name, bytes] : found.records) store_.WriteRecord(name, bytes);
    return {found.records.begin(), found.records.end()};
  }

  GraphStore& store() { return store_; }

 private:
  TempDir dir_;
  GraphStore store_ = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kCreate});
};

std::vector<int> Numbers(int from, int to) {
  std::vector<int> numbers;
  for (int i = from; i < to; ++i) numbers.push_back(i);
  return numbers;
}

ClusterMemory MemoryOf(const GraphStore& store) {
  return MemoryOf(NewsGraph::Load(store), store, 1);
}

std::map<NodeId, std::string> IdsOfArticles(const ClusterRun& run) {
  std::map<NodeId, std::string> ids;
  for (const Cluster& cluster : run.clusters) {
    for (std::uint32_t i = 0; i < cluster.articles; ++i) ids[cluster.members[i]] = cluster.id;
  }
  return ids;
}

bool IsGrownRun(const std::map<std::string, std::string>& records) {
  return !records.contains("clusters/terms");
}

TEST(ClusterMemory, PutsNewArticlesIntoTheirStoriesAndLeavesTheOthers) {
  GrownArchive archive(Numbers(0, kBase));
  EXPECT_FALSE(IsGrownRun(archive.Run()));
  const auto before = IdsOfArticles(*StoredClusters(archive.store()));
  archive.Put({kBase, kBase + 1});
  EXPECT_TRUE(IsGrownRun(archive.Run()));
  const auto after = IdsOfArticles(*StoredClusters(archive.store()));
  for (const auto& [id, cluster] : before) EXPECT_EQ(after.at(id), cluster);
  for (const int number : {kBase, kBase + 1}) {
    EXPECT_EQ(after.at(IdOf(number)), before.at(IdOf(number - kStories)));
  }
  EXPECT_EQ(StoredClusters(archive.store())->articles, kBase + 2U);
}

TEST(ClusterMemory, LeavesTheSameBytesForAnyNumberOfJobsAndAnyOrder) {
  std::map<std::string, std::string> expected;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed);
    std::vector<int> base = Numbers(0, kBase);
    random.Shuffle(base);
    GrownArchive archive(base);
    std::map<std::string, std::string> all = archive.Run(std::to_string(seed));
    std::vector<int> more = {kBase, kBase + 5};
    random.Shuffle(more);
    archive.Put(more);
    for (const auto& [name, bytes] : archive.Run(std::to_string(seed))) all["then " + name] = bytes;
    if (expected.empty()) expected = all;
    EXPECT_EQ(all, expected) << "seed " << seed;
  }
  EXPECT_TRUE(expected.contains("then clusters/memory"));
  EXPECT_FALSE(expected.contains("then clusters/terms"));
}

TEST(ClusterMemory, GoesOnFromWhatAGrownRunLeft) {
  GrownArchive archive(Numbers(0, kBase));
  archive.Run();
  archive.Put({kBase});
  EXPECT_TRUE(IsGrownRun(archive.Run()));
  archive.Put({kBase + kStories});
  EXPECT_TRUE(IsGrownRun(archive.Run()));
  const auto ids = IdsOfArticles(*StoredClusters(archive.store()));
  EXPECT_EQ(ids.at(IdOf(kBase)), ids.at(IdOf(0)));
  EXPECT_EQ(ids.at(IdOf(kBase + kStories)), ids.at(IdOf(0)));
  EXPECT_EQ(StoredClusters(archive.store())->drift, 3U) << "the last one links to an unread one";
}

TEST(ClusterMemory, IsOfNoUseWhenMuchCame) {
  GrownArchive archive(Numbers(0, kBase));
  archive.Run();
  archive.Put(Numbers(kBase, kBase + kBase / 10));
  EXPECT_FALSE(IsGrownRun(archive.Run()));
  EXPECT_EQ(StoredClusters(archive.store())->drift, 0U);
}

TEST(ClusterMemory, ARunThatForgetsTheLastOneIsThatOfAStoreWithoutOne) {
  GrownArchive archive(Numbers(0, kBase));
  archive.Run();
  archive.Put({kBase});
  archive.Run();
  EXPECT_EQ(archive.Run("1", true), GrownArchive(Numbers(0, kBase + 1)).Run());
}

TEST(ClusterMemory, WhatLeftTheStoreIsInNoClusterAndNoNeighbourhood) {
  GrownArchive archive(Numbers(0, kBase));
  ClusterMemory memory = MemoryOf(archive.store());
  archive.Run();
  archive.store().Retract(IdOf(10), "asked to");
  RefreshDerived(archive.store());
  EXPECT_TRUE(IsGrownRun(archive.Run()));
  const auto ids = IdsOfArticles(*StoredClusters(archive.store()));
  EXPECT_FALSE(ids.contains(IdOf(10)));
  EXPECT_FALSE(ids.contains(IdOf(10'010))) << "only the retracted one linked to it";
  EXPECT_TRUE(ids.contains(IdOf(11)));
  ASSERT_TRUE(Grow(archive.store(), 3, memory));
  for (const auto& nearest : memory.basis.nearest) {
    for (const Neighbor& neighbor : nearest)
      EXPECT_NE(memory.basis.ids[neighbor.article], NodeId{});
  }
}

TEST(ClusterMemory, AChangedArticleGetsTheNeighboursOfWhatItSaysNow) {
  GrownArchive archive(Numbers(0, kBase));
  ClusterMemory memory = MemoryOf(archive.store());
  archive.Put({3}, 1);
  const auto growth = Grow(archive.store(), 3, memory);
  ASSERT_TRUE(growth);
  EXPECT_EQ(growth->anew, std::unordered_set<NodeId>{IdOf(3)});
  const auto at = std::ranges::find(memory.basis.ids, IdOf(3));
  ASSERT_EQ(at, memory.basis.ids.end() - 1);
  EXPECT_FALSE(memory.basis.nearest.back().empty());
}

// Likeness goes both ways, so who is among the nearest of the other follows from it.
TEST(ClusterMemory, NewNeighboursAreThereForBothOfThem) {
  GrownArchive archive(Numbers(0, kBase));
  ClusterMemory memory = MemoryOf(archive.store());
  const auto before = memory.basis.nearest;
  archive.Put({kBase, kBase + 1, kBase + 2});
  ASSERT_TRUE(Grow(archive.store(), 3, memory));
  const ClusterBasis& basis = memory.basis;
  const std::size_t count = TiesEach(basis.size());
  int taken = 0;
  for (std::uint32_t i = static_cast<std::uint32_t>(before.size()); i < basis.size(); ++i) {
    ASSERT_TRUE(
        std::ranges::is_sorted(basis.nearest[i], std::ranges::greater{}, &Neighbor::likeness));
    for (const Neighbor& neighbor : basis.nearest[i]) {
      const auto& theirs = basis.nearest[neighbor.article];
      ASSERT_LE(theirs.size(), count);
      if (!theirs.empty() && theirs.back().likeness >= neighbor.likeness) continue;
      EXPECT_NE(std::ranges::find(theirs, Neighbor{i, neighbor.likeness}), theirs.end());
      ++taken;
    }
  }
  EXPECT_GT(taken, 0);
}

TEST(ClusterMemory, ComesBackFromItsRecord) {
  GrownArchive archive(Numbers(0, kBase));
  ClusterMemory memory = MemoryOf(archive.store());
  archive.Put({kBase, kBase + 1});
  ASSERT_TRUE(Grow(archive.store(), 3, memory));
  const MemoryOrigin origin{.run = "run", .decisions = "decisions"};
  const std::string record = ToRecord(memory, origin);
  const auto back = MemoryFrom(record, memory.terms, origin);
  ASSERT_TRUE(back);
  EXPECT_EQ(ToRecord(*back, origin), record);
  EXPECT_EQ(back->basis.nearest, memory.basis.nearest);
  EXPECT_FALSE(MemoryFrom(record, memory.terms, {.run = "another", .decisions = "decisions"}));
  EXPECT_FALSE(MemoryFrom(record, memory.terms, {.run = "run", .decisions = "others"}));
  for (std::size_t size = 0; size < record.size(); size += 1 + record.size() / 50) {
    EXPECT_THROW(MemoryFrom(record.substr(0, size), memory.terms, origin), Error) << size;
  }
  EXPECT_THROW(StoredTerms(memory.terms.substr(1)), Error);
}

TEST(StoredTerms, AreThoseOfTheVectors) {
  GrownArchive archive(Numbers(0, kBase));
  ArticleVectors vectors;
  TermTable table;
  BasisOf(NewsGraph::Load(archive.store()), &archive.store(), 1, &vectors, &table);
  const std::string bytes = EncodeTerms(vectors, table);
  const StoredTerms stored(bytes);
  std::set<std::pair<std::uint32_t, std::uint32_t>> expected;  // article and bucket
  for (std::uint32_t i = 0; i < vectors.size(); ++i) {
    for (const WeightedTerm& t : vectors.row(i)) expected.emplace(i, table.bucket[t.term]);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> found;
  const auto known = stored.Find(table.bucket);
  for (std::size_t i = 0; i < known.size(); ++i) {
    EXPECT_GE(known[i].articles, 2U);
    stored.ForEachEntry(known[i], [&](std::uint32_t article, std::uint32_t) {
      found.emplace(article, table.bucket[i]);
    });
  }
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace kg
