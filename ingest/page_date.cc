#include "ingest/page_date.h"

#include <algorithm>
#include <string>

namespace kg {
namespace {

// `text` with every run of digits as one '0', blanks left out, and 年, 月, 日, 时, 分 as 'y' 'm'
// 'd' 'h' 'n'; what is left of a date is one of few shapes.
std::string ShapeOf(std::string_view text) {
  constexpr struct {
    std::string_view word;
    char sign;
  } kUnits[] = {{"年", 'y'}, {"月", 'm'}, {"日", 'd'}, {"时", 'h'}, {"時", 'h'}, {"分", 'n'}};
  std::string shape;
  while (!text.empty()) {
    std::size_t length = 1;
    const char c = text.front();
    if (c >= '0' && c <= '9') {
      if (!shape.ends_with('0')) shape += '0';
    } else if (c != ' ') {
      const auto* unit = std::ranges::find_if(
          kUnits, [text](const auto& known) { return text.starts_with(known.word); });
      if (unit != std::end(kUnits)) length = unit->word.size();
      shape += unit != std::end(kUnits) ? unit->sign : c;
    }
    text.remove_prefix(length);
  }
  return shape;
}

bool HasEnglishMonth(std::string_view text) {
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return std::ranges::any_of(kMonths, [text](std::string_view month) {
    return text.find(month) != std::string_view::npos;
  });
}

// A month by name and a year of four digits, and letters, digits and ",:+-" for the rest.
bool LooksLikeEnglishDate(std::string_view text) {
  const bool plain = std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= ':') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view(" ,+-").find(c) != std::string_view::npos;
  });
  if (!plain || !HasEnglishMonth(text)) return false;
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

}  // namespace

bool LooksLikeDate(std::string_view text) {
  constexpr std::size_t kLongest = 48;
  if (text.size() > kLongest) return false;
  constexpr std::string_view kShapes[] = {
      "0/0/0",         "0/0/0-0:0",      "0-0-0",           "0-0-0:0",
      "0-0-0:0:0",     "0-0-0T0:0",      "0-0-0T0:0:0",     "0-0-0T0:0:0Z",
      "0-0-0T0:0:0.0", "0-0-0T0:0:0.0Z", "0-0-0T0:0:0+0:0", "0-0-0T0:0:0-0:0",
      "0y0m0d",        "0y0m0d0:0",      "0y0m0d0:0:0",     "0y0m0d0h0n"};
  return std::ranges::find(kShapes, ShapeOf(text)) != std::end(kShapes) ||
         LooksLikeEnglishDate(text);
}

}  // namespace kg
