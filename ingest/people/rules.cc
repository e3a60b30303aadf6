#include "ingest/people/rules.h"

#include <algorithm>

#include "ingest/people/surname_names.h"
#include "ingest/people/transliteration.h"

namespace kg::people {
namespace {

class Scanner {
 public:
  explicit Scanner(const Text& text) : text_(text) {}

  std::vector<Candidate> Run() {
    for (;;) {
      pos_ = text_.NextPlace(pos_);
      if (pos_ == text_.size()) break;
      pos_ = Look(text_.ClassesAt(pos_));
    }
    return std::move(found_);
  }

 private:
  std::size_t Look(std::uint32_t classes);
  std::size_t LookAtWord(Lexicon::Match match);
  std::size_t LookAtPerson(Lexicon::Match match);
  std::size_t LookAtNames(std::uint32_t classes);
  std::size_t LookAtLatin();

  Before BeforeHere() const;
  std::optional<Candidate> Transliterated();
  std::optional<Candidate> WithDot(const Transliteration& run) const;
  std::optional<Candidate> WithoutDot(const Transliteration& run) const;
  std::optional<Evidence> EvidenceFor(const Transliteration& run) const;

  std::size_t Accept(Candidate candidate);
  void EndWord(std::size_t end, WordKind kind) {
    word_end_ = end;
    title_ends_ = kind == WordKind::kTitle || kind == WordKind::kRole;
  }

