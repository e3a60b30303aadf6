#include "queries/timeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "queries/random.h"
#include "tests/support/random_articles.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

Occurrence On(std::uint64_t id, int month, int day, double score) {
  return {static_cast<NodeId>(id), MakeTime(2023, month, day), score};
}

TEST(Timeline, IsOldestFirstWithTiesById) {
  const Timeline timeline = BuildTimeline({On(9, 5, 2, 1), On(2, 5, 1, 1), On(1, 5, 2, 1)}, {});
  ASSERT_EQ(timeline.items.size(), 3U);
  EXPECT_EQ(timeline.items[0].article, NodeId{2});
  EXPECT_EQ(timeline.items[1].article, NodeId{1});
  EXPECT_EQ(timeline.items[2].article, NodeId{9});
}

TEST(Timeline, KeepsTheBestAndCountsTheRest) {
  const Timeline timeline =
      BuildTimeline({On(1, 1, 1, 5), On(2, 2, 1, 1), On(3, 3, 1, 4), On(4, 4, 1, 1)}, {.most = 3});
  EXPECT_EQ(timeline.hidden, 1U);
  ASSERT_EQ(timeline.items.size(), 3U);
  EXPECT_EQ(timeline.items[0].article, NodeId{1});
  EXPECT_EQ(timeline.items[1].article, NodeId{3});
  EXPECT_EQ(timeline.items[2].article, NodeId{4}) << "of equals the newer one stays";
}

TEST(Timeline, LeavesOutWhatHasNoDateAndSaysHowMany) {
  const Timeline timeline = BuildTimeline({On(1, 1, 1, 1), {NodeId{2}, std::nullopt, 9}}, {});
  EXPECT_EQ(timeline.items.size(), 1U);
  EXPECT_EQ(timeline.undated, 1U);
}

TEST(Timeline, PeriodsCountEverythingAndLeaveNoneOut) {
  Random random(7);
  for (const Period by : {Period::kDay, Period::kWeek, Period::kMonth, Period::kYear}) {
    std::vector<Occurrence> occurrences;
    std::map<Time, std::uint32_t> expected;
    for (int i = 0; i < 60; ++i) {
      const Time time = *MakeTime(2020, 1, 1) + std::chrono::hours(random.Below(24 * 900));
      occurrences.push_back({static_cast<NodeId>(i), time, 1});
      ++expected[StartOf(time, by)];
    }
    const Timeline timeline = BuildTimeline(occurrences, {.by = by, .most = 5});
    std::uint32_t total = 0;
    for (std::size_t i = 0; i < timeline.periods.size(); ++i) {
      const PeriodCount& period = timeline.periods[i];
      total += period.count;
      EXPECT_EQ(period.count, expected[period.start]);
      if (i > 0) {
        EXPECT_EQ(period.start, NextStart(timeline.periods[i - 1].start, by));
      }
    }
    EXPECT_EQ(total, 60U);
    EXPECT_EQ(timeline.hidden, 55U);
  }
}

TEST(Timeline, TheBestItemOfABurstIsAMilestone) {
  std::vector<Occurrence> occurrences = {On(1, 1, 10, 9), On(99, 12, 1, 9)};
  for (std::uint64_t i = 0; i < 20; ++i) {
    occurrences.push_back(On(10 + i, 6, 1 + static_cast<int>(i), i == 7 ? 6 : 2));
  }
  const Timeline timeline = BuildTimeline(occurrences, {});
  ASSERT_EQ(timeline.bursts.size(), 1U);
  for (const TimelineItem& item : timeline.items) {
    EXPECT_EQ(item.milestone, item.article == NodeId{17})
        << static_cast<std::uint64_t>(item.article);
  }
}

TEST(Timeline, OfAStoreHasEveryArticleThatNamesThePersonAndOfAPairThoseThatNameBoth) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const TempDir dir;
    GraphStore store = GraphStore::Open(dir.path() / "store", {.mode = OpenMode::kCreate});
    for (const PlacedArticle& one : RandomArchive(seed).Make(40)) store.Put(one.article, one.slot);
    store.Sync();
    const auto node = [&](const char* name) {
      return store.FindNode(IdOf(NodeKind::kPerson, name));
    };
    const auto articles = [](const std::vector<Occurrence>& occurrences) {
      std::set<NodeId> ids;
      for (const Occurrence& occurrence : occurrences) ids.insert(occurrence.article);
      return ids;
    };
    const auto macron = node("马克龙");
    const auto putin = node("普京");
    if (!macron || !putin) continue;
    std::set<NodeId> named;
    std::set<NodeId> both;
    store.ForEachArticle([&](const Article& article) {
      const bool first = FindEntity(article, *macron) != nullptr;
      if (first) named.insert(article.id());
      if (first && FindEntity(article, *putin) != nullptr) both.insert(article.id());
    });
    EXPECT_EQ(articles(OccurrencesOf(store, *macron, {})), named) << "seed " << seed;
    EXPECT_EQ(articles(CommonOccurrences(store, *macron, *putin, {})), both) << "seed " << seed;
  }
}

}  // namespace
}  // namespace kg
