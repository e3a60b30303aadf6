#include "ingest/people/latin_names.h"

#include <algorithm>
#include <array>

namespace kg::people {
namespace {

constexpr int kMostWords = 6;

/// Sorted words. What is none of them is mostly told by its size, its first and its last character.
template <std::size_t kCount>
class WordSet {
 public:
  constexpr explicit WordSet(const std::array<std::u16string_view, kCount>& sorted)
      : sorted_(sorted) {
    for (const std::u16string_view word : sorted) may_be_[SlotOf(word)] = true;
  }

  bool Has(std::u16string_view word) const {
    return may_be_[SlotOf(word)] && std::ranges::binary_search(sorted_, word);
  }

 private:
  static constexpr std::size_t kSlots = 4096;

  static constexpr std::size_t SlotOf(std::u16string_view word) {
    return (word.front() * 131U + word.back() * 17U + word.size()) % kSlots;
  }

  std::array<std::u16string_view, kCount> sorted_;
  std::array<bool, kSlots> may_be_{};
};

// Between the words of a name. Sorted.
constexpr WordSet kParticles(std::to_array<std::u16string_view>(
    {u"al",  u"ben", u"bin", u"da",  u"das", u"de", u"del", u"della", u"der", u"di",
     u"dos", u"du",  u"el",  u"ibn", u"la",  u"le", u"ten", u"ter",   u"van", u"von"}));

// Of offices, firms, works and places. Sorted.
constexpr WordSet kNoNames(std::to_array<std::u16string_view>({
#include "ingest/people/latin_words.inc"
}));

bool IsJoint(const Text& text, std::size_t pos) {
  return (text.IsAt(pos, u'-') || text.IsAt(pos, u'\'') || text.IsAt(pos, u'’')) &&
         text.Is(pos + 1, kLetter);
}

std::size_t WordEnd(const Text& text, std::size_t pos) {
  while (text.Is(pos, kLetter) || IsJoint(text, pos)) ++pos;
  return pos;
}

// A word of the language or a name in capitals ("NATO") is no name of a person.
bool LooksLikeName(const Text& text, std::size_t start, std::size_t end) {
  if (kNoNames.Has(text.Part(start, end))) return false;
  return end - start < 2 || !text.Is(start + 1, kCapital) || text.Is(end - 1, kLetter) == false ||
         !text.Is(end - 1, kCapital);
}

std::size_t SkipBlank(const Text& text, std::size_t pos) {
  return text.IsAt(pos, u' ') ? pos + 1 : pos;
}

}  // namespace

std::optional<LatinName> LatinNameAt(const Text& text, std::size_t pos) {
  LatinName name{.start = pos};
  for (int words = 0; words < kMostWords && text.Is(pos, kLetter); ++words) {
    std::size_t end = WordEnd(text, pos);
    const bool capital = text.Is(pos, kCapital);
    if (!capital && !kParticles.Has(text.Part(pos, end))) break;
    if (capital && !LooksLikeName(text, pos, end)) return std::nullopt;
    const bool initial = end - pos == 1;
    if (initial && text.IsAt(end, u'.')) ++end;
    if (capital && !initial) name.end = end;
    if (capital) ++name.words;
    pos = SkipBlank(text, end);
  }
  const bool first_is_capital = text.Is(name.start, kCapital);
  if (name.end == 0 || !first_is_capital) return std::nullopt;
  return name;
}

std::optional<LatinName> GlossAt(const Text& text, std::size_t pos) {
  if (text.Is(pos, kCapital)) {
    const auto name = LatinNameAt(text, pos);
    return name && name->words >= 2 ? name : std::nullopt;
  }
  pos = SkipBlank(text, pos);
  if (!text.IsAt(pos, u'（') && !text.IsAt(pos, u'(')) return std::nullopt;
  const auto name = LatinNameAt(text, SkipBlank(text, pos + 1));
  if (!name) return std::nullopt;
  constexpr std::u16string_view kEnds = u"）),，、;；/";
  const std::size_t end = SkipBlank(text, name->end);
  if (end >= text.size() || kEnds.find(text.chars()[end]) == kEnds.npos) return std::nullopt;
  return name;
}

}  // namespace kg::people
