// Dates as archives write them, some days off.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kg::archive_maker {

/// A date as it is written.
struct WrittenDate {
  enum class Form { kDayFirst, kYearFirst, kChinese, kMonthName, kDigits };
  std::size_t start = 0;  // in the text, in bytes
  std::size_t size = 0;
  Form form{};
  char sign = '-';  // between its numbers
  std::chrono::year_month_day day{};
};

/// The next one from `from` on: 20/11/2023, 2023-11-20, 2023年11月20日, 20 Nov 2023 or, with a sign
/// that is no digit or letter on both sides, 20231120.
std::optional<WrittenDate> NextDate(std::string_view text, std::size_t from);

/// The same form, `days` later.
std::string Later(const WrittenDate& date, std::chrono::days days);

}  // namespace kg::archive_maker