  const Text& text_;
  std::size_t pos_ = 0;
  std::size_t word_end_ = 0;  // of the last word of the lexicon
  std::size_t run_end_ = 0;   // of the last transliteration
  bool title_ends_ = false;   // the word is one that stands before names
  std::vector<Candidate> found_{};
};

// The kinds of words that take part in no name.
std::size_t Scanner::LookAtWord(Lexicon::Match match) {
  const std::size_t end = pos_ + match.length;
  switch (match.kind) {
    case WordKind::kPerson: return LookAtPerson(match);
    case WordKind::kCollides:
      if (const auto name = CollidingNameAt(text_, pos_, match.length, BeforeHere())) {
        return Accept(*name);
      }
      break;
    case WordKind::kPlace:
    case WordKind::kOrganization:
      found_.push_back({.start = pos_,
                        .end = end,
                        .evidence = Evidence::kKnown,
                        .word = match,
                        .last_part = pos_});
      break;
    default: break;
  }
  EndWord(end, match.kind);
  return end;
}

std::size_t Scanner::LookAtPerson(Lexicon::Match match) {
  const std::size_t end = pos_ + match.length;
  const bool more = (text_.Is(end, kDot | kDash) && text_.Is(end + 1, kDotted)) ||
                    EndWithNumber(text_, end) > end;
  if (more || IsCutOut(text_, pos_, end)) return LookAtNames(text_.ClassesAt(pos_));
  if (AfterAt(text_, end) == After::kTail || IsPartOfLongerName(text_, pos_, end)) return pos_ + 1;
  std::size_t last_part = end;
  while (last_part > pos_ && !text_.Is(last_part - 1, kDot | kDash)) --last_part;
  return Accept({.start = pos_,
                 .end = end,
                 .evidence = Evidence::kKnown,
                 .word = match,
                 .last_part = last_part});
}

std::size_t Scanner::Look(std::uint32_t classes) {
  const Lexicon::Match match = text_.WordAt(pos_);
  if (match.length > 0 && !StartsTransliteration(text_, pos_, match)) return LookAtWord(match);
  return (classes & kCapital) != 0 ? LookAtLatin() : LookAtNames(classes);
}

std::size_t Scanner::LookAtNames(std::uint32_t classes) {
  const std::optional<Candidate> name = (classes & kDotted) != 0 ? Transliterated() : std::nullopt;
  return name ? Accept(*name) : pos_ + 1;
}

// A whole word at a time, so that none is looked at from its middle.
std::size_t Scanner::LookAtLatin() {
  if (BeforeHere() == Before::kTitle) {
    const auto name = LatinNameAt(text_, pos_);
    if (name && name->words >= 2) {
      return Accept(
          {.start = pos_, .end = name->end, .evidence = Evidence::kStrong, .last_part = pos_});
    }
  }
  std::size_t end = pos_ + 1;
  while (text_.Is(end, kLetter)) ++end;
  return end;
}

Before Scanner::BeforeHere() const {
  const bool blank = pos_ > 1 && text_.IsAt(pos_ - 1, u' ');
  if (word_end_ > 0 && word_end_ + (blank ? 1 : 0) == pos_) {
    return title_ends_ ? Before::kTitle : Before::kBoundary;
  }
  if (pos_ == 0) return Before::kBreak;
  const std::uint32_t classes = text_.ClassesAt(pos_ - 1);
  if (blank && text_.Is(pos_ - 2, kDigit)) return Before::kNothing;
  if ((classes & kBreak) != 0) return Before::kBreak;
  if ((classes & kTitleEnd) != 0 && word_end_ < pos_) return Before::kCalling;
  return (classes & (kFunction | kSoft | kLetter)) != 0 ? Before::kBoundary : Before::kNothing;
}

std::optional<Candidate> Scanner::Transliterated() {
  // The rest of a run is no name: 翰逊 in 约翰逊. 当 and the like seldom begin one.
  const bool doubtful = text_.Is(pos_, kSoft | kFunction) && !text_.IsAt(pos_, u'让');
  if (pos_ < run_end_ || doubtful) return std::nullopt;
  Transliteration run = TransliterationAt(text_, pos_);
  if (run.dots + run.dashes > 0) return WithDot(run);
  KeepUsual(text_, run);
  if (run.size() < 2) return std::nullopt;
  run_end_ = run.end;
  return WithoutDot(run);
}

std::optional<Candidate> Scanner::WithDot(const Transliteration& run) const {
  const std::size_t end = EndWithNumber(text_, run.end);
  const After after = AfterAt(text_, end);
  if (after == After::kTail) return std::nullopt;
  Candidate name{.start = run.start,
                 .end = end,
                 .evidence = Evidence::kStrong,
                 .last_part = run.last_part,
                 .gloss = GlossAt(text_, end)};
  if (run.dots > 0) return name;
  // A dash joins towns and parties too (巴黎-里昂): the name needs more.
  const bool person = name.gloss || BeforeHere() == Before::kTitle || after >= After::kTitle;
  return person ? std::optional(name) : std::nullopt;
}

std::optional<Candidate> Scanner::WithoutDot(const Transliteration& run) const {
  // 查理二世, but 查理二世号: nobody but kings has a number.
  const std::size_t end = EndWithNumber(text_, run.end);
  if (end > run.end) {
    if (run.core == 0 || AfterAt(text_, end) == After::kTail) return std::nullopt;
    return Candidate{.start = run.start,
                     .end = end,
                     .evidence = Evidence::kStrong,
                     .last_part = run.start,
                     .gloss = GlossAt(text_, end)};
  }
  const auto evidence = EvidenceFor(run);
  if (!evidence) return std::nullopt;
  return Candidate{.start = run.start,
                   .end = run.end,
                   .evidence = *evidence,
                   .last_part = run.start,
                   .gloss = GlossAt(text_, run.end)};
}

std::optional<Evidence> Scanner::EvidenceFor(const Transliteration& run) const {
  constexpr std::size_t kLongest = 8;
  const std::size_t size = run.size();
  const Before before = BeforeHere();
  const After after = AfterAt(text_, run.end);
  if (size > kLongest || run.core * 3 < size || after == After::kTail) return std::nullopt;
  if (text_.IsAt(run.end, u'人')) return std::nullopt;
  const auto gloss = GlossAt(text_, run.end);
  if (gloss && (gloss->words >= 2 || before == Before::kTitle)) return Evidence::kStrong;
  if (run.core * 2 < size && (before != Before::kTitle || size < 3)) return std::nullopt;
  if (before == Before::kCalling && size > 2) return Evidence::kStrong;
  if (before == Before::kTitle && (size > 2 || after != After::kNothing)) return Evidence::kStrong;
  const bool begins = before != Before::kNothing;
  if (after == After::kHonorific && begins) return Evidence::kStrong;
  if (after == After::kSpeech && begins && (size > 2 || run.core == 2)) return Evidence::kStrong;
  return std::nullopt;
}

std::size_t Scanner::Accept(Candidate candidate) {
  if (!candidate.gloss) candidate.gloss = GlossAt(text_, candidate.end);
  const std::size_t end = candidate.gloss ? candidate.gloss->end : candidate.end;
  EndWord(candidate.end, WordKind::kPerson);
  found_.push_back(candidate);
  return end;
}

}  // namespace

std::vector<Candidate> FindCandidates(const Text& text) { return Scanner(text).Run(); }

}  // namespace kg::people
