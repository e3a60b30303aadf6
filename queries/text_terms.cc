#include "queries/text_terms.h"

#include <string>
#include <utility>

#include "graph/mixed.h"
#include "graph/script.h"
#include "graph/utf8.h"

namespace kg {
namespace {

enum class TextSign { kChinese, kLetter, kBlank, kBreak };

char32_t Folded(char32_t c, const char16_t* simplified) {
  if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
  return c < kBmp ? simplified[c] : c;
}

TextSign SignOf(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return TextSign::kChinese;
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x500)) {
    return TextSign::kLetter;
  }
  return c == ' ' ? TextSign::kBlank : TextSign::kBreak;
}

std::size_t StemSize(std::u32string_view word) {
  const std::size_t size = word.size();
  if (size > 5 && word.ends_with(U"ing")) return size - 3;
  if (size > 4 && word.ends_with(U"ed")) return size - 2;
  if (size > 3 && word.ends_with(U's') && word[size - 2] != U's') return size - 1;
  return size;
}

std::uint64_t WordTerm(std::u32string_view word) {
  std::uint64_t hash = StemSize(word);
  for (const char32_t c : word.substr(0, StemSize(word))) hash = Mixed(hash ^ (c + (hash << 6)));
  return hash;
}

}  // namespace

void ForEachTerm(std::string_view text,
                 const std::function<bool(std::uint64_t term, bool two_words)>& visit) {
  const char16_t* simplified = SimplifiedTable();
  char32_t last_chinese = 0;
  std::uint64_t last_word = 0;
  std::u32string word;
  const auto end_word = [&] {
    if (word.empty()) return true;
    const std::uint64_t term = WordTerm(word);
    word.clear();
    const std::uint64_t before = std::exchange(last_word, term);
    return visit(term, false) && (before == 0 || visit(Mixed(before ^ (term << 1)), true));
  };
  for (std::size_t next = 0; next < text.size();) {
    const char32_t c = Folded(NextCodePoint(text, &next), simplified);
    const TextSign sign = SignOf(c);
    if (sign != TextSign::kLetter && !end_word()) return;
    if (sign == TextSign::kLetter) word.push_back(c);
    if (sign == TextSign::kChinese || sign == TextSign::kBreak) last_word = 0;
    const char32_t before = std::exchange(last_chinese, sign == TextSign::kChinese ? c : 0);
    if (before != 0 && sign == TextSign::kChinese &&
        !visit(Mixed(static_cast<std::uint64_t>(before) << 32 | c), false)) {
      return;
    }
  }
  end_word();
}

}  // namespace kg
