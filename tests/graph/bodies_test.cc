// The bodies of all articles, read together, against those that are asked for one by one.
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "graph/store.h"
#include "graph/utf8.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using Bodies = std::map<NodeId, std::string>;

Bodies SlowBodies(const GraphStore& store) {
  Bodies bodies;
  store.ForEachArticle([&](const Article& article) {
    std::string& body = bodies[article.id()];
    for (const FieldSpan& field : article.fields) {
      if (field.field == Field::kBody) body = Slice(store.Text(article.id()), field.span);
    }
  });
  return bodies;
}

TEST(Bodies, AreReadOnceEachByAnyNumberOfThreads) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    RandomArchive archive(seed);
    std::vector<PlacedArticle> placed;
    const TempDir dir;
    GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
    for (int round = 0; round < 2; ++round) archive.Change(store, placed);
    const Bodies expected = SlowBodies(store);
    ASSERT_FALSE(expected.empty());
    for (const unsigned jobs : {1U, 3U}) {
      Bodies found;
      std::mutex finding;
      store.ForEachBody(jobs, [&](unsigned job, NodeId id, std::string_view body) {
        const std::lock_guard lock(finding);
        EXPECT_LT(job, jobs);
        EXPECT_TRUE(found.emplace(id, body).second);
      });
      EXPECT_EQ(found, expected);
    }
  }
}

TEST(Bodies, WhatIsThrownComesOut) {
  const TempDir dir;
  GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
  for (const PlacedArticle& placed : RandomArchive(9).Make(10)) {
    store.Put(placed.article, placed.slot);
  }
  EXPECT_THROW(store.ForEachBody(2, [](unsigned, NodeId, std::string_view) { throw 1; }), int);
}

}  // namespace
}  // namespace kg
