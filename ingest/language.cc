#include "ingest/language.h"

#include <array>
#include <cstdint>
#include <string_view>

#include "graph/utf8.h"

namespace kg {
namespace {

// Frequent characters that only one of the scripts writes, in pairs.
constexpr std::u32string_view kSimplified =
    U"们国说对这个为与会学后来过时还开关点发经现实体华东车长门问见电话语书种导战军边达总统选举议员"
    U"报纪记录单双战争权务党员";
constexpr std::u32string_view kTraditional =
    U"們國說對這個為與會學後來過時還開關點發經現實體華東車長門問見電話語書種導戰軍邊達總統選舉議員"
    U"報紀記錄單雙戰爭權務黨員";
static_assert(kSimplified.size() == kTraditional.size());

constexpr char32_t kFirstHan = 0x3400;
constexpr char32_t kLastHan = 0x9FFF;

// Bits: which of the scripts has the character in its list.
enum Script : std::uint8_t { kInSimplified = 1, kInTraditional = 2 };

constexpr std::array<std::uint8_t, kLastHan - kFirstHan + 1> kScripts = [] {
  std::array<std::uint8_t, kLastHan - kFirstHan + 1> scripts{};
  for (const char32_t c : kSimplified) scripts[c - kFirstHan] |= kInSimplified;
  for (const char32_t c : kTraditional) scripts[c - kFirstHan] |= kInTraditional;
  return scripts;
}();

struct Counts {
  int han = 0;
  int latin = 0;
  int simplified = 0;
  int traditional = 0;
};

void Count(Counts& counts, char32_t c) {
  if (c < 0x80) {
    counts.latin += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return;
  }
  if (c < kFirstHan || c > kLastHan) return;
  ++counts.han;
  counts.simplified += kScripts[c - kFirstHan] == kInSimplified;
  counts.traditional += kScripts[c - kFirstHan] == kInTraditional;
}

}  // namespace

std::string GuessLanguage(std::string_view text) {
  constexpr int kLookedAt = 300;
  Counts counts;
  std::size_t pos = 0;
  for (int seen = 0; seen < kLookedAt && pos < text.size(); ++seen) {
    Count(counts, NextCodePoint(text, &pos));
  }
  if (counts.han * 8 < counts.latin || counts.han == 0) return counts.latin > 0 ? "en" : "";
  return counts.traditional > counts.simplified ? "zh-Hant" : "zh-Hans";
}

}  // namespace kg
