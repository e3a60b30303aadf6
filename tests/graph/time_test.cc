#include "graph/time.h"

#include <gtest/gtest.h>

#include <random>

namespace kg {
namespace {

std::string Parsed(std::string_view text) {
  const std::optional<Time> time = ParseIso(text);
  return time ? ToIso(*time) : "none";
}

Time At(std::string_view text) { return ParseIso(text).value(); }

TEST(Time, IsoTextsAreReadWithTheirZone) {
  EXPECT_EQ(Parsed("2023-11-20"), "2023-11-20T00:00:00Z");
  EXPECT_EQ(Parsed("2023-11-20T14:42:05Z"), "2023-11-20T14:42:05Z");
  EXPECT_EQ(Parsed("2023-11-20 14:42"), "2023-11-20T14:42:00Z");
  EXPECT_EQ(Parsed("2023-11-20T14:42:05.999+08:00"), "2023-11-20T06:42:05Z");
  EXPECT_EQ(Parsed("2023-11-20T23:30-0330"), "2023-11-21T03:00:00Z");
  EXPECT_EQ(Parsed("1899-12-31T23:59:59Z"), "1899-12-31T23:59:59Z");
}

TEST(Time, WhatIsNoMomentIsNone) {
  for (const char* text : {"",
                           "2023",
                           "2023-11",
                           "2023-1-1",
                           "2023-02-29",
                           "2023-13-01",
                           "2023-00-10",
                           "2023-11-00",
                           "2023-11-20T",
                           "2023-11-20T24:00:00Z",
                           "2023-11-20T12:60",
                           "2023-11-20T12:00:61",
                           "2023-11-20x",
                           "2023-11-20T12:00:00Zx",
                           "2023-11-20T12:00:00 Z",
                           "1799-12-31",
                           "２０２３-11-20",
                           "-023-11-20",
                           "2023-11-20T12:00+24:00",
                           "2023-11-20T12:00+08:75"}) {
    EXPECT_EQ(Parsed(text), "none") << text;
  }
  EXPECT_EQ(Parsed("2024-02-29"), "2024-02-29T00:00:00Z");
}

TEST(Time, TheDayOfAnUnknownTimeIsEmpty) {
  EXPECT_EQ(DayOf(std::nullopt), "");
  EXPECT_EQ(DayOf(At("2023-11-20T23:59:59Z")), "2023-11-20");
}

TEST(Period, WeeksStartOnMondayAlsoAcrossYears) {
  EXPECT_EQ(ToIso(StartOf(At("2023-11-20"), Period::kWeek)), "2023-11-20T00:00:00Z");
  EXPECT_EQ(ToIso(StartOf(At("2023-11-26T23:59:59Z"), Period::kWeek)), "2023-11-20T00:00:00Z");
  EXPECT_EQ(ToIso(StartOf(At("2023-01-01T12:00:00Z"), Period::kWeek)), "2022-12-26T00:00:00Z");
  EXPECT_EQ(ToIso(StartOf(At("1969-12-31T12:00:00Z"), Period::kWeek)), "1969-12-29T00:00:00Z");
  EXPECT_EQ(ToIso(NextStart(At("2022-12-26"), Period::kWeek)), "2023-01-02T00:00:00Z");
}

TEST(Period, MonthsAndYearsStartOnTheirFirstDay) {
  EXPECT_EQ(ToIso(StartOf(At("2024-02-29T10:00:00Z"), Period::kMonth)), "2024-02-01T00:00:00Z");
  EXPECT_EQ(ToIso(NextStart(At("2024-02-01"), Period::kMonth)), "2024-03-01T00:00:00Z");
  EXPECT_EQ(ToIso(NextStart(At("2023-12-01"), Period::kMonth)), "2024-01-01T00:00:00Z");
  EXPECT_EQ(ToIso(StartOf(At("2023-12-31T23:59:59Z"), Period::kYear)), "2023-01-01T00:00:00Z");
  EXPECT_EQ(ToIso(NextStart(At("2023-01-01"), Period::kYear)), "2024-01-01T00:00:00Z");
}

TEST(Period, EveryTimeIsInTheOnePeriodThatStartsBeforeIt) {
  std::mt19937_64 random(41);
  const auto seconds = static_cast<std::uint64_t>((At("9990-01-01") - kFirstTime).count());
  for (int round = 0; round < 20'000; ++round) {
    const Time time = kFirstTime + std::chrono::seconds(random() % seconds);
    ASSERT_EQ(At(ToIso(time)), time);
    for (const Period period : {Period::kDay, Period::kWeek, Period::kMonth, Period::kYear}) {
      const Time start = StartOf(time, period);
      ASSERT_LE(start, time) << ToIso(time);
      ASSERT_LT(time, NextStart(start, period)) << ToIso(time);
      ASSERT_EQ(StartOf(start, period), start) << ToIso(time);
      ASSERT_EQ(StartOf(NextStart(start, period), period), NextStart(start, period)) << ToIso(time);
    }
  }
}

TEST(TimeRange, TakesItsStartAndNotItsEnd) {
  const TimeRange range{At("2023-01-01"), At("2023-02-01")};
  EXPECT_TRUE(range.Contains(At("2023-01-01")));
  EXPECT_TRUE(range.Contains(At("2023-01-31T23:59:59Z")));
  EXPECT_FALSE(range.Contains(At("2023-02-01")));
  EXPECT_FALSE(range.Contains(At("2022-12-31T23:59:59Z")));
}

}  // namespace
}  // namespace kg
