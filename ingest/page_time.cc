#include "ingest/page_time.h"

#include <re2/re2.h>
#include <unicode/timezone.h>

#include <array>
#include <map>
#include <memory>

#include "graph/publishers.h"

namespace kg {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// A date in the words of the page, and what its clock showed.
struct WrittenTime {
  int year = 0;
  std::string month{};  // digits or an English name
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string zone{};
};

// Behind a date: the clock, and the zone, if there are any. Groups: hour, minute, second, zone.
#define CLOCK                                                                               \
  R"((?:[\sT,–-]*(\d{1,2})\s*[:：时時]\s*(\d{2})(?:[:：分]\s*(\d{2})(?:[.,]\d+)?)?)" \
  R"([分秒]?\s*([A-Z]{1,4}|[+-]\d{2}:?\d{2})?(?:\s*\(.*\))?)?\s*)"

int MonthNumber(std::string_view month) {
  constexpr std::array<std::string_view, 12> kNames = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string lower(month.substr(0, 3));
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (lower == kNames[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::optional<WrittenTime> Match(std::string_view page_text) {
  static const re2::RE2 year_first(
      R"(\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?)" CLOCK);
  static const re2::RE2 day_first(R"(\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4}))" CLOCK);
  static const re2::RE2 day_and_name(
      R"(\s*(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4}))" CLOCK);
  static const re2::RE2 name_and_day(
      R"(\s*(?:[A-Za-z]{3,9}\.?,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}))" CLOCK);
  const re2::StringPiece text(page_text.data(), page_text.size());
  WrittenTime t;
  const auto full_match = [&](const re2::RE2& form, auto* first, auto* second, auto* third) {
    std::array<std::string, 3> clock;
    if (!re2::RE2::FullMatch(text, form, first, second, third, &clock[0], &clock[1], &clock[2],
                             &t.zone)) {
      return false;
    }
    t.hour = std::atoi(clock[0].c_str());
    t.minute = std::atoi(clock[1].c_str());
    t.second = std::atoi(clock[2].c_str());
    return true;
  };
  if (full_match(year_first, &t.year, &t.month, &t.day)) return t;
  if (full_match(day_first, &t.day, &t.month, &t.year)) return t;
  if (full_match(day_and_name, &t.day, &t.month, &t.year)) return t;
  if (full_match(name_and_day, &t.month, &t.day, &t.year)) return t;
  return std::nullopt;
}

#undef CLOCK

// "GMT", "EST", "+08:00"; nullopt for names that nobody agrees upon.
std::optional<minutes> ZoneOffset(std::string_view zone) {
  static const std::map<std::string_view, int> kHours = {
      {"Z", 0},    {"UT", 0},   {"UTC", 0},  {"GMT", 0},  {"EST", -5}, {"EDT", -4},
      {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}, {"CET", 1},
      {"CEST", 2}, {"BST", 1},  {"HKT", 8},  {"JST", 9}};
  if (zone.front() == '+' || zone.front() == '-') {
    const int hour = std::atoi(std::string(zone.substr(1, 2)).c_str());
    const int minute = std::atoi(std::string(zone.substr(zone.size() - 2)).c_str());
    return (zone.front() == '-' ? -1 : 1) * (hours{hour} + minutes{minute});
  }
  const auto known = kHours.find(zone);
  if (known == kHours.end()) return std::nullopt;
  return hours{known->second};
}

/// The zones of all publishers, made once: each costs a read of ICU's tables.
class Zones {
 public:
  Zones() {
    for (const Publisher& publisher : Publishers()) {
      auto& zone = zones_[publisher.zone];
      if (zone == nullptr) zone.reset(icu::TimeZone::createTimeZone(publisher.zone.c_str()));
    }
  }

  /// What the clocks at `publisher` were ahead of UTC when they showed `local`. Of the two moments
  /// when clocks are set back it is the later.
  seconds OffsetAt(const std::string& publisher, Time local) const {
    const Publisher* known = FindPublisher(publisher);
    if (known == nullptr) return seconds{0};
    std::int32_t standard = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto shown = static_cast<double>(milliseconds(local.time_since_epoch()).count());
    zones_.at(known->zone)->getOffset(shown, /*local=*/1, standard, summer, status);
    return std::chrono::duration_cast<seconds>(milliseconds{standard + summer});
  }

 private:
  std::map<std::string, std::unique_ptr<const icu::TimeZone>> zones_;
};

}  // namespace

std::optional<Time> PageTime(std::string_view text, const std::string& publisher) {
  const std::optional<WrittenTime> written = Match(text);
  if (!written) return std::nullopt;
  const bool digits = written->month.front() <= '9';
  const int month = digits ? std::atoi(written->month.c_str()) : MonthNumber(written->month);
  const std::optional<Time> local =
      MakeTime(written->year, month, written->day, written->hour, written->minute, written->second);
  if (!local) return std::nullopt;
  if (!written->zone.empty()) {
    if (const auto offset = ZoneOffset(written->zone)) return *local - *offset;
  }
  static const Zones zones;
  return *local - zones.OffsetAt(publisher, *local);
}

}  // namespace kg
