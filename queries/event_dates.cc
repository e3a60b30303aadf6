#include "queries/event_dates.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>

#include "graph/utf8.h"

namespace kg {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

struct FoundDate {
  sys_days day;
  DatePrecision precision;
  bool year_said = false;  // here or by the date before it
  bool month_said = false;
};

std::optional<sys_days> DayOfYear(int year, int month, int day) {
  const year_month_day date{std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1800 || year > 2200) return std::nullopt;
  return sys_days(date);
}

std::optional<FoundDate> Exact(int year, int month, int day) {
  const auto found = DayOfYear(year, month, day);
  return found ? std::optional(FoundDate{*found, DatePrecision::kDay, true, true}) : std::nullopt;
}

std::optional<FoundDate> Month(int year, int month) {
  const auto found = DayOfYear(year, month, 1);
  return found ? std::optional(FoundDate{*found, DatePrecision::kMonth, true, true}) : std::nullopt;
}

int YearOf(sys_days day) { return static_cast<int>(year_month_day(day).year()); }

int MonthOf(sys_days day) {
  return static_cast<int>(static_cast<unsigned>(year_month_day(day).month()));
}

// The nearest year with such a day, the future only as far as news announces things.
std::optional<FoundDate> WithoutYear(sys_days today, int month, int day) {
  constexpr std::chrono::days kAhead{45};
  for (const int year : {YearOf(today) + 1, YearOf(today), YearOf(today) - 1}) {
    const auto found = DayOfYear(year, month, day);
    if (found && *found <= today + kAhead)
      return FoundDate{*found, DatePrecision::kDay, false, true};
  }
  return std::nullopt;
}

std::optional<FoundDate> WithoutMonth(sys_days today, int day) {
  constexpr std::chrono::days kAhead{3};
  const year_month_day date(today);
  for (const int back : {-1, 0, 1, 2}) {
    const auto month = date.year() / date.month() - std::chrono::months(back);
    const auto found = DayOfYear(YearOf(month / 1), MonthOf(month / 1), day);
    if (found && *found <= today + kAhead) return FoundDate{*found, DatePrecision::kDay};
  }
  return std::nullopt;
}

// Monday is 0.
int WeekdayOf(sys_days day) {
  return static_cast<int>((std::chrono::weekday(day) - std::chrono::Monday).count());
}

FoundDate LastWeekday(sys_days today, int weekday) {
  return {today - std::chrono::days((WeekdayOf(today) - weekday + 7) % 7), DatePrecision::kDay};
}

FoundDate WeekdayOfWeek(sys_days today, int weeks, int weekday) {
  return {today - std::chrono::days(WeekdayOf(today)) + std::chrono::days(7 * weeks + weekday),
          DatePrecision::kDay};
}

template <std::size_t N>
std::optional<int> PlaceIn(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == word) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::optional<int> Number(re2::StringPiece digits) {
  int number = 0;
  const auto end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number);
  return !digits.empty() && result.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::string_view View(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

// --- Chinese ---------------------------------------------------------------------------------

const RE2& ChinesePattern() {
  static const RE2 pattern(
      "(?:(\\d{4}) ?年 ?|(今年|去年|前年|明年))(?:(\\d{1,2}) ?月 ?)?(?:(\\d{1,2}) ?[日号])?"
      "|(\\d{1,2}) ?月(?: ?(\\d{1,2}) ?[日号])?"
      "|(\\d{1,2})日"
      "|(今天|今日|今晨|今早|今晚|昨天|昨日|昨晚|前天|前日|明天|明日|后天)"
      "|(本|这|上|下)?(?:周|星期|礼拜)([一二三四五六日天])");
  return pattern;
}

std::optional<FoundDate> Relative(sys_days today, std::string_view word) {
  constexpr std::array<std::pair<std::string_view, int>, 5> kOffsets = {
      {{"今", 0}, {"昨", -1}, {"前", -2}, {"明", 1}, {"后", 2}}};
  for (const auto& [start, offset] : kOffsets) {
    if (word.starts_with(start))
      return FoundDate{today + std::chrono::days(offset), DatePrecision::kDay};
  }
  return std::nullopt;
}

std::optional<FoundDate> ByYear(int year, std::optional<int> month, std::optional<int> day) {
  if (!month)
    return FoundDate{*DayOfYear(std::clamp(year, 1800, 2200), 1, 1), DatePrecision::kYear, true};
  return day ? Exact(year, *month, *day) : Month(year, *month);
}

int YearsFromNow(std::string_view word) {
  return word == "去年" ? -1 : word == "前年" ? -2 : word == "明年" ? 1 : 0;
}

// 5日 is a day of the month, 5日内 and 15日游 are not.
bool IsSpanOfDays(std::string_view behind) {
  for (const char* word : {"内", "游", "均", "间", "龄", "元", "本", "后"}) {
    if (behind.starts_with(word)) return true;
  }
  return false;
}

// What a date that leaves out its year or month can take them from.
struct Setting {
  sys_days today;
  std::optional<FoundDate> before;  // the date before it in the same sentence
  bool same_year = false;           // 同年 stands before it
};

// 2020年6月3日至11月2日: of the year before, unless that would turn back.
std::optional<FoundDate> MonthDayIn(const Setting& in, int month, int day) {
  if (in.before && in.before->year_said) {
    const auto found = DayOfYear(YearOf(in.before->day), month, day);
    const bool follows = in.before->precision == DatePrecision::kDay || in.same_year;
    if (found && follows && *found >= in.before->day)
      return FoundDate{*found, DatePrecision::kDay, true, true};
  }
  return WithoutYear(in.today, month, day);
}

// 8月30日、31日: of the month before, likewise.
std::optional<FoundDate> DayIn(const Setting& in, int day) {
  if (in.before && in.before->month_said) {
    const auto found = DayOfYear(YearOf(in.before->day), MonthOf(in.before->day), day);
    if (found && *found >= in.before->day)
      return FoundDate{*found, DatePrecision::kDay, in.before->year_said, true};
  }
  return WithoutMonth(in.today, day);
}

std::optional<FoundDate> Chinese(const std::array<re2::StringPiece, 10>& part,
                                 std::string_view behind, const Setting& in) {
  const sys_days today = in.today;
  if (const auto year = Number(part[0])) return ByYear(*year, Number(part[2]), Number(part[3]));
  if (!part[1].empty()) {
    return ByYear(YearOf(today) + YearsFromNow(View(part[1])), Number(part[2]), Number(part[3]));
  }
  if (const auto month = Number(part[4])) {
    if (const auto day = Number(part[5])) return MonthDayIn(in, *month, *day);
    auto first = WithoutYear(today, *month, 1);
    if (first) first->precision = DatePrecision::kMonth;
    return first;
  }
  if (const auto day = Number(part[6])) {
    return IsSpanOfDays(behind) ? std::nullopt : DayIn(in, *day);
  }
  if (!part[7].empty()) return Relative(today, View(part[7]));
  constexpr std::array<std::string_view, 8> kDays = {"一", "二", "三", "四",
                                                     "五", "六", "日", "天"};
  const int weekday = std::min(PlaceIn(kDays, View(part[9])).value_or(0), 6);
  const std::string_view week = View(part[8]);
  if (week.empty()) return LastWeekday(today, weekday);
  return WeekdayOfWeek(today, week == "上" ? -1 : week == "下" ? 1 : 0, weekday);
}

// --- English ---------------------------------------------------------------------------------

const RE2& EnglishPattern() {
  static const RE2 pattern(
      "\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|"
      "ober|ember)?\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?"
      "|\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
      "[a-z]*\\.?(?: (\\d{4}))?\\b"
      "|\\b(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})\\b"
      "|\\b(?:(last|next) )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b"
      "|\\b([Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\\b");
  return pattern;
}

std::optional<FoundDate> MonthDay(sys_days today, re2::StringPiece month, re2::StringPiece day,
                                  re2::StringPiece year) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const int number = PlaceIn(kMonths, View(month)).value_or(0) + 1;
  if (const auto known = Number(year)) return Exact(*known, number, *Number(day));
  return WithoutYear(today, number, *Number(day));
}

std::optional<FoundDate> English(const std::array<re2::StringPiece, 12>& part, sys_days today) {
  if (!part[0].empty()) return MonthDay(today, part[0], part[1], part[2]);
  if (!part[4].empty()) return MonthDay(today, part[4], part[3], part[5]);
  if (const auto year = Number(part[6])) return Exact(*year, *Number(part[7]), *Number(part[8]));
  if (!part[10].empty()) {
    constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tues",  "Wednes", "Thurs",
                                                       "Fri", "Satur", "Sun"};
    const int weekday = PlaceIn(kDays, View(part[10])).value_or(0);
    if (View(part[9]) == "next")
      return FoundDate{LastWeekday(today, weekday).day + std::chrono::days(7), DatePrecision::kDay};
    return LastWeekday(today, weekday);
  }
  const char first = part[11].empty() ? 't' : static_cast<char>(part[11][0] | 0x20);
  const bool tomorrow = part[11].size() == 8;
  return FoundDate{today + std::chrono::days(first == 'y' ? -1
                                             : tomorrow   ? 1
                                                          : 0),
                   DatePrecision::kDay};
}

