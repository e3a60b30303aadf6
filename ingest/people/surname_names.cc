#include "ingest/people/surname_names.h"

namespace kg::people {

std::optional<Candidate> CollidingNameAt(const Text& text, std::size_t pos, std::size_t length,
                                         Before before) {
  if (!text.Is(pos, kSurname) || length > 3) return std::nullopt;
  const std::size_t end = pos + length;
  const After after = AfterAt(text, end);
  const bool behind_title =
      before == Before::kTitle && (after == After::kSpeech || after == After::kBreak);
  if (!behind_title && after != After::kHonorific) return std::nullopt;
  return Candidate{.start = pos, .end = end, .evidence = Evidence::kLocal, .last_part = pos};
}

bool IsPartOfLongerName(const Text& text, std::size_t start, std::size_t end) {
  if (end - start != 2 || !text.Is(start, kSurname) || text.Is(start + 1, kCore)) return false;
  const Lexicon::Match inner = text.WordAt(start + 1);
  if (inner.length > 1) return true;
  return text.Is(end, kGiven) && !text.Is(end, kSoft) && text.WordAt(end).length == 0;
}

}  // namespace kg::people
