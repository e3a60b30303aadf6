// Times of links as text: the same ones come again and again.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/time.h"

namespace kg {

/// Remembers the texts of times seen lately, in bounded memory.
class TimeTexts {
 public:
  TimeTexts() : seen_(kPlaces) {}

  /// ISO 8601; empty when it is unknown. Lent until the next call, as below.
  std::string_view Plain(const std::optional<Time>& time) {
    return time ? Quoted(*time).substr(1, Quoted(*time).size() - 2) : std::string_view();
  }
  /// The same in quotation marks; "null" when it is unknown.
  std::string_view Json(const std::optional<Time>& time) { return time ? Quoted(*time) : "null"; }

 private:
  struct Seen {
    Time::rep time = std::numeric_limits<Time::rep>::min();  // before all that have a text
    std::array<char, 32> text{};
    std::size_t size = 0;
  };
  static constexpr std::size_t kPlaces = 1 << 12;

  std::string_view Quoted(Time time) {
    const Time::rep key = time.time_since_epoch().count();
    Seen& seen = seen_[static_cast<std::uint64_t>(key) * 0x9E3779B97F4A7C15U >> 52];
    if (seen.time != key) Remember(time, seen);
    return {seen.text.data(), seen.size};
  }
  static void Remember(Time time, Seen& seen);

  std::vector<Seen> seen_;
};

}  // namespace kg
