#include "queries/text_terms.h"

#include <string>
#include <utility>

#include "graph/script.h"
#include "graph/utf8.h"

namespace kg {
namespace {

enum class Sign { kChinese, kLetter, kBlank, kBreak };

char32_t Folded(char32_t c, const char16_t* simplified) {
  if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
  return c < 0x10000 ? simplified[c] : c;
}

Sign SignOf(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return Sign::kChinese;
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC0 && c < 0x500)) {
    return Sign::kLetter;
  }
  return c == ' ' ? Sign::kBlank : Sign::kBreak;
}

// The finalizer of splitmix64.
std::uint64_t Mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
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
    const Sign sign = SignOf(c);
    if (sign != Sign::kLetter && !end_word()) return;
    if (sign == Sign::kLetter) word.push_back(c);
    if (sign == Sign::kChinese || sign == Sign::kBreak) last_word = 0;
    const char32_t before = std::exchange(last_chinese, sign == Sign::kChinese ? c : 0);
    if (before != 0 && sign == Sign::kChinese &&
        !visit(Mixed(static_cast<std::uint64_t>(before) << 32 | c), false)) {
      return;
    }
  }
  end_word();
}

}  // namespace kg
