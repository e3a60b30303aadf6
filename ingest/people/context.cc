#include "ingest/people/context.h"

#include <algorithm>
#include <array>

namespace kg::people {
namespace {

After AfterWord(WordKind kind) {
  switch (kind) {
    case WordKind::kTail: return After::kTail;
    case WordKind::kTitle: return After::kTitle;
    case WordKind::kHonorific: return After::kHonorific;
    case WordKind::kSpeech: return After::kSpeech;
    case WordKind::kAction: return After::kAction;
    default: return After::kWord;
  }
}

// “邦霍姆·理查德”号: what a name in quotes was given to.
bool IsTailBehindQuote(const Text& text, std::size_t pos) {
  constexpr std::u16string_view kClosers = u"”\"」』’";
  return pos < text.size() && kClosers.find(text.chars()[pos]) != kClosers.npos &&
         text.Is(pos + 1, kTail) && text.WordAt(pos + 1).length == 0;
}

}  // namespace

// The rules ask for the words at one place again and again, so each is looked up once.
Text::Text(const DecodedText& whole, std::size_t start, std::size_t end)
    : chars_(std::u16string_view(whole.chars).substr(start, end - start)),
      classes_(whole.classes.get() + start),
      words_(chars_.size()) {
  for (std::size_t from = 0; from < chars_.size(); from += kChunk) {
    FindWords(from, std::min(from + kChunk, chars_.size() - 1));
  }
}

// In steps, as nobody can foresee which of the places are worth a look, and a branch that is
// guessed wrong costs more than all the rest of the first step; and as much of the time is waiting
// for memory.
void Text::FindWords(std::size_t from, std::size_t end) {
  const Lexicon& lexicon = Words();
  std::array<std::uint32_t, kChunk> places;
  std::size_t count = 0;
  for (std::size_t i = from; i < end; ++i) {
    places[count] = static_cast<std::uint32_t>(i);
    const std::uint32_t starts = classes_[i] / kStartsWord;
    const std::uint32_t goes_on = classes_[i + 1] / kSecondInWord;
    count += starts & goes_on & lexicon.MayStart(chars_[i], chars_[i + 1]) & 1U;
  }
  for (std::size_t k = 0; k < count; ++k) {
    lexicon.Prefetch(chars_[places[k]], chars_[places[k] + 1]);
  }
  for (std::size_t k = 0; k < count; ++k) words_[places[k]] = lexicon.Longest(From(places[k]));
}

std::size_t Text::NextPlace(std::size_t pos) const {
  const std::size_t size = chars_.size();
  for (std::uint32_t here = ClassesAt(pos); pos < size; ++pos) {
    const std::uint32_t next = ClassesAt(pos + 1);
    const bool goes_on = (here & kDotted) != 0 && (next & (kDotted | kDot | kDash)) != 0;
    if (goes_on || (here & kCapital) != 0 || words_[pos].length != 0) return pos;
    here = next;
  }
  return size;
}

After AfterAt(const Text& text, std::size_t pos) {
  if (const Lexicon::Match match = text.WordAt(pos); match.length > 0) {
    return AfterWord(match.kind);
  }
  const std::uint32_t classes = text.ClassesAt(pos);
  if ((classes & kTail) != 0) return After::kTail;
  if ((classes & kSpeech) != 0) return After::kSpeech;
  if ((classes & (kFunction | kSoft)) != 0) return After::kFunction;
  if ((classes & kHan) != 0) return After::kNothing;
  return IsTailBehindQuote(text, pos) ? After::kTail : After::kBreak;
}

}  // namespace kg::people
