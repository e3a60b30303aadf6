#include "queries/key_dates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "queries/random.h"

namespace kg {
namespace {

Time Day(int d) { return *MakeTime(2023, 9, d); }

TEST(KeyDates, InADenseSeriesAreThoseLookedBackAt) {
  // Every day has news, the 3rd is what later articles name.
  std::vector<DatedArticle> articles;
  for (int d = 1; d <= 20; ++d)
    articles.push_back({.article = NodeId{static_cast<std::uint64_t>(d)}, .day = Day(d)});
  for (const int d : {12, 15}) articles[static_cast<std::size_t>(d - 1)].named = {{Day(3)}};
  articles[17].named = {{Day(3), true}};
  articles[0].named = {{Day(19)}};
  const std::vector<KeyDate> dates = KeyDates(articles);
  ASSERT_EQ(dates.size(), 20U);
  EXPECT_EQ(dates[0].day, Day(3));
  EXPECT_EQ(dates[0].score, 3 * 4 + 1);
  EXPECT_EQ(dates[0].named, 3U);
  EXPECT_EQ(dates[1].day, Day(1)) << "equals by time; what lies ahead does not count";
  EXPECT_TRUE(KeyDates({}).empty());
}

TEST(KeyDates, InAThinSeriesAreThoseWithNews) {
  // A year between two days of news; two look back at a third.
  std::vector<DatedArticle> articles = {
      {.article = NodeId{1}, .day = Day(1) - std::chrono::days(365)},
      {.article = NodeId{2}, .day = Day(1), .named = {{Day(1) - std::chrono::days(90)}}},
      {.article = NodeId{3}, .day = Day(1), .named = {{Day(1) - std::chrono::days(90)}}}};
  const std::vector<KeyDate> dates = KeyDates(articles);
  ASSERT_EQ(dates.size(), 3U);
  EXPECT_EQ(dates[0].day, Day(1));
  EXPECT_EQ(dates[1].day, Day(1) - std::chrono::days(365));
  EXPECT_EQ(dates[2].named, 2U);
}

const DayFacts& FactsOf(const SeriesFacts& series, Time day) {
  return *std::ranges::find(series.days, day, &DayFacts::day);
}

TEST(KeyDates, ADayAfterANamedOneIsThatOfItsNews) {
  // Both the 10th and the 20th have one article, but the 9th is what a later one tells of.
  const std::vector<DatedArticle> articles = {
      {.article = NodeId{1}, .day = Day(1)},
      {.article = NodeId{2}, .day = Day(10)},
      {.article = NodeId{3}, .day = Day(20)},
      {.article = NodeId{4}, .day = Day(1) + std::chrono::days(90), .named = {{Day(9)}}}};
  const SeriesFacts series = FactsOfSeries(articles);
  const auto eve = static_cast<std::size_t>(DaySign::kEve);
  EXPECT_EQ(FactsOf(series, Day(10)).signs[eve], 1U);
  EXPECT_EQ(FactsOf(series, Day(9)).signs[eve], 0U);
  EXPECT_EQ(KeyDates(articles)[0].day, Day(10));
}

TEST(KeyDates, ADayWithSeveralArticlesNeedsNoEve) {
  const std::vector<DatedArticle> articles = {
      {.article = NodeId{1}, .day = Day(10)},
      {.article = NodeId{2}, .day = Day(10)},
      {.article = NodeId{3}, .day = Day(28), .named = {{Day(9)}}}};
  const SeriesFacts series = FactsOfSeries(articles);
  const DayFacts& day = FactsOf(series, Day(10));
  EXPECT_EQ(day.signs[static_cast<std::size_t>(DaySign::kEve)], 0U);
  EXPECT_EQ(day.signs[static_cast<std::size_t>(DaySign::kSeveral)], 1U);
}

TEST(KeyDates, AYearSaysThatADayWithoutNewsIsMeant) {
  const NamedDay full{.day = Day(3), .with_year = true};
  const std::vector<DatedArticle> articles = {
      {.article = NodeId{1}, .day = Day(1) - std::chrono::days(365)},
      {.article = NodeId{2}, .day = Day(28), .named = {full, {Day(13)}}}};
  const std::vector<KeyDate> dates = KeyDates(articles);
  const auto score = [&](Time day) { return std::ranges::find(dates, day, &KeyDate::day)->score; };
  EXPECT_GT(score(Day(3)), score(Day(13)));
}

std::vector<DatedArticle> RandomSeries(Random& random) {
  std::vector<DatedArticle> articles;
  for (std::uint64_t i = 0; i < 30; ++i) {
    DatedArticle article{.article = NodeId{i},
                         .day = Day(1) + std::chrono::days(random.Below(60)),
                         .length = static_cast<std::uint32_t>(random.Below(9))};
    std::set<Time> named;
    for (std::uint64_t k = random.Below(5); k > 0; --k)
      named.insert(Day(1) + std::chrono::days(random.Below(60)));
    for (const Time day : named)
      article.named.push_back({day, random.Below(2) == 0, random.Below(2) == 0});
    articles.push_back(std::move(article));
  }
  return articles;
}

// The score of `day` as the header has it, by looking at every article anew.
double SlowScore(const std::vector<DatedArticle>& articles, Time day) {
  std::vector<std::uint32_t> lengths;
  std::set<Time> published;
  for (const DatedArticle& one : articles) {
    lengths.push_back(one.length);
    published.insert(one.day);
  }
  std::ranges::sort(lengths);
  const int all =
      static_cast<int>((*published.rbegin() - *published.begin()) / std::chrono::days(1)) + 1;
  const double gaps = std::pow(1 - static_cast<double>(published.size()) / all, 2);
  const auto share = [&](auto holds) {
    return static_cast<double>(std::ranges::count_if(articles, holds));
  };
  const auto any = [](const NamedDay&) { return true; };
  const auto named_with = [&](Time what, int from, int to, auto holds) {
    return share([&](const DatedArticle& one) {
      const auto later = (one.day - what) / std::chrono::days(1);
      return later >= from && later <= to &&
             std::ranges::any_of(
                 one.named, [&](const NamedDay& name) { return name.day == what && holds(name); });
    });
  };
  const auto named = [&](int from, int to) { return named_with(day, from, to, any); };
  const double own = share([&](const DatedArticle& one) { return one.day == day; });
  const std::array<double, kDaySigns> counts = {
      own,
      share([&](const DatedArticle& one) {
        return one.day == day && one.length <= lengths[lengths.size() / 2];
      }),
      named(-1, 0),
      named(1, 1),
      named(2, 7),
      named(8, 1000),
      named_with(day, 2, 1000, [](const NamedDay& name) { return name.opens; }),
      own > 1 ? 1.0 : 0.0,
      own > 0 ? 0.0
              : named_with(day, -1, 1000, [](const NamedDay& name) { return name.with_year; }),
      own > 1 ? 0.0 : named_with(day - std::chrono::days(1), -1, 1000, any)};
  const KeyDateWeights& weights = TrainedKeyDateWeights();
  const double bend = (1 - gaps) * weights.dense_bend + gaps * weights.thin_bend;
  double score = 0;
  for (std::size_t i = 0; i < kDaySigns; ++i) {
    const double weight = (1 - gaps) * weights.dense[i] + gaps * weights.thin[i];
    if (counts[i] > 0) score += weight * std::pow(counts[i], bend);
  }
  return score;
}

TEST(KeyDates, AreScoredAsASlowCountHasIt) {
  Random random(11);
  for (int round = 0; round < 100; ++round) {
    const std::vector<DatedArticle> articles = RandomSeries(random);
    const std::vector<KeyDate> dates = KeyDates(articles);
    std::set<Time> expected;
    for (const DatedArticle& one : articles) {
      expected.insert(one.day);
      for (const NamedDay& name : one.named) {
        if (name.day <= one.day + std::chrono::days(1)) expected.insert(name.day);
      }
    }
    std::set<Time> seen;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      seen.insert(dates[i].day);
      EXPECT_NEAR(dates[i].score, SlowScore(articles, dates[i].day), 1e-9);
      if (i > 0) {
        EXPECT_GE(dates[i - 1].score, dates[i].score);
      }
    }
    EXPECT_EQ(seen, expected);
    EXPECT_EQ(dates.size(), expected.size());
  }
}

}  // namespace
}  // namespace kg
