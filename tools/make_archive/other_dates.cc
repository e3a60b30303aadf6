#include "tools/make_archive/other_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kg::archive_maker {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Takes a text apart from its beginning.
class Eater {
 public:
  Eater(std::string_view text, std::size_t at) : text_(text), start_(at), at_(at) {}

  /// A number of `least` to `most` digits; -1 when there is none.
  int Number(int least, int most) {
    int value = 0;
    int digits = 0;
    while (at_ < text_.size() && IsDigit(text_[at_]) && digits <= most) {
      value = value * 10 + (text_[at_++] - '0');
      ++digits;
    }
    return digits >= least && digits <= most ? value : -1;
  }

  bool Take(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  void Blanks() {
    while (Take(" ")) {
    }
  }

  int Month() {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      if (Take(kMonths[i])) return static_cast<int>(i) + 1;
    }
    return -1;
  }

  bool AtWord() const {
    return at_ < text_.size() && (IsDigit(text_[at_]) || IsLetter(text_[at_]));
  }

  std::size_t start() const { return start_; }
  std::size_t size() const { return at_ - start_; }

 private:
  std::string_view text_;
  std::size_t start_;
  std::size_t at_;
};

std::optional<WrittenDate> Made(const Eater& eaten, WrittenDate::Form form, char sign, int year,
                                int month, int day) {
  if (year < 1900 || year > 2100 || month < 1 || day < 1 || eaten.AtWord()) {
    if (form != WrittenDate::Form::kYearFirst || year < 1900 || month < 1 || day < 1) {
      return std::nullopt;
    }
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return WrittenDate{eaten.start(), eaten.size(), form, sign, date};
}

std::optional<WrittenDate> YearFirst(std::string_view text, std::size_t at) {
  Eater eat(text, at);
  const int year = eat.Number(4, 4);
  if (year < 0) return std::nullopt;
  if (eat.Take("年")) {
    eat.Blanks();
    const int month = eat.Number(1, 2);
    if (month < 0 || !eat.Take("月")) return std::nullopt;
    eat.Blanks();
    const int day = eat.Number(1, 2);
    if (day < 0 || !eat.Take("日")) return std::nullopt;
    return Made(eat, WrittenDate::Form::kChinese, '-', year, month, day);
  }
  for (const char sign : {'-', '/'}) {
    if (!eat.Take({&sign, 1})) continue;
    const int month = eat.Number(2, 2);
    if (month < 0 || !eat.Take({&sign, 1})) return std::nullopt;
    const int day = eat.Number(2, 2);
    return Made(eat, WrittenDate::Form::kYearFirst, sign, year, month, day);
  }
  return std::nullopt;
}

std::optional<WrittenDate> DayFirst(std::string_view text, std::size_t at) {
  Eater eat(text, at);
  const int day = eat.Number(1, 2);
  if (day < 0) return std::nullopt;
  if (eat.Take("/")) {
    const int month = eat.Number(1, 2);
    if (month < 0 || !eat.Take("/")) return std::nullopt;
    const int year = eat.Number(4, 4);
    return Made(eat, WrittenDate::Form::kDayFirst, '/', year, month, day);
  }
  if (!eat.Take(" ")) return std::nullopt;
  const int month = eat.Month();
  if (month < 0 || !eat.Take(" ")) return std::nullopt;
  const int year = eat.Number(4, 4);
  return Made(eat, WrittenDate::Form::kMonthName, ' ', year, month, day);
}

std::optional<WrittenDate> Digits(std::string_view text, std::size_t at) {
  Eater eat(text, at);
  const int all = eat.Number(8, 8);
  if (all < 0) return std::nullopt;
  return Made(eat, WrittenDate::Form::kDigits, '-', all / 10000, all / 100 % 100, all % 100);
}

}  // namespace

std::optional<WrittenDate> NextDate(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!IsDigit(text[at])) continue;
    if (at == 0 || (!IsDigit(text[at - 1]) && !IsLetter(text[at - 1]))) {
      for (const auto read : {YearFirst, DayFirst, Digits}) {
        if (const auto date = read(text, at)) return date;
      }
    }
    while (at + 1 < text.size() && IsDigit(text[at + 1])) ++at;
  }
  return std::nullopt;
}

std::string Later(const WrittenDate& date, std::chrono::days days) {
  const std::chrono::year_month_day moved{std::chrono::sys_days{date.day} + days};
  const int year = static_cast<int>(moved.year());
  const unsigned month = static_cast<unsigned>(moved.month());
  const unsigned day = static_cast<unsigned>(moved.day());
  switch (date.form) {
    case WrittenDate::Form::kDayFirst: return fmt::format("{:02}/{:02}/{:04}", day, month, year);
    case WrittenDate::Form::kYearFirst:
      return fmt::format("{:04}{}{:02}{}{:02}", year, date.sign, month, date.sign, day);
    case WrittenDate::Form::kChinese: return fmt::format("{}年{}月{}日", year, month, day);
    case WrittenDate::Form::kMonthName:
      return fmt::format("{:02} {} {:04}", day, kMonths.at(month - 1), year);
    case WrittenDate::Form::kDigits: break;
  }
  return fmt::format("{:04}{:02}{:02}", year, month, day);
}

}  // namespace kg::archive_maker
