#include "ingest/people/tagger.h"

#include <algorithm>
#include <numeric>

#include "ingest/people/tag_scores.h"
#include "ingest/people/tagged_names.h"

namespace kg::people {
namespace {

// Log odds of a beginning by itself, below which nothing behind it makes a name of it.
constexpr float kHopeless = 0.5F;

constexpr std::size_t kBefore = 1;    // characters that a window has before a beginning
constexpr std::size_t kShortest = 4;  // from the beginning on
constexpr std::size_t kLongest = 40;
constexpr std::size_t kChunk = 256;  // places that FindPersons() takes at a time

// Behind a name that begins at `pos`, and one unit more.
std::size_t WindowEnd(const Text& text, std::size_t pos) {
  std::size_t end = std::min(pos + kShortest, text.size());
  const std::size_t last = std::min(pos + kLongest, text.size());
  if (text.Is(pos, kLetter)) {
    while (end < last &&
           (text.Is(end, kLetter | kDash) || text.IsAt(end, u' ') || text.IsAt(end, u'.'))) {
      ++end;
    }
    return end;
  }
  while (end < last && text.Is(end - 1, kTranslit | kDot | kDash) &&
         text.Is(end, kDotted | kDot | kDash)) {
    ++end;
  }
  return std::min(end + 1, text.size());
}

}  // namespace

// Whether the unit by itself, which has been scored, leaves hope for a name from here on.
bool Tagger::MayBegin(std::size_t unit) const {
  const TagScores& scores = scores_[unit];
  const std::int16_t begins =
      std::max(scores[TagOf(0, TagPart::kBegin)], scores[TagOf(0, TagPart::kSingle)]);
  return static_cast<float>(begins - scores[kOutside]) * model_.header().unit >= kHopeless;
}

TagScores Tagger::ScoreOf(const Features& features) const {
  std::array<const std::int8_t*, kFeatures> rows;
#pragma GCC unroll 15
  for (std::size_t i = 0; i < kFeatures; ++i) rows[i] = model_.WeightsOf(features[i]);
  TagScores sums = SumOf(rows);
  for (const TagPart part : {TagPart::kBegin, TagPart::kSingle}) {
    std::int16_t& sum = sums[TagOf(0, part)];
    sum = static_cast<std::int16_t>(sum + favour_);
  }
  return sums;
}

// Most of the time would be waiting for memory: what a unit looks at is fetched while others before
// it are scored.
void Tagger::Score(std::span<const std::uint32_t> units) {
  constexpr std::size_t kAhead = 2;
  std::array<Features, kAhead + 1> fetched;
  for (std::size_t k = 0; k < units.size() + kAhead; ++k) {
    if (k < units.size()) {
      Features& features = fetched[k % fetched.size()];
      window_.FeaturesAt(units[k], features);
      for (const std::uint32_t feature : features) model_.Prefetch(feature);
    }
    if (k < kAhead) continue;
    scores_[units[k - kAhead]] = ScoreOf(fetched[(k - kAhead) % fetched.size()]);
  }
}

void Tagger::FindAll(const Text& text, std::vector<TaggedName>& names) {
  window_.Read(text, 0, text.size());
  scores_.resize(window_.size());
  units_.resize(window_.size());
  std::iota(units_.begin(), units_.end(), 0U);
  Score(units_);
  TagAll(names);
}

// A name that is still open at the end is none. The tag before is the one that ScoreSequences()
// took: a sum that it clamped belongs to no sequence that anybody would choose.
void Tagger::TraceBack() {
  tags_.resize(window_.size());
  Tag tag = kOutside;
  for (std::size_t i = 0; i < kTags; ++i) {
    const auto last = static_cast<Tag>(i);
    if (!IsOpen(last) && best_.back()[i] > best_.back()[tag]) tag = last;
  }
  for (std::size_t unit = window_.size(); unit-- > 0;) {
    tags_[unit] = tag;
    if (unit == 0) break;
    // The score and, of equal ones, the first tag: the greatest of such numbers is found without a
    // branch.
    constexpr int kEach = 16;
    static_assert(kTags <= kEach);
    int best = kForbidden * 2 * kEach;
    for (int i = 0; i < static_cast<int>(kTags); ++i) {
      const auto before = static_cast<std::size_t>(i);
      const int score = best_[unit - 1][before] + model_.Following(before)[tag];
      best = std::max(best, score * kEach + (kEach - 1 - i));
    }
    tag = static_cast<Tag>(kEach - 1 - static_cast<int>(static_cast<unsigned>(best) % kEach));
  }
}

float Tagger::MarginOf(std::size_t start, std::size_t end) const {
  const auto& transitions = model_.header().transitions;
  const std::size_t before = start == 0 ? kOutside : tags_[start - 1];
  const std::size_t after = end == tags_.size() ? kOutside : tags_[end];
  std::int32_t margin = -favour_ + transitions[before][tags_[start]] -
                        transitions[before][kOutside] + transitions[tags_[end - 1]][after] -
                        transitions[kOutside][after];
  for (std::size_t i = start; i < end; ++i) {
    margin += scores_[i][tags_[i]] - scores_[i][kOutside];
    if (i > start) margin += transitions[tags_[i - 1]][tags_[i]] - transitions[kOutside][kOutside];
  }
  return static_cast<float>(margin) * model_.header().unit;
}

void Tagger::Collect(std::vector<TaggedName>& names) const {
  for (std::size_t start = 0; start < tags_.size();) {
    std::size_t end = start + 1;
    if (tags_[start] != kOutside) {
      while (IsOpen(tags_[end - 1])) ++end;
      names.push_back({.start = window_.StartOf(start),
                       .end = window_.EndOf(end - 1),
                       .kind = kTagKinds[KindOf(tags_[start])],
                       .margin = MarginOf(start, end)});
    }
    start = end;
  }
}

// The best tags of the units of the window, all of which have been scored.
void Tagger::TagAll(std::vector<TaggedName>& names) {
  if (window_.size() == 0) return;
  best_.resize(window_.size());
  ScoreSequences(model_, scores_, best_.data());
  TraceBack();
  Collect(names);
}

// First at the units where a name may begin: one in five has no more to it.
void Tagger::Look(const Text& text, SureNames& sure, std::vector<TaggedName>& names) {
  if (promise_.begins.empty()) return;
  window_.Read(text, promise_.start, promise_.end);
  const std::size_t size = window_.size();
  scores_.resize(size);
  begins_.assign(size, false);
  units_.clear();
  std::uint32_t unit = 0;
  for (const std::size_t begin : promise_.begins) {
    while (unit + 1 < size && window_.EndOf(unit) <= begin) ++unit;
    if (units_.empty() || units_.back() != unit) units_.push_back(unit);
    begins_[unit] = true;
  }
  promise_.begins.clear();
  Score(units_);
  if (std::ranges::none_of(units_, [this](std::uint32_t begin) { return MayBegin(begin); })) return;
  units_.clear();
  for (unit = 0; unit < size; ++unit) {
    if (!begins_[unit]) units_.push_back(unit);
  }
  Score(units_);
  const std::size_t known = names.size();
  TagAll(names);
  names.erase(std::remove_if(names.begin() + static_cast<std::ptrdiff_t>(known), names.end(),
                             [](const auto& name) { return name.kind != NodeKind::kPerson; }),
              names.end());
  for (std::size_t i = known; i < names.size(); ++i) {
    TaggedName trimmed = names[i];
    const bool whole = IsSure(trimmed) && TrimTagged(text, trimmed) &&
                       trimmed.start == names[i].start && trimmed.end == names[i].end;
    if (whole) sure.Add(text, trimmed);
  }
}

// In steps, as nobody can foresee which places pass, and a branch that is guessed wrong costs more
// than the look-ups.
void Tagger::FindPersons(const Text& text, SureNames& sure, std::vector<TaggedName>& names) {
  const std::u16string_view chars = text.chars();
  const std::uint32_t* const classes = text.classes();
  promise_ = {};
  std::array<std::size_t, kChunk> places;
  for (std::size_t from = 0; from < chars.size(); from += kChunk) {
    std::size_t likely = 0;
    for (std::size_t pos = from; pos < std::min(from + kChunk, chars.size()); ++pos) {
      places[likely] = pos;
      likely += static_cast<std::size_t>(model_.MayPassGate(chars[pos])) &
                static_cast<std::size_t>((classes[pos] & (kHan | kCapital)) != 0);
    }
    std::size_t passed = 0;
    for (std::size_t k = 0; k < likely; ++k) {
      const std::size_t pos = places[k];
      places[passed] = pos;
      passed += static_cast<std::size_t>(model_.PassesGate(chars, classes, pos));
    }
    for (std::size_t k = 0; k < passed; ++k) {
      if (IsForTagger(text, places[k])) TakePlace(text, places[k], sure, names);
    }
  }
  Look(text, sure, names);
}

// One window for places that are near each other, so that no unit is looked at twice.
void Tagger::TakePlace(const Text& text, std::size_t pos, SureNames& sure,
                       std::vector<TaggedName>& names) {
  if (pos > promise_.end) Look(text, sure, names);
  if (sure.IsAt(text, pos)) return;
  if (promise_.begins.empty()) {
    promise_.start = pos > kBefore ? std::max(pos - kBefore, promise_.end) : promise_.end;
  }
  promise_.begins.push_back(pos);
  promise_.end = std::max(promise_.end, WindowEnd(text, pos));
}

}  // namespace kg::people
