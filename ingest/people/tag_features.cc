#include "ingest/people/tag_features.h"

#include <algorithm>

namespace kg::people {
namespace {

// Kinds of units that are no Han characters; those have their classes, below 64.
enum UnitType : std::uint8_t {
  kCapitalized = 64,
  kLowerCase,
  kAllCapitals,
  kInitial,
  kNumber,
  kMiddleDot,
  kHyphen,
  kBlank,
  kOpens,
  kCloses,
  kComma,
  kListComma,
  kStop,
  kOtherSign,
  kNoUnit,  // beyond the ends
};

constexpr std::uint16_t kLatinSymbols = 0xE000;   // private use: no text has them in earnest
constexpr std::uint16_t kNumberSymbols = 0xF000;  // by length
constexpr std::size_t kLongestWord = 64;          // characters of a Latin word or a number

std::uint8_t HanType(std::uint32_t classes) {
  const std::uint32_t surname =
      (classes & kCommonSurname) != 0 ? 2 : (classes & kSurname) / kSurname;
  const std::uint32_t foreign = (classes & kCore) != 0 ? 2 : (classes & kTranslit) / kTranslit;
  const std::uint32_t given = (classes & kGiven) / kGiven;
  const std::uint32_t beside = (classes & (kFunction | kSoft)) != 0 ? 1 : 0;
  return static_cast<std::uint8_t>(surname | foreign << 2 | given << 4 | beside << 5);
}

std::uint8_t SignType(char16_t c, std::uint32_t classes) {
  if ((classes & kDot) != 0) return kMiddleDot;
  if ((classes & kDash) != 0) return kHyphen;
  constexpr std::u16string_view kOpeners = u"（(“‘「『《〈【[";
  constexpr std::u16string_view kClosers = u"）)”’」』》〉】]";
  if (kOpeners.find(c) != kOpeners.npos) return kOpens;
  if (kClosers.find(c) != kClosers.npos) return kCloses;
  switch (c) {
    case u' ':
    case u'　':
    case u'\n': return kBlank;
    case u'，':
    case u',': return kComma;
    case u'、': return kListComma;
    case u'。':
    case u'！':
    case u'？':
    case u'；':
    case u'：': return kStop;
    default: return kOtherSign;
  }
}

std::uint8_t LatinType(const Text& text, std::size_t start, std::size_t end) {
  if (!text.Is(start, kCapital)) return kLowerCase;
  if (end - start == 1) return kInitial;
  return text.Is(end - 1, kCapital) ? kAllCapitals : kCapitalized;
}

std::uint32_t Mixed(std::uint64_t key) {
  key ^= key >> 31;
  key *= 0x9E3779B97F4A7C15U;
  key ^= key >> 29;
  key *= 0xBF58476D1CE4E5B9U;
  return static_cast<std::uint32_t>(key >> 32);
}

// Kinds of words: those of the lexicon, family names of two characters, the classes of the
// dictionary.
constexpr std::uint8_t kLongSurname = static_cast<std::uint8_t>(WordKind::kTail) + 1;
constexpr std::uint8_t kOfDictionary = kLongSurname + 1;
static_assert((kOfDictionary + TagWords::kClasses) * 4 < 256);

}  // namespace

TagWindow::Unit TagWindow::UnitAt(const Text& text, std::size_t pos) {
  const std::uint32_t classes = text.ClassesAt(pos);
  const char16_t c = text.chars()[pos];
  Unit unit{.start = static_cast<std::uint32_t>(pos), .symbol = c};
  std::size_t end = pos + 1;
  if ((classes & kHan) != 0) {
    unit.type = HanType(classes);
  } else if ((classes & (kLetter | kDigit)) != 0) {
    const std::uint32_t of_unit = classes & (kLetter | kDigit);
    while (text.Is(end, of_unit) && end - pos < kLongestWord) ++end;
    if (of_unit == kDigit) {
      unit.type = kNumber;
      unit.symbol =
          static_cast<std::uint16_t>(kNumberSymbols + std::min<std::size_t>(end - pos, 5));
    } else {
      std::uint64_t word = 0;
      for (std::size_t i = pos; i < end; ++i) word = word * 31 + text.chars()[i];
      unit.type = LatinType(text, pos, end);
      unit.symbol = static_cast<std::uint16_t>(kLatinSymbols + Mixed(word) % 0x1000);
    }
  } else {
    unit.type = SignType(c, classes);
  }
  unit.end = static_cast<std::uint32_t>(end);
  return unit;
}

// The units before `start`, as far as they are seen.
void TagWindow::AddBefore(const Text& text, std::size_t start) {
  std::size_t count = 0;
  std::array<std::size_t, kPad> starts{};
  while (count < kPad && start > 0) {
    const std::uint32_t joined = text.ClassesAt(start - 1) & (kLetter | kDigit);
    std::size_t first = start - 1;
    while (joined != 0 && first > 0 && start - first < kLongestWord && text.Is(first - 1, joined)) {
      --first;
    }
    start = starts[count++] = first;
  }
  for (std::size_t i = kPad; i > count; --i) units_.push_back({.type = kNoUnit});
  while (count > 0) units_.push_back(UnitAt(text, starts[--count]));
}

void TagWindow::AddFrom(const Text& text, std::size_t start, std::size_t end) {
  std::size_t pos = start;
  while (pos < end) {
    units_.push_back(UnitAt(text, pos));
    pos = units_.back().end;
  }
  size_ = units_.size() - kPad;
  for (std::size_t i = 0; i < kPad; ++i) {
    if (pos < text.size()) {
      units_.push_back(UnitAt(text, pos));
      pos = units_.back().end;
    } else {
      units_.push_back({.start = static_cast<std::uint32_t>(text.size()),
                        .end = static_cast<std::uint32_t>(text.size()),
                        .type = kNoUnit});
    }
  }
}

void TagWindow::Read(const Text& text, std::size_t start, std::size_t end) {
  units_.clear();
  const auto of_word = [&](std::size_t pos) { return text.ClassesAt(pos) & (kLetter | kDigit); };
  // From the start of a word, so that a window cuts none.
  for (std::size_t steps = 0; start > 0 && start < text.size() && of_word(start) != 0 &&
                              of_word(start - 1) == of_word(start) && steps < kLongestWord;
       ++steps) {
    --start;
  }
  AddBefore(text, start);
  AddFrom(text, start, end);
  MarkWords(text);
}

void TagWindow::MarkWord(std::size_t unit, std::uint8_t kind, std::size_t length) {
  const auto with_kind = [kind](std::size_t part) {
    return static_cast<std::uint8_t>(1 + kind * 4U + part);
  };
  const std::uint8_t code = with_kind(std::min<std::size_t>(length, 5) - 2);
  units_[unit].word_starts = code;
  const std::size_t end = units_[unit].start + length;
  std::size_t i = unit;
  for (; i < units_.size() && units_[i].end <= end && units_[i].type != kNoUnit; ++i) {
    if (i > unit && units_[i].in_word != 0) continue;  // the word that started first has it
    units_[i].in_word = with_kind(i == unit ? 0 : units_[i].end == end ? 2 : 1);
  }
  if (i < units_.size() && units_[i].word_ended == 0) units_[i].word_ended = code;
}

// In two rounds, as much of the time is waiting for memory.
void TagWindow::MarkWords(const Text& text) {
  word_keys_.resize(units_.size());
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const std::size_t start = units_[i].start;
    word_keys_[i] = TagWords::KeyOf(text.CharAt(start), text.CharAt(start + 1));
    words_.Prefetch(word_keys_[i]);
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const Unit& unit = units_[i];
    if (unit.type == kNoUnit) continue;
    if (const Lexicon::Match match = text.WordAt(unit.start); match.length > 0) {
      MarkWord(i, static_cast<std::uint8_t>(match.kind), match.length);
    } else if (text.Is(unit.start, kStartsSurname) &&
               LongSurnames().Longest(text.From(unit.start)).length > 0) {
      MarkWord(i, kLongSurname, 2);
    } else if (unit.type < kCapitalized) {
      const TagWords::Match word = words_.Longest(text.From(unit.start), word_keys_[i]);
      if (word.length > 0) MarkWord(i, kOfDictionary + word.word_class, word.length);
    }
  }
}

void TagWindow::FeaturesAt(std::size_t unit, Features& features) const {
  const Unit* const u = &units_[unit + kPad];
  std::size_t count = 0;
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    const std::uint64_t number = count;
    features[count++] = Mixed(number << 57 | c << 38 | b << 19 | a);
  };
  const auto s = [u](int at) { return std::uint64_t{u[at].symbol}; };
  const auto t = [u](int at) { return std::uint64_t{u[at].type}; };
  const auto types = [&](int from, int to) {
    std::uint64_t joined = 0;
    for (int i = from; i <= to; ++i) joined = joined << 7 | t(i);
    return joined;
  };
  for (int i = -2; i <= 2; ++i) add(s(i));
  add(s(-1), s(0));
  add(s(0), s(1));
  add(types(-2, 2));
  add(u[0].word_starts);
  add(u[0].word_ended, t(0), t(1));
  add(u[1].word_ended, t(0), t(-1));
  add(u[2].word_starts, t(0), t(1));
  add(u[0].in_word, t(0));
  add(u[0].in_word, u[-1].in_word, u[1].in_word);
  add(u[0].word_ended, u[2].word_starts, u[3].word_starts);
}

}  // namespace kg::people
