#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "graph/canonical_url.h"
#include "graph/publishers.h"
#include "graph/url_parts.h"

namespace kg {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int Number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// No web page is older, and what looks like a date far ahead is a number.
std::optional<Time> Day(std::string_view year, std::string_view month, std::string_view day) {
  if (Number(year) < 1990 || Number(year) > 2099) return std::nullopt;
  return MakeTime(Number(year), Number(month), Number(day));
}

// "20231120", and with the time behind it "07012020113957" or "20200701113957".
std::optional<Time> DayInDigits(std::string_view digits) {
  if (digits.size() != 8 && digits.size() != 14) return std::nullopt;
  if (digits.size() == 14) {
    if (auto day = Day(digits.substr(4, 4), digits.substr(0, 2), digits.substr(2, 2))) return day;
  }
  return Day(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2));
}

// "2023/11/20" or "2023-11-20", at the start of `text`, with no digit behind it.
std::optional<Time> DayInParts(std::string_view text) {
  constexpr std::size_t kSize = std::string_view("2023/11/20").size();
  if (text.size() < kSize || (text[4] != '/' && text[4] != '-') || text[7] != text[4])
    return std::nullopt;
  if (text.size() > kSize && IsDigit(text[kSize])) return std::nullopt;
  const std::string_view month = text.substr(5, 2);
  const std::string_view day = text.substr(8, 2);
  if (!std::ranges::all_of(month, IsDigit) || !std::ranges::all_of(day, IsDigit))
    return std::nullopt;
  return Day(text.substr(0, 4), month, day);
}

std::optional<Time> DayIn(std::string_view path) {
  while (!path.empty()) {
    const auto start = std::ranges::find_if(path, IsDigit);
    path.remove_prefix(static_cast<std::size_t>(start - path.begin()));
    const auto end = std::ranges::find_if_not(path, IsDigit);
    const auto size = static_cast<std::size_t>(end - path.begin());
    const auto day = size == 4 ? DayInParts(path) : DayInDigits(path.substr(0, size));
    if (day) return day;
    path.remove_prefix(size);
  }
  return std::nullopt;
}

std::string SectionOf(const Publisher& publisher, const std::string& path) {
  for (const auto& pattern : publisher.sections) {
    std::string section;
    const bool names_it = pattern->NumberOfCapturingGroups() > 0;
    if (names_it ? re2::RE2::FullMatch(path, *pattern, &section)
                 : re2::RE2::FullMatch(path, *pattern)) {
      return section;
    }
  }
  return {};
}

}  // namespace

UrlFacts FactsOf(std::string_view canonical_url) {
  const CanonicalParts parts = SplitCanonical(canonical_url);
  const std::string path = DecodedPath(parts.path);
  const Publisher* publisher = FindPublisher(parts.host);
  UrlFacts facts;
  facts.publisher = BareHost(publisher != nullptr ? publisher->host : parts.host);
  if (publisher != nullptr) facts.section = SectionOf(*publisher, path);
  if (publisher == nullptr || publisher->dated_paths) facts.day = DayIn(path);
  return facts;
}

}  // namespace kg
