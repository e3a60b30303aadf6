#include "queries/title_words.h"

#include <algorithm>

#include "graph/sort_unique.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 6;
constexpr std::size_t kShortestLatin = 3;

enum class TitleSign { kChinese, kLatin, kBreak };

TitleSign TitleSignOf(char32_t c) {
  // Characters that join words rather than make them.
  constexpr std::u32string_view kParticles =
      U"的了在是和与與及或将將为為被把对對从從向到于於就也都还還又而但不有无無称稱说說等这這那其";
  if (c >= 0x4E00 && c <= 0x9FFF) {
    return kParticles.find(c) == std::u32string_view::npos ? TitleSign::kChinese
                                                           : TitleSign::kBreak;
  }
  const bool latin = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return latin ? TitleSign::kLatin : TitleSign::kBreak;
}

bool IsNumeral(std::string_view character) {
  return std::string_view("一二三四五六七八九十百千").find(character) != std::string_view::npos;
}

// Whether a cut before character `i` of a run would go through a number: 神舟十|六号.
bool CutsNumber(std::string_view title, const std::vector<std::size_t>& starts, std::size_t i) {
  const auto character = [&](std::size_t k) {
    return title.substr(starts[k], starts[k + 1] - starts[k]);
  };
  return i > 0 && i + 1 < starts.size() && IsNumeral(character(i - 1)) && IsNumeral(character(i));
}

// `starts`: where the characters of a run begin, and where it ends.
void AddRun(std::string_view title, TitleSign sign, const std::vector<std::size_t>& starts,
            std::vector<std::string_view>& words) {
  const std::size_t length = starts.size() - 1;
  if (sign == TitleSign::kLatin && length >= kShortestLatin) {
    words.push_back(title.substr(starts.front(), starts.back() - starts.front()));
  }
  if (sign != TitleSign::kChinese) return;
  for (std::size_t i = 0; i < length; ++i) {
    if (CutsNumber(title, starts, i)) continue;
    for (std::size_t n = kShortest; n <= kLongest && i + n <= length; ++n) {
      if (CutsNumber(title, starts, i + n)) continue;
      words.push_back(title.substr(starts[i], starts[i + n] - starts[i]));
    }
  }
}

}  // namespace

std::vector<std::string_view> TitleWords(std::string_view title) {
  std::vector<std::string_view> words;
  if (IsAddress(title)) return words;
  std::vector<std::size_t> starts;
  TitleSign run = TitleSign::kBreak;
  std::size_t next = 0;
  while (next < title.size()) {
    const std::size_t at = next;
    const TitleSign sign = TitleSignOf(NextCodePoint(title, &next));
    if (sign != run) {
      starts.push_back(at);
      AddRun(title, run, starts, words);
      starts.clear();
      run = sign;
    }
    starts.push_back(at);
  }
  starts.push_back(title.size());
  AddRun(title, run, starts, words);
  SortUnique(words);
  return words;
}

}  // namespace kg
