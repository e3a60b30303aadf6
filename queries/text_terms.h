// What two texts can have in common, without a dictionary.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "graph/mixed.h"
#include "graph/script.h"
#include "graph/utf8.h"

namespace kg {

namespace text_terms {

inline bool IsChinese(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

/// Of a small letter or what is none.
inline bool IsOfWord(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x500);
}

/// Without the endings of words.
std::uint64_t WordTerm(std::u32string_view word);

}  // namespace text_terms

/// Every two Chinese characters in a row, in simplified script, and every word of other letters or
/// digits, in small letters and without the endings -s, -ed and -ing; two words in a row too. Terms
/// are hashes, in order of the text. `visit` takes a term and whether it is two words, which were
/// visited before, and says whether to go on. `text` is valid UTF-8.
template <class Visit>
void ForEachTerm(std::string_view text, const Visit& visit) {
  const char16_t* simplified = SimplifiedTable();
  char32_t last_chinese = 0;
  std::uint64_t last_word = 0;
  std::u32string word;
  const auto end_word = [&] {
    if (word.empty()) return true;
    const std::uint64_t term = text_terms::WordTerm(word);
    word.clear();
    const std::uint64_t before = std::exchange(last_word, term);
    return visit(term, false) && (before == 0 || visit(Mixed(before ^ (term << 1)), true));
  };
  for (std::size_t next = 0; next < text.size();) {
    char32_t c = NextCodePoint(text, &next);
    if (c < kBmp) c = simplified[c];
    if (text_terms::IsChinese(c)) {
      if (!end_word()) return;
      last_word = 0;
      const char32_t before = std::exchange(last_chinese, c);
      if (before != 0 && !visit(Mixed(static_cast<std::uint64_t>(before) << 32 | c), false)) return;
      continue;
    }
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    last_chinese = 0;
    if (text_terms::IsOfWord(c)) {
      word.push_back(c);
      continue;
    }
    if (!end_word()) return;
    if (c != ' ') last_word = 0;
  }
  end_word();
}

}  // namespace kg
