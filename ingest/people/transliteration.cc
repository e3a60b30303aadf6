#include "ingest/people/transliteration.h"

#include <algorithm>

namespace kg::people {
namespace {

// No name is longer; without a bound, text of such characters alone would be read to its end from
// each of its places.
constexpr std::size_t kLongestPart = 16;
constexpr int kMostSigns = 8;

bool AllTransliterated(const Text& text, std::size_t start, std::size_t end) {
  while (start < end && text.Is(start, kTranslit)) ++start;
  return start == end;
}

std::size_t CoreCount(const Text& text, std::size_t start, std::size_t end) {
  std::size_t count = 0;
  for (; start < end; ++start) count += text.Is(start, kCore) ? 1U : 0U;
  return count;
}

// A word that is one by chance only: 康德 in 康德拉图克, 西亚 in 莱蒂西亚·詹姆斯.
bool IsChance(const Text& text, const Transliteration& run, std::size_t pos, Lexicon::Match match) {
  const std::size_t end = pos + match.length;
  if (match.kind != WordKind::kOrdinary && match.kind != WordKind::kPlace) return false;
  if (!AllTransliterated(text, pos, end) || text.WordAt(end).length > 0) return false;
  const bool inside = pos > run.last_part;
  return text.Is(end, kCore) || (inside && (run.dots > 0 || text.Is(end, kTranslit | kDot)));
}

// How far a word that starts inside a part belongs to it; 0 when it ends the part.
std::size_t PartOfWord(const Text& text, const Transliteration& run, std::size_t pos,
                       Lexicon::Match match) {
  const bool part_starts = pos == run.last_part;
  // 达瓦买提 + 出席: the second of two words that share a character is the one that is meant.
  if (run.dots > 0 && match.kind == WordKind::kAction && match.length == 2 &&
      text.WordAt(pos + 1).kind == WordKind::kAction && text.WordAt(pos + 1).length >= 2) {
    return 1;
  }
  switch (match.kind) {
    case WordKind::kCollides: return 1;
    case WordKind::kPerson:
      // One doubtful character before a known name is a word of its own: 法普京.
      return part_starts || pos - run.last_part > 1 || text.Is(run.last_part, kCore) ? match.length
                                                                                     : 0;
    case WordKind::kPlace:
      if (part_starts && run.dots > 0) return match.length;
      [[fallthrough]];
    default: return IsChance(text, run, pos, match) ? 1 : 0;
  }
}

// 让 is a part of its own (让·卡斯泰), 因 stands at an end or before another of the kind (侯赛因,
// 海因里希, but not 福斯特因本片).
bool MayHoldFunction(const Text& text, const Transliteration& run, std::size_t pos) {
  if (text.IsAt(pos, u'让')) return pos == run.last_part && text.Is(pos + 1, kDot | kDash);
  return !text.Is(pos + 1, kTranslit) || text.Is(pos + 1, kCore);
}

std::size_t PartEnd(const Text& text, const Transliteration& run) {
  std::size_t pos = run.last_part;
  while (text.Is(pos, kDotted) && pos - run.last_part < kLongestPart) {
    if (text.Is(pos, kFunction) && !MayHoldFunction(text, run, pos)) break;
    const Lexicon::Match match = text.WordAt(pos);
    const std::size_t taken = match.length == 0 ? 1 : PartOfWord(text, run, pos, match);
    if (taken == 0) break;
    pos += taken;
  }
  return pos;
}

// "W·", "W.·" or "W." in 乔治·W·布什; 0 when there is none.
std::size_t InitialAt(const Text& text, std::size_t pos) {
  if (!text.Is(pos, kCapital)) return 0;
  const bool stop = text.IsAt(pos + 1, u'.');
  const std::size_t end = pos + (stop ? 2 : 1);
  if (text.Is(end, kDot)) return end + 1 - pos;
  return stop && text.Is(end, kTranslit) ? end - pos : 0;
}

// Takes the sign at the end of `run` when another part follows it.
bool TakeSign(const Text& text, Transliteration& run) {
  const std::size_t sign = run.end;
  if (sign == run.start || !text.Is(sign, kDot | kDash)) return false;
  if (text.Is(sign, kDash)) {
    if (!text.Is(sign + 1, kDotted)) return false;
    ++run.dashes;
  } else {
    ++run.dots;
  }
  run.last_part = sign + 1;
  while (const std::size_t initial = InitialAt(text, run.last_part)) run.last_part += initial;
  return true;
}

void DropLast(const Text& text, Transliteration& run) {
  // Such a character may be the last one (彼得, 侯赛因) where the name clearly ends behind it.
  const After after = AfterAt(text, run.end);
  if (after >= After::kBreak || after == After::kFunction) return;
  while (run.end > run.last_part + 1 && text.Is(run.end - 1, kSoft)) --run.end;
}

}  // namespace

Transliteration TransliterationAt(const Text& text, std::size_t pos) {
  Transliteration run{.start = pos, .end = pos, .last_part = pos};
  std::size_t whole = pos;  // with the parts that are complete
  do {
    const std::size_t end = PartEnd(text, run);
    if (end == run.last_part) break;
    whole = run.end = end;
  } while (run.dots + run.dashes < kMostSigns && TakeSign(text, run));
  if (whole != run.end || run.last_part >= whole) {
    // A sign with nothing behind it: 法国·.
    run.end = whole;
    run.last_part = std::min(run.last_part, whole);
  }
  DropLast(text, run);
  run.core = CoreCount(text, run.start, run.end);
  run.end = std::max(run.end, pos + 1);
  return run;
}

bool StartsTransliteration(const Text& text, std::size_t pos, Lexicon::Match match) {
  constexpr std::size_t kLongestRest = 2;
  const std::size_t end = pos + match.length;
  const WordKind kind = match.kind;
  const bool may_be = kind == WordKind::kOrdinary || kind == WordKind::kCollides ||
                      kind == WordKind::kPlace || kind == WordKind::kOrganization;
  if (!may_be || !text.Is(end, kCore) || !AllTransliterated(text, pos, end)) return false;
  if (text.WordAt(end).length > 0) return false;
  std::size_t rest = end;
  while (text.Is(rest, kTranslit) && text.WordAt(rest).length == 0) ++rest;
  return rest - end <= kLongestRest;
}

std::size_t EndWithNumber(const Text& text, std::size_t end) {
  constexpr std::u16string_view kNumerals = u"一二三四五六七八九十";
  constexpr std::size_t kMostNumerals = 3;
  std::size_t pos = end;
  while (pos < text.size() && pos - end < kMostNumerals &&
         kNumerals.find(text.chars()[pos]) != kNumerals.npos) {
    ++pos;
  }
  const bool is_number = pos > end && text.IsAt(pos, u'世') && !text.IsAt(pos + 1, u'纪');
  return is_number ? pos + 1 : end;
}

void KeepUsual(const Text& text, Transliteration& run) {
  std::size_t end = run.start;
  while (end < run.end && text.Is(end, kTranslit)) ++end;
  run.end = end;
  run.core = CoreCount(text, run.start, end);
}

bool IsCutOut(const Text& text, std::size_t start, std::size_t end) {
  if (text.Is(end - 1, kTranslit) && text.Is(end, kCore) && text.WordAt(end).length == 0)
    return true;
  if (start == 0 || !text.Is(start, kTranslit) || !text.Is(start - 1, kCore)) return false;
  // 乌克兰泽连斯基: a word may end here.
  for (std::size_t length = 2; length <= std::min<std::size_t>(start, 6); ++length) {
    if (text.WordAt(start - length).length == length) return false;
  }
  return true;
}

}  // namespace kg::people
