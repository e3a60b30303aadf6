#include "graph/time.h"

#include <fmt/format.h>

namespace kg {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Takes a text apart from the left; any step that does not fit makes it fail for good.
class Parser {
 public:
  explicit Parser(std::string_view text) : left_(text) {}

  int Digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (left_.empty() || left_[0] < '0' || left_[0] > '9') {
        failed_ = true;
        return 0;
      }
      value = value * 10 + (left_[0] - '0');
      left_.remove_prefix(1);
    }
    return value;
  }

  bool Accept(char c) {
    if (left_.empty() || left_[0] != c) return false;
    left_.remove_prefix(1);
    return true;
  }

  void Expect(char c) { failed_ |= !Accept(c); }
  void Fail() { failed_ = true; }
  void SkipDigits() {
    while (!left_.empty() && left_[0] >= '0' && left_[0] <= '9') left_.remove_prefix(1);
  }
  bool AtEnd() const { return left_.empty(); }
  bool failed() const { return failed_; }

 private:
  std::string_view left_;
  bool failed_ = false;
};

// "Z", "+08:00", "+0800" or nothing.
minutes ParseZone(Parser& in) {
  if (in.Accept('Z') || in.AtEnd()) return minutes{0};
  const int sign = in.Accept('-') ? -1 : 1;
  if (sign > 0) in.Expect('+');
  const int hour = in.Digits(2);
  in.Accept(':');
  const int minute = in.Digits(2);
  if (hour > 23 || minute > 59) in.Fail();
  return sign * (hours{hour} + minutes{minute});
}

}  // namespace

std::optional<Time> MakeTime(int year, int month, int day, int hour, int minute, int second) {
  const year_month_day date{std::chrono::year{year},
                            std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  const bool in_day =
      hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
  if (year < 1800 || year > 9999 || month < 1 || day < 1 || !date.ok() || !in_day)
    return std::nullopt;
  return Time{sys_days{date} + hours{hour} + minutes{minute} + seconds{second}};
}

std::string DayOf(const std::optional<Time>& time) {
  constexpr std::size_t kDateSize = 10;
  return time ? ToIso(*time).substr(0, kDateSize) : std::string();
}

std::string ToIso(Time time) {
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<Time> ParseIso(std::string_view text) {
  Parser in(text);
  const int year = in.Digits(4);
  in.Expect('-');
  const int month = in.Digits(2);
  in.Expect('-');
  const int day = in.Digits(2);
  int hour = 0;
  int minute = 0;
  int second = 0;
  minutes zone{0};
  if (!in.AtEnd()) {
    if (!in.Accept('T')) in.Expect(' ');
    hour = in.Digits(2);
    in.Expect(':');
    minute = in.Digits(2);
    if (in.Accept(':')) second = in.Digits(2);
    if (in.Accept('.')) in.SkipDigits();
    zone = ParseZone(in);
  }
  if (in.failed() || !in.AtEnd()) return std::nullopt;
  const std::optional<Time> local = MakeTime(year, month, day, hour, minute, second);
  if (!local) return std::nullopt;
  return *local - zone;
}

Time StartOf(Time time, Period period) {
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  switch (period) {
    case Period::kDay: return day;
    case Period::kWeek: return day - (std::chrono::weekday{day} - std::chrono::Monday);
    case Period::kMonth: return sys_days{date.year() / date.month() / 1};
    case Period::kYear: return sys_days{date.year() / std::chrono::January / 1};
  }
  return day;
}

Time NextStart(Time start, Period period) {
  const sys_days day = floor<days>(start);
  const year_month_day date{day};
  switch (period) {
    case Period::kDay: return day + days{1};
    case Period::kWeek: return day + days{7};
    case Period::kMonth: return sys_days{(date.year() / date.month() + std::chrono::months{1}) / 1};
    case Period::kYear:
      return sys_days{(date.year() + std::chrono::years{1}) / std::chrono::January / 1};
  }
  return day;
}

}  // namespace kg
