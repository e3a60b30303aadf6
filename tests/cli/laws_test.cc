// The four laws of the product contract on random archives of 50 to 500 articles.
// NEWSGRAPH_LAW_ROUNDS says how many archives there are.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "graph/graph_hash.h"
#include "graph/refresh.h"
#include "graph/utf8.h"
#include "queries/evidence.h"
#include "queries/random.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

std::uint64_t Rounds() {
  const char* wanted = std::getenv("NEWSGRAPH_LAW_ROUNDS");
  return wanted != nullptr ? static_cast<std::uint64_t>(std::atol(wanted)) : 50;
}

/// An archive of its own in each round, most addresses once, some with several texts.
class Laws : public testing::Test {
 protected:
  /// Stops at the first archive that fails, whose number is in the trace.
  template <typename Check>
  void ForEachArchive(const Check& check) {
    for (std::uint64_t seed = 1; seed <= Rounds() && !HasFailure(); ++seed) {
      SCOPED_TRACE("archive " + std::to_string(seed));
      random_ = Random(seed);
      const int count = 50 + static_cast<int>(random_.Below(451));
      RandomArchive archive(seed, count);
      const TempDir dir;
      dir_ = dir.path();
      check(archive, archive.Make(count));
    }
  }

  GraphStore NewStore(const char* name) const {
    return GraphStore::Open(dir_ / name, {.mode = OpenMode::kCreate, .memory_bytes = 8 << 20});
  }

  std::size_t Below(std::size_t bound) { return random_.Below(static_cast<std::uint32_t>(bound)); }

  template <typename T>
  void Shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[Below(i)]);
  }

  /// In groups of any size, or one by one.
  void PutInGroups(GraphStore& store, const std::vector<PlacedArticle>& placed) {
    PutGroup group(store);
    for (const PlacedArticle& one : placed) {
      group.Put(one.article, one.slot);
      if (Below(20) == 0) group.Commit();
    }
    group.Commit();
  }

  Random random_{1};
  fs::path dir_;
};

void PutAll(GraphStore& store, const std::vector<PlacedArticle>& placed) {
  for (const PlacedArticle& one : placed) store.Put(one.article, one.slot);
}

std::string HashOf(GraphStore& store) {
  RefreshDerived(store);
  return GraphSha256(store);
}

TEST_F(Laws, AnyOrderAndAnyGroupsGiveOneGraphAndTheSameAgainChangesNothing) {
  ForEachArchive([&](RandomArchive&, std::vector<PlacedArticle> placed) {
    GraphStore plain = NewStore("plain");
    PutAll(plain, placed);
    const std::string expected = HashOf(plain);
    Shuffle(placed);
    GraphStore other = NewStore("other");
    PutInGroups(other, placed);
    EXPECT_EQ(HashOf(other), expected);
    for (const PlacedArticle& one : placed) {
      EXPECT_EQ(other.Put(one.article, one.slot), PutOutcome::kUnchanged);
    }
    EXPECT_EQ(HashOf(other), expected);
  });
}

TEST_F(Laws, AChangedArticleReplacesItsOwnContribution) {
  ForEachArchive([&](RandomArchive& archive, std::vector<PlacedArticle> placed) {
    GraphStore store = NewStore("store");
    PutInGroups(store, placed);
    for (PlacedArticle& one : placed) {
      if (Below(3) != 0) continue;
      one = archive.Edited(one);
      store.Put(one.article, one.slot);
    }
    GraphStore fresh = NewStore("fresh");
    PutAll(fresh, placed);
    EXPECT_EQ(HashOf(store), HashOf(fresh));
    EXPECT_EQ(store.Verify().problem_count, 0U);
  });
}

TEST_F(Laws, HalfOfTheArticlesWithdrawnEqualsNeverHavingHadThem) {
  ForEachArchive([&](RandomArchive&, const std::vector<PlacedArticle>& placed) {
    std::set<std::string> gone;
    for (const PlacedArticle& one : placed) {
      if (Below(2) == 0) gone.insert(one.article.url);
    }
    GraphStore store = NewStore("store");
    PutAll(store, placed);
    for (const std::string& url : gone) store.Retract(IdOf(NodeKind::kArticle, url), "a test");
    GraphStore never = NewStore("never");
    for (const PlacedArticle& one : placed) {
      if (!gone.contains(one.article.url)) never.Put(one.article, one.slot);
    }
    EXPECT_EQ(HashOf(store), HashOf(never));
    EXPECT_EQ(store.Verify().problem_count, 0U);
  });
}