// --- both ------------------------------------------------------------------------------------

bool EndsSentence(std::string_view text) {
  for (const std::string_view end : {"。", "！", "？", "；", "\n"}) {
    if (text.find(end) != std::string_view::npos) return true;
  }
  return false;
}

// `resolve` is given the groups of a match, what stands behind it, and where it stands.
template <std::size_t N, class Resolve>
void Scan(std::string_view text, const RE2& pattern, sys_days today, const Resolve& resolve,
          std::vector<EventDate>& dates) {
  std::array<re2::StringPiece, N + 1> part;
  std::size_t from = 0;
  std::size_t last_end = 0;
  std::size_t counted_to = 0;
  std::optional<FoundDate> last;
  std::uint32_t points = 0;
  while (pattern.Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, part.data(),
                       static_cast<int>(part.size()))) {
    const auto start = static_cast<std::size_t>(part[0].data() - text.data());
    from = start + part[0].size();
    const bool cut = start > 0 && text[start - 1] >= '0' && text[start - 1] <= '9';
    std::array<re2::StringPiece, N> inner;
    std::copy(part.begin() + 1, part.end(), inner.begin());
    if (cut) continue;
    const std::string_view between = text.substr(last_end, start - last_end);
    if (EndsSentence(between)) last.reset();
    const std::optional<FoundDate> found =
        resolve(inner, text.substr(from), Setting{today, last, between.ends_with("同年")});
    if (!found) continue;
    last = found;
    last_end = from;
    points +=
        static_cast<std::uint32_t>(CountCodePoints(text.substr(counted_to, start - counted_to)));
    counted_to = start;
    const auto size = static_cast<std::uint32_t>(CountCodePoints(View(part[0])));
    dates.push_back(
        {Time(found->day), found->precision, {points, points + size}, found->year_said});
  }
}

}  // namespace

std::string_view ToString(DatePrecision precision) {
  constexpr std::array<std::string_view, 3> kNames = {"day", "month", "year"};
  return kNames[static_cast<std::size_t>(precision)];
}

std::vector<EventDate> DatesIn(std::string_view text, Time published) {
  const sys_days today = std::chrono::floor<std::chrono::days>(published);
  std::vector<EventDate> dates;
  Scan<10>(text, ChinesePattern(), today, Chinese, dates);
  Scan<12>(
      text, EnglishPattern(), today,
      [](const auto& part, std::string_view, const Setting& in) { return English(part, in.today); },
      dates);
  std::ranges::stable_sort(dates, {}, &EventDate::span);
  return dates;
}

Time LocalDay(Time published, std::string_view language) {
  constexpr std::chrono::hours kBeijing{8};
  const Time local = language.starts_with("zh") ? published + kBeijing : published;
  return std::chrono::floor<std::chrono::days>(local);
}

}  // namespace kg
