#include "queries/key_dates.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "graph/sentences.h"
#include "graph/utf8.h"
#include "queries/event_dates.h"

namespace kg {
namespace {

constexpr std::chrono::days kDay{1};
constexpr std::chrono::days kWeek{7};

std::string_view TitleAndBody(const Article& article, std::string_view text) {
  std::uint32_t end = 0;
  for (const FieldSpan& field : article.fields) {
    if (field.field == Field::kTitle || field.field == Field::kBody)
      end = std::max(end, field.span.end);
  }
  return Slice(text, {0, end});
}

double Gaps(std::span<const DatedArticle> articles) {
  std::set<Time> news_days;
  for (const DatedArticle& article : articles) news_days.insert(article.day);
  if (news_days.empty()) return 0;
  const auto all = static_cast<double>((*news_days.rbegin() - *news_days.begin()) / kDay + 1);
  const double share = 1 - static_cast<double>(news_days.size()) / all;
  return share * share;
}

std::uint32_t MiddleLength(std::span<const DatedArticle> articles) {
  std::vector<std::uint32_t> lengths;
  for (const DatedArticle& article : articles) lengths.push_back(article.length);
  if (lengths.empty()) return 0;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  return *middle;
}

std::uint32_t& Sign(DaySign sign, DayFacts& day) {
  return day.signs[static_cast<std::size_t>(sign)];
}

void Count(DaySign sign, DayFacts& day) { ++Sign(sign, day); }

DaySign SignOf(std::chrono::seconds later) {
  if (later <= std::chrono::seconds(0)) return DaySign::kSameDay;
  if (later <= kDay) return DaySign::kNextDay;
  return later <= kWeek ? DaySign::kWeek : DaySign::kLater;
}

// Whether a sentence begins with what stands at `start`: behind "On ", 当地时间 or a quotation mark
// as well.
bool OpensSentence(std::span<const Span> sentences, std::uint32_t start) {
  constexpr std::uint32_t kWordsBefore = 5;  // code points
  const auto next = std::ranges::upper_bound(sentences, start, {}, &Span::start);
  return next != sentences.begin() && start - std::prev(next)->start < kWordsBefore;
}

}  // namespace

DatedArticle ReadDates(const GraphStore& store, const Article& article) {
  DatedArticle dated{.article = article.id(),
                     .day = LocalDay(article.published.value(), article.language)};
  const std::string stored = store.Text(dated.article);
  const std::string_view text = TitleAndBody(article, stored);
  dated.length = static_cast<std::uint32_t>(CountCodePoints(text));
  const std::vector<Span> sentences = Sentences(text);
  std::map<Time, NamedDay> named;
  for (const EventDate& date : DatesIn(text, dated.day)) {
    if (date.precision != DatePrecision::kDay) continue;
    NamedDay& day = named.try_emplace(date.start, NamedDay{date.start}).first->second;
    day.opens |= OpensSentence(sentences, date.span.start);
    day.with_year |= date.with_year;
  }
  for (const auto& [start, day] : named) dated.named.push_back(day);
  return dated;
}

SeriesFacts FactsOfSeries(std::span<const DatedArticle> articles) {
  const std::uint32_t middle = MiddleLength(articles);
  std::map<Time, DayFacts> by_day;
  const auto at = [&](Time day) -> DayFacts& {
    return by_day.try_emplace(day, DayFacts{.day = day}).first->second;
  };
  for (const DatedArticle& article : articles) {
    DayFacts& own = at(article.day);
    ++own.published;
    Count(DaySign::kPublished, own);
    if (article.length <= middle) Count(DaySign::kBrief, own);
    for (const auto& [day, opens, with_year] : article.named) {
      if (day > article.day + kDay) continue;
      DayFacts& facts = at(day);
      ++facts.named;
      Count(SignOf(article.day - day), facts);
      if (opens && day + kDay < article.day) Count(DaySign::kLooksBack, facts);
      if (with_year) Count(DaySign::kWithYear, facts);
    }
  }
  for (auto& [day, facts] : by_day) {
    Sign(DaySign::kSeveral, facts) = facts.published > 1 ? 1 : 0;
    if (facts.published > 0) Sign(DaySign::kWithYear, facts) = 0;
    const auto eve = by_day.find(day - kDay);
    if (facts.published <= 1 && eve != by_day.end()) Sign(DaySign::kEve, facts) = eve->second.named;
  }
  SeriesFacts series{.gaps = Gaps(articles)};
  for (const auto& [day, facts] : by_day) series.days.push_back(facts);
  return series;
}

const KeyDateWeights& TrainedKeyDateWeights() {
  // published, brief, same day, next day, week, later, looks back, several, with year, eve
  static constexpr KeyDateWeights kWeights{
      .dense = {0, 0, 0, 1, 2, 4, 1, 0, 0, 0},
      .thin = {0.62, 0.59, 0.67, 0.72, 0.13, 0.16, 0.32, 0.78, 0.38, 0.32},
      .dense_bend = 1,
      .thin_bend = 0.25};
  return kWeights;
}

double ScoreOfDay(const DayFacts& day, double gaps, const KeyDateWeights& weights) {
  const double bend = weights.dense_bend + gaps * (weights.thin_bend - weights.dense_bend);
  double score = 0;
  for (std::size_t i = 0; i < kDaySigns; ++i) {
    if (day.signs[i] == 0) continue;
    const double weight = weights.dense[i] + gaps * (weights.thin[i] - weights.dense[i]);
    score += weight * (bend == 1 ? day.signs[i] : std::pow(day.signs[i], bend));
  }
  return score;
}

std::vector<KeyDate> KeyDates(std::span<const DatedArticle> articles) {
  const SeriesFacts series = FactsOfSeries(articles);
  std::vector<KeyDate> dates;
  for (const DayFacts& day : series.days) {
    dates.push_back(
        {day.day, ScoreOfDay(day, series.gaps, TrainedKeyDateWeights()), day.published, day.named});
  }
  std::ranges::stable_sort(dates, std::ranges::greater{}, &KeyDate::score);
  return dates;
}

}  // namespace kg
