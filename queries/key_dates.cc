#include "queries/key_dates.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

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
  std::set<Time> days;
  for (const DatedArticle& article : articles) days.insert(article.day);
  if (days.empty()) return 0;
  const auto all = static_cast<double>((*days.rbegin() - *days.begin()) / kDay + 1);
  const double share = 1 - static_cast<double>(days.size()) / all;
  return share * share;
}

double Worth(std::chrono::seconds later, double gaps) {
  if (later <= kDay) return 0.5 + gaps / 2;
  return later <= kWeek ? 2 - 1.5 * gaps : 4 - 3.5 * gaps;
}

}  // namespace

DatedArticle ReadDates(const GraphStore& store, const Article& article) {
  DatedArticle dated{.article = article.id(),
                     .day = LocalDay(article.published.value(), article.language)};
  const std::string text = store.Text(dated.article);
  for (const EventDate& date : DatesIn(TitleAndBody(article, text), dated.day)) {
    if (date.precision == DatePrecision::kDay) dated.named.push_back(date.start);
  }
  std::ranges::sort(dated.named);
  dated.named.erase(std::unique(dated.named.begin(), dated.named.end()), dated.named.end());
  return dated;
}

std::vector<KeyDate> KeyDates(std::span<const DatedArticle> articles) {
  const double gaps = Gaps(articles);
  std::map<Time, KeyDate> by_day;
  const auto at = [&](Time day) -> KeyDate& {
    return by_day.try_emplace(day, KeyDate{.day = day}).first->second;
  };
  for (const DatedArticle& article : articles) {
    KeyDate& own = at(article.day);
    own.score += 1 + gaps;
    ++own.published;
    for (const Time day : article.named) {
      if (day > article.day + kDay) continue;
      KeyDate& date = at(day);
      date.score += Worth(article.day - day, gaps);
      ++date.named;
    }
  }
  std::vector<KeyDate> dates;
  for (const auto& [day, date] : by_day) dates.push_back(date);
  std::ranges::stable_sort(dates, std::ranges::greater{}, &KeyDate::score);
  return dates;
}

}  // namespace kg