// All quotes for all edges of an article that have any.
std::vector<Evidence> QuotesOf(const GraphStore& store, const Article& article) {
  std::vector<Evidence> quotes;
  const auto add = [&](NodeKind kind, const std::string& key) {
    const Node to{.kind = kind, .key = key};
    const std::vector<Evidence> found = EvidenceFor(store, article.id(), to, SIZE_MAX);
    quotes.insert(quotes.end(), found.begin(), found.end());
  };
  for (const Entity& entity : article.entities) add(entity.kind, entity.name);
  for (const Label& label : article.labels) add(NodeKind::kTopic, label.name);
  for (const Link& link : article.related) add(NodeKind::kArticle, link.url);
  for (const Link& link : article.links) add(NodeKind::kArticle, link.url);
  return quotes;
}

TEST_F(Laws, EveryQuoteIsTheStoredTextAtItsSpan) {
  ForEachArchive([&](RandomArchive&, const std::vector<PlacedArticle>& placed) {
    GraphStore store = NewStore("store");
    PutInGroups(store, placed);
    std::vector<Article> articles;
    store.ForEachArticle([&](const Article& article) { articles.push_back(article); });
    std::size_t compared = 0;
    for (const Article& article : articles) {
      for (const Evidence& quote : QuotesOf(store, article)) {
        const std::string text = store.Text(IdOf(NodeKind::kArticle, quote.article));
        EXPECT_EQ(quote.quote, Slice(text, quote.span)) << quote.article;
        ++compared;
      }
    }
    EXPECT_GT(compared, placed.size());
  });
}

std::map<fs::path, std::uintmax_t> SizesIn(const fs::path& folder) {
  std::map<fs::path, std::uintmax_t> sizes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) sizes[entry.path()] = entry.file_size();
  }
  return sizes;
}

// RocksDB makes, lengthens and drops files from threads of its own, perhaps while they are copied:
// a copy is of one moment if all files are as long after it as they were before.
void CopyStore(const fs::path& from, const fs::path& to) {
  constexpr int kMostTries = 100;
  for (int tried = 1;; ++tried) {
    try {
      const auto before = SizesIn(from);
      fs::remove_all(to);
      fs::copy(from, to, fs::copy_options::recursive);
      if (SizesIn(from) == before) return;
    } catch (const fs::filesystem_error&) {
      if (tried == kMostTries) throw;
    }
    if (tried == kMostTries) throw std::runtime_error("the store does not come to rest");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

// What a killed process leaves is its files as they are at that moment: it writes to them without
// buffers of its own. Here that is a moment at which no file changes; faults_tests kills the
// program itself at any call.
TEST_F(Laws, WhatIsLeftAtAnyMomentIsAPrefixAndTheSameAgainGivesTheWhole) {
  ForEachArchive([&](RandomArchive&, const std::vector<PlacedArticle>& placed) {
    const std::size_t until = Below(placed.size() + 1);
    {
      GraphStore store = NewStore("store");
      for (std::size_t i = 0; i < until; ++i) {
        store.Put(placed[i].article, placed[i].slot);
      }
      CopyStore(dir_ / "store", dir_ / "left");
    }
    GraphStore prefix = NewStore("prefix");
    PutAll(prefix, {placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(until)});
    GraphStore left = GraphStore::Open(dir_ / "left", {.mode = OpenMode::kWrite});
    EXPECT_EQ(left.Verify().problem_count, 0U);
    EXPECT_EQ(HashOf(left), HashOf(prefix)) << until << " of " << placed.size();
    PutAll(left, placed);
    PutAll(prefix, placed);
    EXPECT_EQ(HashOf(left), HashOf(prefix));
  });
}

}  // namespace
}  // namespace kg
