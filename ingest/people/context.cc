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

// “邦霍姆·理查德”号: what a name in quotes was given to.
bool IsTailBehindQuote(const Text& text, std::size_t pos) {
  constexpr std::u16string_view kClosers = u"”\"」』’";
  return pos < text.size() && kClosers.find(text.chars()[pos]) != kClosers.npos &&
         text.Is(pos + 1, kTail) && text.WordAt(pos + 1).length == 0;
}

}  // namespace

After AfterAt(const Text& text, std::size_t pos) {
  if (const Lexicon::Match match = text.WordAt(pos); match.length > 0) {
    return AfterWord(match.word->kind);
  }
  const std::uint32_t classes = text.ClassesAt(pos);
  if ((classes & kTail) != 0) return After::kTail;
  if ((classes & kSpeech) != 0) return After::kSpeech;
  if ((classes & (kFunction | kSoft)) != 0) return After::kFunction;
  if ((classes & kHan) != 0) return After::kNothing;
  return IsTailBehindQuote(text, pos) ? After::kTail : After::kBreak;
}

}  // namespace kg::people
