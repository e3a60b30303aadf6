// Points in time as the archive knows them: whole seconds, UTC.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kg {

/// Seconds since 1970-01-01T00:00:00Z. An unknown time is an empty optional, never 1970.
using Time = std::chrono::sys_seconds;

/// What a published time may be; dates outside are taken for unknown.
inline constexpr Time kFirstTime{std::chrono::sys_days{std::chrono::January / 1 / 1800}};
inline constexpr Time kLastTime{std::chrono::sys_days{std::chrono::December / 31 / 9999}};

/// Half open: `from` is in, `until` is out.
struct TimeRange {
  Time from = kFirstTime;
  Time until = kLastTime;
  bool Contains(Time t) const { return from <= t && t < until; }
  bool IsWhole() const { return from <= kFirstTime && until >= kLastTime; }
};

/// "2023-11-20T14:42:00Z".
std::string ToIso(Time time);

/// "2023-11-20"; empty when it is unknown.
std::string DayOf(const std::optional<Time>& time);

/// A date ("2023-11-20", midnight UTC) or a date and time with `T` or a blank between, optional
/// seconds, fraction (dropped) and zone (`Z`, `+08:00`; none means UTC). nullopt for anything else
/// and for days that do not exist.
std::optional<Time> ParseIso(std::string_view text);

/// nullopt when the fields name no real moment between 1800 and 9999.
std::optional<Time> MakeTime(int year, int month, int day, int hour = 0, int minute = 0,
                             int second = 0);

enum class Period { kDay, kWeek, kMonth, kYear };

/// The first second of the day, ISO week (Monday), month or year that `time` is in.
Time StartOf(Time time, Period period);
/// The first second of the period after the one that starts at `start`.
Time NextStart(Time start, Period period);

}  // namespace kg
