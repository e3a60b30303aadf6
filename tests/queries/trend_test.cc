#include "queries/trend.h"

#include <gtest/gtest.h>

#include <map>

#include "queries/random.h"

namespace kg {
namespace {

std::vector<Occurrence> RandomOccurrences(Random& random, std::uint32_t count) {
  std::vector<Occurrence> occurrences;
  for (std::uint32_t i = 0; i < count; ++i) {
    Occurrence one{static_cast<NodeId>(i), std::nullopt, 1};
    if (random.Below(8) != 0) {
      one.published = *MakeTime(2021, 3, 1) + std::chrono::hours(random.Below(24 * 500));
    }
    occurrences.push_back(one);
  }
  return occurrences;
}

TEST(Trend, CountsEverySeriesInTheSamePeriods) {
  Random random(5);
  for (const Period by : {Period::kDay, Period::kWeek, Period::kMonth, Period::kYear}) {
    const std::vector<std::vector<Occurrence>> occurrences = {
        RandomOccurrences(random, 40), RandomOccurrences(random, 3), {}};
    std::vector<Time> published;
    std::map<Time, std::uint32_t> all;
    for (int i = 0; i < 300; ++i) {
      published.push_back(*MakeTime(2021, 1, 1) + std::chrono::hours(random.Below(24 * 700)));
      ++all[StartOf(published.back(), by)];
    }
    const Trend trend = BuildTrend(occurrences, published, by);
    ASSERT_EQ(trend.series.size(), 3U);
    for (std::size_t s = 0; s < trend.series.size(); ++s) {
      std::map<Time, std::uint32_t> expected;
      std::size_t undated = 0;
      for (const Occurrence& one : occurrences[s]) {
        one.published ? ++expected[StartOf(*one.published, by)] : ++undated;
      }
      EXPECT_EQ(trend.series[s].undated, undated);
      ASSERT_EQ(trend.series[s].counts.size(), trend.all.size());
      std::uint32_t total = 0;
      for (std::size_t i = 0; i < trend.all.size(); ++i) {
        const PeriodCount& period = trend.series[s].counts[i];
        EXPECT_EQ(period.start, trend.series[0].counts[i].start);
        EXPECT_EQ(period.count, expected[period.start]);
        EXPECT_EQ(trend.all[i], all[period.start]);
        if (i > 0) {
          EXPECT_EQ(period.start, NextStart(trend.series[s].counts[i - 1].start, by));
        }
        total += period.count;
      }
      EXPECT_EQ(total + undated, occurrences[s].size());
    }
  }
}

TEST(Trend, MoreOfEverythingIsABurstOfCountsButNotOfShares) {
  std::vector<Occurrence> occurrences;
  std::vector<Time> published;
  for (int month = 1; month <= 12; ++month) {
    for (int i = 0; i < (month == 7 ? 40 : 4); ++i) {
      const Time time = *MakeTime(2023, month, 1 + i % 28);
      occurrences.push_back({static_cast<NodeId>(100 * month + i), time, 1});
      for (int other = 0; other < 5; ++other) published.push_back(time);
    }
  }
  const std::vector<std::vector<Occurrence>> one = {occurrences};
  EXPECT_EQ(BuildTrend(one, {}, Period::kMonth).series[0].bursts.size(), 1U);
  EXPECT_TRUE(BuildTrend(one, published, Period::kMonth).series[0].bursts.empty());
}

}  // namespace
}  // namespace kg
