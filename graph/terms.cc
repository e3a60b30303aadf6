#include "graph/terms.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "graph/script.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr char32_t kFirstAlone = 0x2E80;
constexpr char32_t kFullWidthFirst = 0xFF01;
constexpr char32_t kFullWidthLast = 0xFF5E;
constexpr char32_t kFullWidthShift = 0xFEE0;

enum class Kind : std::uint8_t { kBreak, kWord, kCharacter, kRareCharacter };

bool StandsAlone(char32_t c) {
  return (c >= kFirstAlone && c < 0xD800) || (c >= 0xF900 && c < 0xFB00);
}

Kind KindOf(char32_t c) {
  if (!u_isalnum(static_cast<UChar32>(c))) return Kind::kBreak;
  if (c >= 0x20000) return Kind::kRareCharacter;
  return StandsAlone(c) ? Kind::kCharacter : Kind::kWord;
}

struct Tables {
  char16_t folded[kBmp];
  Kind kinds[kBmp];           // of what was folded
  char16_t characters[kBmp];  // folded, if that is a kCharacter, else 0
};

std::unique_ptr<const Tables> MakeTables() {
  auto tables = std::make_unique<Tables>();
  const char16_t* simplified = SimplifiedTable();
  for (char32_t c = 0; c < kBmp; ++c) {
    const bool wide = c >= kFullWidthFirst && c <= kFullWidthLast;
    const char32_t narrow = wide ? c - kFullWidthShift : char32_t{simplified[c]};
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(narrow)));
    tables->folded[c] = static_cast<char16_t>(lower < kBmp ? lower : narrow);
    tables->kinds[c] = KindOf(tables->folded[c]);
    tables->characters[c] = tables->kinds[c] == Kind::kCharacter ? tables->folded[c] : u'\0';
  }
  return tables;
}

const Tables& TheTables() {
  static const std::unique_ptr<const Tables> tables = MakeTables();
  return *tables;
}

constexpr Term kHashes = kFirstAlone << 16;  // numbers below all pairs

class Hash {
 public:
  void Add(char32_t c) {
    constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;
    hash_ = (hash_ ^ c) * kPrime;
    hash_ ^= hash_ >> 32;
  }
  bool empty() const { return hash_ == kStart; }
  Term Take() {
    const auto term = static_cast<Term>((hash_ >> 32) * kHashes >> 32);
    hash_ = kStart;
    return term;
  }

 private:
  static constexpr std::uint64_t kStart = 0x6E65777367726170;
  std::uint64_t hash_ = kStart;
};

// `second` is 0 for the last of a run.
Term Pair(char32_t first, char32_t second) { return static_cast<Term>(first << 16 | second); }

TermRange Only(Term term) { return {term, term}; }

TermRange AnyPairOf(char32_t first) { return {Pair(first, 0), Pair(first, kBmp - 1)}; }

struct Character {
  char32_t folded = 0;
  Kind kind{};
};

Character Look(const Tables& tables, char32_t c) {
  if (c >= kBmp) return {c, KindOf(c)};
  return {tables.folded[c], tables.kinds[c]};
}

// Tells pairs, the last characters of runs and words apart.
template <typename OnPair, typename OnLast, typename OnWord>
void Cut(std::string_view utf8, const OnPair& on_pair, const OnLast& on_last,
         const OnWord& on_word) {
  const Tables& tables = TheTables();
  char32_t before = 0;
  bool paired = false;  // `before` is the second of a pair
  Hash word;
  const auto end_run = [&] {
    if (before != 0) on_last(before, paired);
    before = 0;
    paired = false;
  };
  const auto end_word = [&] {
    if (!word.empty()) on_word(word.Take());
  };
  const auto byte_at = [utf8](std::size_t at) { return static_cast<std::uint8_t>(utf8[at]); };
  for (std::size_t pos = 0; pos < utf8.size();) {
    // Characters that go on with a run, most of Chinese text: three bytes each.
    for (; before != 0 && utf8.size() - pos >= 3 && (byte_at(pos) & 0xF0) == 0xE0; pos += 3) {
      const char32_t character =
          tables.characters[(byte_at(pos) & 0x0FU) << 12 | (byte_at(pos + 1) & 0x3FU) << 6 |
                            (byte_at(pos + 2) & 0x3FU)];
      if (character == 0) break;
      on_pair(before, character);
      before = character;
      paired = true;
    }
    if (pos == utf8.size()) break;
    const char32_t point = NextCodePoint(utf8, &pos);
    const char32_t character = point < kBmp ? tables.characters[point] : 0;
    if (character != 0) {
      paired = before != 0;
      if (paired) {
        on_pair(before, character);
      } else {
        end_word();
      }
      before = character;
      continue;
    }
    const Character c = Look(tables, point);
    end_run();
    if (c.kind != Kind::kWord) end_word();
    if (c.kind != Kind::kBreak) word.Add(c.folded);
    if (c.kind == Kind::kRareCharacter) end_word();
  }
  end_run();
  end_word();
}

}  // namespace

std::u32string Folded(std::string_view utf8) {
  const Tables& tables = TheTables();
  std::u32string folded;
  folded.reserve(utf8.size() / 2);
  for (std::size_t pos = 0; pos < utf8.size();) {
    folded += Look(tables, NextCodePoint(utf8, &pos)).folded;
  }
  return folded;
}

Term* WriteTerms(std::string_view utf8, Term* to) {
  const auto append = [&to](Term term) { *to++ = term; };
  Cut(
      utf8, [&](char32_t a, char32_t b) { append(Pair(a, b)); },
      [&](char32_t last, bool) { append(Pair(last, 0)); }, append);
  return to;
}

std::vector<TermRange> TermsWanted(std::string_view wanted) {
  std::vector<TermRange> terms;
  Cut(
      wanted, [&](char32_t a, char32_t b) { terms.push_back(Only(Pair(a, b))); },
      [&](char32_t last, bool paired) {
        if (!paired) terms.push_back(AnyPairOf(last));
      },
      [&](Term word) { terms.push_back(Only(word)); });
  std::sort(terms.begin(), terms.end(),
            [](const TermRange& a, const TermRange& b) { return a.first < b.first; });
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace kg
