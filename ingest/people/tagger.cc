#include "ingest/people/tagger.h"

#include <algorithm>
#include <limits>

#include "ingest/people/tagged_names.h"

namespace kg::people {
namespace {

constexpr std::int32_t kImpossible = std::numeric_limits<std::int32_t>::min() / 4;

struct Predecessors {
  std::array<std::uint8_t, kTags> tags{};
  std::size_t count = 0;
};

constexpr std::array<Predecessors, kTags> MakePredecessors() {
  std::array<Predecessors, kTags> all{};
  for (std::size_t tag = 0; tag < kTags; ++tag) {
    for (std::size_t before = 0; before < kTags; ++before) {
      if (MayFollow(static_cast<kg::people::Tag>(before), static_cast<kg::people::Tag>(tag))) {
        all[tag].tags[all[tag].count++] = static_cast<std::uint8_t>(before);
      }
    }
  }
  return all;
}

constexpr std::array<Predecessors, kTags> kPredecessors = MakePredecessors();

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
  const Scores& scores = scores_[unit];
  const std::int32_t begins =
      std::max(scores[TagOf(0, TagPart::kBegin)], scores[TagOf(0, TagPart::kSingle)]);
  return static_cast<float>(begins - scores[kOutside]) * model_.header().unit >= kHopeless;
}

void Tagger::Score(std::size_t unit) {
  Features features;
  window_.FeaturesAt(unit, features);
  // In two rounds, as much of the time is waiting for memory.
  for (const std::uint32_t feature : features) model_.Prefetch(feature);
  std::array<std::int16_t, 16> sums{};
  for (const std::uint32_t feature : features) {
    const std::int8_t* const row = model_.WeightsOf(feature);
    if (row == nullptr) continue;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i] = static_cast<std::int16_t>(sums[i] + row[i]);
    }
  }
  std::copy_n(sums.begin(), kTags, scores_[unit].begin());
  scores_[unit][TagOf(0, TagPart::kBegin)] += favour_;
  scores_[unit][TagOf(0, TagPart::kSingle)] += favour_;
}

void Tagger::Advance(std::size_t unit) {
  const auto& transitions = model_.header().transitions;
  Scores next;
  for (std::size_t tag = 0; tag < kTags; ++tag) {
    std::int32_t best = kImpossible;
    std::uint8_t from = 0;
    for (std::size_t i = 0; i < kPredecessors[tag].count; ++i) {
      const std::uint8_t before = kPredecessors[tag].tags[i];
      const std::int32_t score = best_[before] + transitions[before][tag];
      if (score > best) {
        best = score;
        from = before;
      }
    }
    next[tag] = best + scores_[unit][tag];
    from_[unit][tag] = from;
  }
  best_ = next;
}

// A name that is still open at the end is none.
void Tagger::TraceBack() {
  std::size_t tag = kOutside;
  for (std::size_t i = 0; i < kTags; ++i) {
    if (!IsOpen(static_cast<kg::people::Tag>(i)) && best_[i] > best_[tag]) tag = i;
  }
  for (std::size_t unit = window_.size(); unit-- > 0;) {
    tags_[unit] = static_cast<std::uint8_t>(tag);
    tag = from_[unit][tag];
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
void Tagger::Tag(std::vector<TaggedName>& names) {
  const std::size_t size = window_.size();
  from_.resize(size);
  tags_.resize(size);
  best_.fill(kImpossible);
  best_[kOutside] = 0;
  for (std::size_t unit = 0; unit < size; ++unit) Advance(unit);
  TraceBack();
  Collect(names);
}

// First at the units where a name may begin: one in five has no more to it.
void Tagger::Look(const Text& text, SureNames& sure, std::vector<TaggedName>& names) {
  if (promise_.begins.empty()) return;
  window_.Read(text, promise_.start, promise_.end);
  const std::size_t size = window_.size();
  scores_.resize(size);
  scored_.assign(size, false);
  bool any = false;
  std::size_t unit = 0;
  for (const std::size_t begin : promise_.begins) {
    while (unit + 1 < size && window_.EndOf(unit) <= begin) ++unit;
    Score(unit);
    scored_[unit] = true;
    any |= MayBegin(unit);
  }
  promise_.begins.clear();
  if (!any) return;
  for (unit = 0; unit < size; ++unit) {
    if (!scored_[unit]) Score(unit);
  }
  const std::size_t known = names.size();
  Tag(names);
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
