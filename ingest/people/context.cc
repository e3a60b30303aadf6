#include "ingest/people/context.h"

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

}  // namespace

// The rules ask for the words at one place again and again, so each is looked up once.
Text::Text(const DecodedText& whole, std::size_t start, std::size_t end)
    : chars_(std::u16string_view(whole.chars).substr(start, end - start)),
      classes_(whole.classes.data() + start),
      words_(chars_.size()) {
  const Lexicon& lexicon = Words();
  for (std::size_t i = 0; i + 1 < chars_.size(); ++i) words_[i] = lexicon.Longest(chars_.substr(i));
}

After AfterAt(const Text& text, std::size_t pos) {
  if (const Lexicon::Match match = text.WordAt(pos); match.length > 0) {
    return AfterWord(match.kind);
  }
  const std::uint32_t classes = text.ClassesAt(pos);
  if ((classes & kTail) != 0) return After::kTail;
  if ((classes & kSpeech) != 0) return After::kSpeech;
  if ((classes & (kFunction | kSoft)) != 0) return After::kFunction;
  return (classes & kHan) != 0 ? After::kNothing : After::kBreak;
}

}  // namespace kg::people
