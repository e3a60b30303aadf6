#include "ingest/people/surname_names.h"

namespace kg::people {
namespace {

struct Form {
  std::size_t start;
  std::size_t given;  // where the given name starts
  std::size_t end;
  Before before;

  std::size_t given_size() const { return end - given; }
};

// A word that starts inside a name ends the name there, or shows that there is none.
bool HoldsWord(const Text& text, const Form& form) {
  for (std::size_t i = form.start + 1; i < form.end; ++i) {
    const Lexicon::Match match = text.WordAt(i);
    if (match.length == 0) continue;
    if (i + match.length > form.end || match.kind != WordKind::kCollides) return true;
  }
  return false;
}

std::size_t TypicalCharacters(const Text& text, const Form& form) {
  std::size_t typical = 0;
  for (std::size_t i = form.given; i < form.end; ++i) typical += text.Is(i, kGiven) ? 1U : 0U;
  return typical;
}

// `refused` are classes that no character of the given name may have.
bool CanBeGiven(const Text& text, const Form& form, std::uint32_t refused) {
  for (std::size_t i = form.given; i < form.end; ++i) {
    if (!text.Is(i, kHan) || text.Is(i, refused)) return false;
  }
  return !HoldsWord(text, form);
}

std::optional<Evidence> BehindTitle(const Text& text, const Form& form, After after) {
  const std::size_t typical = TypicalCharacters(text, form);
  const bool all = typical == form.given_size();
  if (after >= After::kTitle && typical > 0) return Evidence::kStrong;
  if (after >= After::kFunction && all) return Evidence::kStrong;
  const bool usual = all && form.given_size() == 2 && text.Is(form.start, kCommonSurname);
  return usual ? std::optional(Evidence::kStrong) : std::nullopt;
}

std::optional<Evidence> WithoutTitle(const Text& text, const Form& form, After after) {
  if (TypicalCharacters(text, form) < form.given_size()) return std::nullopt;
  const bool two = form.given_size() >= 2;
  const bool common = text.Is(form.start, kCommonSurname) || form.given - form.start == 2;
  if (after == After::kHonorific) return Evidence::kStrong;
  if (after == After::kSpeech && (two || (common && form.before == Before::kBreak))) {
    return Evidence::kStrong;
  }
  if (!two || !common) return std::nullopt;
  if (form.before == Before::kCalling && after >= After::kFunction) return Evidence::kStrong;
  if (after == After::kTitle) return Evidence::kStrong;
  const bool listed =
      text.IsAt(form.end, u'、') || (form.start > 0 && text.IsAt(form.start - 1, u'、'));
  if (form.before == Before::kBreak && listed && after >= After::kFunction)
    return Evidence::kStrong;
  if (form.before == Before::kBreak && after == After::kAction) return Evidence::kStrong;
  const bool weak = after >= After::kFunction || form.before == Before::kBreak;
  return weak ? std::optional(Evidence::kWeak) : std::nullopt;
}

std::optional<Evidence> EvidenceFor(const Text& text, const Form& form, bool has_original) {
  // Nothing around it can help a name that starts in the middle of something.
  if (form.before == Before::kNothing && !has_original) return std::nullopt;
  if (!CanBeGiven(text, form, has_original ? 0U : kFunction + 0U)) return std::nullopt;
  const After after = AfterAt(text, form.end);
  if (after == After::kTail) return std::nullopt;
  if (has_original && TypicalCharacters(text, form) > 0) return Evidence::kStrong;
  if (form.before == Before::kNothing) return std::nullopt;
  return form.before == Before::kTitle ? BehindTitle(text, form, after)
                                       : WithoutTitle(text, form, after);
}

std::optional<Candidate> Judge(const Text& text, const Form& form) {
  const auto gloss = GlossAt(text, form.end);
  const auto evidence = EvidenceFor(text, form, gloss && gloss->words >= 2);
  if (!evidence) return std::nullopt;
  return Candidate{.start = form.start,
                   .end = form.end,
                   .evidence = *evidence,
                   .last_part = form.start,
                   .gloss = gloss};
}

// A name in the middle of something needs its original behind it, which starts two to five
// characters on.
bool MayHaveOriginal(const Text& text, std::size_t pos) {
  return MayStartGloss(text, pos + 2) || MayStartGloss(text, pos + 3) ||
         MayStartGloss(text, pos + 4) || MayStartGloss(text, pos + 5);
}

std::size_t SurnameSize(const Text& text, std::size_t pos) {
  if (text.Is(pos, kStartsSurname)) {
    if (const std::size_t size = LongSurnames().Longest(text.From(pos)).length) return size;
  }
  return text.Is(pos, kSurname) ? 1 : 0;
}

// The stronger one; among equals the longer one, unless its last character rather stands alone.
bool IsBetter(const Text& text, const Candidate& longer, const Candidate& shorter) {
  if (longer.evidence != shorter.evidence) return longer.evidence < shorter.evidence;
  return !text.Is(longer.end - 1, kSoft);
}

}  // namespace

std::optional<Candidate> SurnameNameAt(const Text& text, std::size_t pos, Before before) {
  if (before == Before::kNothing && !MayHaveOriginal(text, pos)) return std::nullopt;
  const std::size_t surname = SurnameSize(text, pos);
  if (surname == 0) return std::nullopt;
  std::optional<Candidate> best;
  for (std::size_t given = 1; given <= 2; ++given) {
    const std::size_t start = pos + surname;
    if (start + given > text.size()) break;
    const auto name =
        Judge(text, {.start = pos, .given = start, .end = start + given, .before = before});
    if (name && (!best || IsBetter(text, *name, *best))) best = name;
  }
  return best;
}

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
