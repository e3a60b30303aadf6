// Law 2 of the product contract, and what a store says of itself when it is damaged.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "graph/error.h"
#include "graph/graph_hash.h"
#include "graph/store.h"
#include "tests/support/random_articles.h"
#include "tests/support/slurp.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

GraphStore NewStore(const fs::path& at) {
  return GraphStore::Open(at, {.mode = OpenMode::kCreate, .memory_bytes = 8 << 20});
}

// Slots with paths below /source/, as an ingest of that folder gives them.
std::vector<PlacedArticle> PlacedBelowSource(RandomArchive& archive, int count) {
  std::vector<PlacedArticle> placed = archive.Make(count);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    placed[i].slot.path = "/source/" + std::to_string(i) + ".md";
    placed[i].slot.place = DigestOf(placed[i].slot.path);
  }
  return placed;
}

void PutAll(GraphStore& store, const std::vector<PlacedArticle>& placed) {
  for (const PlacedArticle& one : placed) store.Put(one.article, one.slot);
}

std::set<std::string> NodesOf(const GraphStore& store) {
  std::set<std::string> nodes;
  store.ForEachNode(std::nullopt, [&](const Node& node) {
    nodes.insert(NodeName(node.kind, node.key) + " " + std::string(ToString(node.state)));
    return true;
  });
  return nodes;
}

void ExpectWell(const GraphStore& store) {
  const Verification look = store.Verify();
  EXPECT_EQ(look.problem_count, 0U) << (look.problems.empty() ? "" : look.problems.front());
}

TEST(Retract, HalfOfTheArticlesGoneEqualsNeverHavingHadThem) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::vector<PlacedArticle> placed = RandomArchive(seed).Make(40);
    const TempDir dir;
    GraphStore store = NewStore(dir.path() / "all");
    GraphStore never = NewStore(dir.path() / "half");
    PutAll(store, placed);
    std::set<std::string> gone;
    for (std::size_t i = 0; i < placed.size(); i += 2) gone.insert(placed[i].article.url);
    for (const std::string& url : gone) {
      EXPECT_TRUE(store.Retract(IdOf(NodeKind::kArticle, url), "a test"));
    }
    for (const PlacedArticle& one : placed) {
      if (!gone.contains(one.article.url)) never.Put(one.article, one.slot);
    }
    EXPECT_EQ(GraphSha256(store), GraphSha256(never)) << "seed " << seed;
    EXPECT_EQ(NodesOf(store), NodesOf(never)) << "seed " << seed;
    ExpectWell(store);
  }
}

TEST(Retract, StaysWhenTheSourceIsReadAgainAndGoesWhenItIsTakenBack) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    RandomArchive archive(seed);
    const std::vector<PlacedArticle> placed = archive.Make(20);
    const TempDir dir;
    GraphStore store = NewStore(dir.path() / "store");
    PutAll(store, placed);
    const std::string before = GraphSha256(store);
    const Article& victim = placed[seed].article;
    ASSERT_TRUE(store.Retract(victim.id(), "why"));
    EXPECT_FALSE(store.Retract(victim.id(), "again"));
    EXPECT_EQ(store.FindWithdrawal(victim.id())->reason, "why");
    const std::string without = GraphSha256(store);
    PlacedArticle elsewhere = placed[seed];
    elsewhere.slot.place = DigestOf("elsewhere");
    EXPECT_EQ(store.Put(elsewhere.article, elsewhere.slot), PutOutcome::kWithdrawn);
    EXPECT_EQ(store.Put(elsewhere.article, elsewhere.slot), PutOutcome::kUnchanged);
    PutAll(store, placed);
    EXPECT_EQ(GraphSha256(store), without);
    ASSERT_TRUE(store.Reinstate(victim.id()));
    EXPECT_FALSE(store.Reinstate(victim.id()));
    PutAll(store, placed);
    EXPECT_EQ(GraphSha256(store), before);
    ExpectWell(store);
  }
}

TEST(Retract, TellsEveryVersionThatWas) {
  RandomArchive archive(3);
  const PlacedArticle first = archive.Make(1).front();
  const TempDir dir;
  GraphStore store = NewStore(dir.path() / "store");
  store.Put(first.article, first.slot);
  const PlacedArticle edited = archive.Edited(first);
  store.Put(edited.article, edited.slot);
  const NodeId id = first.article.id();
  std::vector<VersionRecord> versions = store.Versions(id);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].state, VersionRecord::State::kShown);
  EXPECT_EQ(versions[0].bytes, edited.article.text.size());
  EXPECT_EQ(versions[1].state, VersionRecord::State::kReplaced);
  EXPECT_TRUE(versions[1].replaced.has_value());
  store.Retract(id, "");
  versions = store.Versions(id);
  ASSERT_EQ(versions.size(), 2U);
  for (const VersionRecord& version : versions) {
    EXPECT_EQ(version.state, VersionRecord::State::kReplaced);
  }
}

