#include "ingest/people/code_points.h"

#include <algorithm>
#include <array>
#include <memory>

#include "graph/script.h"
#include "graph/utf8.h"
#include "ingest/people/lexicon.h"

namespace kg::people {
namespace {

constexpr char16_t kFirstHan = 0x3400;
constexpr char16_t kLastHan = 0x9FFF;

struct Tables {
  std::array<char16_t, kBmp> simplified;
  std::array<std::uint32_t, kBmp> classes;
};

void Mark(Tables& tables, std::u16string_view characters, std::uint32_t classes) {
  for (const char16_t c : characters) tables.classes[c] |= classes;
}

// Each class with the wider ones it belongs to.
constexpr std::uint32_t kCommonSurnameBits = kCommonSurname | kSurname;
constexpr std::uint32_t kSurnameBits = kSurname;
constexpr std::uint32_t kGivenBits = kGiven;
constexpr std::uint32_t kCoreBits = kCore | kTranslit | kDotted;
constexpr std::uint32_t kTranslitBits = kTranslit | kDotted;
constexpr std::uint32_t kDottedBits = kDotted;
constexpr std::uint32_t kFunctionBits = kFunction;
constexpr std::uint32_t kSoftBits = kSoft;
constexpr std::uint32_t kSpeechBits = kSpeech;
constexpr std::uint32_t kTitleEndBits = kTitleEnd;
constexpr std::uint32_t kTailBits = kTail;
constexpr std::uint32_t kDotBits = kDot;
constexpr std::uint32_t kDashBits = kDash;

bool IsLatin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// Latin Extended-A and -B have capitals at even code points mostly; exact enough for names.
bool IsCapital(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
         (c >= 0x100 && c <= 0x24F && c % 2 == 0);
}

std::uint32_t ScriptOf(char16_t c) {
  if ((c >= kFirstHan && c <= kLastHan) || (c >= 0xF900 && c <= 0xFAFF)) return kHan;
  if (IsLatin(c)) return IsCapital(c) ? kLetter | kCapital : std::uint32_t{kLetter};
  const bool is_digit = (c >= u'0' && c <= u'9') || (c >= u'０' && c <= u'９');
  return is_digit ? kDigit : kBreak;
}

void FillClasses(Tables& tables) {
  for (std::size_t c = 0; c < kBmp; ++c) tables.classes[c] = ScriptOf(static_cast<char16_t>(c));
#define CHARACTERS(name, characters) Mark(tables, characters, k##name##Bits);
#include "ingest/people/characters.inc"
#undef CHARACTERS
  for (const std::u16string& word : Words().texts()) {
    tables.classes[word[0]] |= kStartsWord;
    tables.classes[word[1]] |= kSecondInWord;
  }
  for (const std::u16string& surname : LongSurnames().texts()) {
    tables.classes[surname[0]] |= kStartsSurname;
  }
}

// So that one look-up tells all about most characters.
void ClassTraditional(Tables& tables) {
  const std::array<std::uint32_t, kBmp> own = tables.classes;
  for (std::size_t c = 0; c < kBmp; ++c) {
    if (tables.simplified[c] != c) tables.classes[c] = own[tables.simplified[c]] | kTraditional;
  }
}

std::unique_ptr<const Tables> MakeTables() {
  auto tables = std::make_unique<Tables>();
  std::copy_n(SimplifiedTable(), kBmp, tables->simplified.begin());
  FillClasses(*tables);
  ClassTraditional(*tables);
  return tables;
}

const Tables& CharacterTables() {
  static const std::unique_ptr<const Tables> tables = MakeTables();
  return *tables;
}

}  // namespace

const std::uint32_t* ClassTable() { return CharacterTables().classes.data(); }

DecodedText Decode(std::string_view utf8) {
  const Tables& tables = CharacterTables();
  const std::size_t size = CountCodePoints(utf8);
  DecodedText text;
  text.chars.resize(size);
  text.classes = std::make_unique_for_overwrite<std::uint32_t[]>(size);
  text.byte_offsets = std::make_unique_for_overwrite<std::uint32_t[]>(size + 1);
  char16_t* const chars = text.chars.data();
  std::uint32_t* const classes_of = text.classes.get();
  std::uint32_t* const byte_offsets = text.byte_offsets.get();
  std::size_t count = 0;
  const auto put = [&](std::size_t offset, char16_t character) {
    byte_offsets[count] = static_cast<std::uint32_t>(offset);
    const std::uint32_t classes = tables.classes[character];
    chars[count] = (classes & kTraditional) == 0 ? character : tables.simplified[character];
    classes_of[count] = classes;
    ++count;
  };
  const auto byte_at = [utf8](std::size_t at) { return static_cast<std::uint8_t>(utf8[at]); };
  for (std::size_t pos = 0; pos < utf8.size() && count < size;) {
    // Runs of three bytes a code point, most of Chinese text.
    const std::size_t run_end = count + std::min(size - count, (utf8.size() - pos) / 3);
    for (; count < run_end && (byte_at(pos) & 0xF0) == 0xE0; pos += 3) {
      put(pos, static_cast<char16_t>((byte_at(pos) & 0x0FU) << 12 |
                                     (byte_at(pos + 1) & 0x3FU) << 6 | (byte_at(pos + 2) & 0x3FU)));
    }
    if (pos == utf8.size() || count == size) break;
    const std::size_t offset = pos;
    const char32_t c = NextCodePoint(utf8, &pos);
    put(offset, static_cast<char16_t>(c < kBmp ? c : kReplacement));
  }
  byte_offsets[count] = static_cast<std::uint32_t>(utf8.size());
  return text;
}

std::u16string ToUtf16(std::string_view utf8) {
  std::u16string chars;
  for (std::size_t pos = 0; pos < utf8.size();) {
    const char32_t c = NextCodePoint(utf8, &pos);
    chars += static_cast<char16_t>(c < kBmp ? c : kReplacement);
  }
  return chars;
}

std::string ToUtf8(std::u16string_view chars) {
  std::string utf8;
  for (const char16_t c : chars) AppendUtf8(utf8, c);
  return utf8;
}

}  // namespace kg::people
