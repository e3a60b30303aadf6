// Days that a text names: 2023年4月5日, 9月3日, 今年9月, 5日, 昨天, 上周五; September 3, Friday,
// yesterday.
#pragma once

#include <string_view>
#include <vector>

#include "graph/article.h"

namespace kg {

enum class DatePrecision : std::uint8_t { kDay, kMonth, kYear };

std::string_view ToString(DatePrecision precision);  // "day"

struct EventDate {
  Time start{};  // midnight UTC of the first day
  DatePrecision precision = DatePrecision::kDay;
  Span span{};             // of `text`, code points
  bool with_year = false;  // the text says which, 今年 and 去年 included
  bool operator==(const EventDate&) const = default;
};

/// The dates in `text` (valid UTF-8), in its order, as a reader on the day `published` takes them.
/// Without a year the nearest is meant that is not more than 45 days ahead; without a month the
/// last such day that is not more than 3 days ahead; but where the date before it in the same
/// Chinese sentence says the year (month) and is not later, that one is meant:
/// 2020年6月3日至11月2日, 8月30日、31日. A bare weekday is the last one, today's included; 上周五
/// and 下周五 count weeks from Monday. Days that do not exist are passed over.
std::vector<EventDate> DatesIn(std::string_view text, Time published);

/// When `article` was published where it is read, as a day: Chinese news by Beijing's clock
/// (UTC+8), other news by UTC. Midnight of it, as if UTC.
Time LocalDay(Time published, std::string_view language);

}  // namespace kg