TEST(Prune, WhatLeftTheSourceIsAsIfItHadNeverBeenThere) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    RandomArchive archive(seed);
    const std::vector<PlacedArticle> placed = PlacedBelowSource(archive, 40);
    const std::vector<PlacedArticle> others = archive.Make(10);
    std::vector<PlacedArticle> now;
    std::set<Digest> there;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (i % 3 == 0) continue;  // gone
      now.push_back(placed[i]);
      if (i % 3 == 1) now.back().article = archive.Make(1).front().article;  // overwritten
      now.back().slot.content = DigestOf(now.back().article.text);
      there.insert(placed[i].slot.place);
    }
    const TempDir dir;
    GraphStore store = NewStore(dir.path() / "store");
    GraphStore fresh = NewStore(dir.path() / "fresh");
    PutAll(store, placed);
    PutAll(store, others);
    PutAll(store, now);
    store.Prune({"/source"}, {}, [&](const Digest& place) { return there.contains(place); });
    PutAll(fresh, others);
    PutAll(fresh, now);
    EXPECT_EQ(GraphSha256(store), GraphSha256(fresh)) << "seed " << seed;
    EXPECT_EQ(NodesOf(store), NodesOf(fresh)) << "seed " << seed;
    ExpectWell(store);
    EXPECT_EQ(store.Prune({"/source"}, {}, [](const Digest&) { return true; }), 0U);
  }
}

TEST(Prune, LeavesOtherFoldersAndWhatCouldNotBeRead) {
  RandomArchive archive(5);
  const TempDir dir;
  GraphStore store = NewStore(dir.path() / "store");
  PutAll(store, PlacedBelowSource(archive, 20));
  const std::string before = GraphSha256(store);
  const auto nothing = [](const Digest&) { return false; };
  EXPECT_EQ(store.Prune({"/sour", "/source/1"}, {}, nothing), 0U);
  EXPECT_EQ(store.Prune({"/source"}, {"/source"}, nothing), 0U);
  EXPECT_EQ(GraphSha256(store), before);
  EXPECT_GT(store.Prune({"/source"}, {}, nothing), 0U);
  EXPECT_TRUE(NodesOf(store).empty());
}

TEST(Backup, IsTheStoreOfThatMoment) {
  RandomArchive archive(2);
  const TempDir dir;
  std::string then;
  {
    GraphStore store = NewStore(dir.path() / "store");
    PutAll(store, archive.Make(20));
    store.Backup(dir.path() / "backups");
    PutAll(store, archive.Make(10));
    then = GraphSha256(store);
    store.Backup(dir.path() / "backups");
    PutAll(store, archive.Make(10));
    store.Compact();
    ExpectWell(store);
  }
  GraphStore::RestoreBackup(dir.path() / "backups", dir.path() / "restored");
  const GraphStore restored = GraphStore::Open(dir.path() / "restored");
  EXPECT_EQ(GraphSha256(restored), then);
  ExpectWell(restored);
  EXPECT_THROW(GraphStore::RestoreBackup(dir.path() / "backups", dir.path() / "restored"), Error);
  EXPECT_THROW(GraphStore::RestoreBackup(dir.path() / "none", dir.path() / "new"), Error);
  EXPECT_FALSE(fs::exists(dir.path() / "new"));
}

void Overwrite(const fs::path& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// Verify says so, or RocksDB refuses to open.
TEST(Verify, FindsAFlippedByteInAnyTable) {
  const TempDir dir;
  const fs::path at = dir.path() / "store";
  {
    GraphStore store = NewStore(at);
    PutAll(store, RandomArchive(8).Make(60));
    store.Sync();
  }
  int tables = 0;
  for (const auto& file : fs::directory_iterator(at / "db")) {
    if (file.path().extension() != ".sst") continue;
    ++tables;
    const std::string whole = Slurp(file.path());
    std::string flipped = whole;
    char& byte = flipped[flipped.size() / 4];
    byte = static_cast<char>(byte ^ 0x20);
    Overwrite(file.path(), flipped);
    try {
      EXPECT_GT(GraphStore::Open(at).Verify().problem_count, 0U) << file.path();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kCorrupt) << error.what();
    }
    Overwrite(file.path(), whole);
  }
  EXPECT_GT(tables, 4);
  ExpectWell(GraphStore::Open(at));
}

}  // namespace
}  // namespace kg
