#include "ingest/people/tagger.h"

#include <algorithm>
#include <limits>

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
constexpr float kHopeless = -1;

constexpr std::size_t kBefore = 1;    // characters that a window has before a beginning
constexpr std::size_t kShortest = 4;  // from the beginning on
constexpr std::size_t kLongest = 40;

// A word of the lexicon is no name that is still to be found, unless it could be both or is the
// first part of a longer one.
bool IsKnownWord(const Text& text, std::size_t pos) {
  const Lexicon::Match match = text.WordAt(pos);
  return match.length > 0 && match.kind != WordKind::kCollides &&
         !text.Is(pos + match.length, kDot | kDash | kCore);
}

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

// Most places that the gate lets pass are refused at a look at one unit instead of a window.
bool Tagger::MayBegin(const Text& text, std::size_t pos) {
  window_.Read(text, pos, pos + 1);
  scores_.resize(1);
  Score(0);
  const Scores& scores = scores_.front();
  const std::int32_t begins =
      std::max(scores[TagOf(0, TagPart::kBegin)], scores[TagOf(0, TagPart::kSingle)]);
  return static_cast<float>(begins - scores[kOutside]) * model_.header().unit >= kHopeless;
}

void Tagger::Score(std::size_t unit) {
  Features features;
  window_.FeaturesAt(unit, features);
  // In three rounds, as nearly all of the time is waiting for memory.
  for (const std::uint32_t feature : features) model_.Prefetch(feature);
  std::array<const std::int8_t*, kFeatures> rows{};
  std::size_t known = 0;
  for (const std::uint32_t feature : features) {
    const std::int8_t* const row = model_.WeightsOf(feature);
    if (row == nullptr) continue;
    __builtin_prefetch(row);
    rows[known++] = row;
  }
  std::array<std::int16_t, 16> sums{};
  for (std::size_t k = 0; k < known; ++k) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i] = static_cast<std::int16_t>(sums[i] + rows[k][i]);
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

void Tagger::Tag(const Text& text, std::size_t start, std::size_t end,
                 std::vector<TaggedName>& names) {
  window_.Read(text, start, end);
  const std::size_t size = window_.size();
  scores_.resize(size);
  from_.resize(size);
  tags_.resize(size);
  best_.fill(kImpossible);
  best_[kOutside] = 0;
  for (std::size_t unit = 0; unit < size; ++unit) {
    Score(unit);
    Advance(unit);
  }
  TraceBack();
  Collect(names);
}

// One window for places that are near each other, so that no unit is looked at twice.
void Tagger::FindPersons(const Text& text, std::vector<TaggedName>& names) {
  std::size_t start = 0;
  std::size_t end = 0;
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    if (!text.Is(pos, kHan | kCapital)) continue;
    if (!model_.PassesGate(text.chars(), text.classes(), pos) || IsKnownWord(text, pos)) continue;
    if (!MayBegin(text, pos)) continue;
    if (pos > end) {
      if (end > start) Tag(text, start, end, names);
      start = pos > kBefore ? std::max(pos - kBefore, end) : end;
    }
    end = std::max(end, WindowEnd(text, pos));
  }
  if (end > start) Tag(text, start, end, names);
  std::erase_if(names, [](const TaggedName& name) { return name.kind != NodeKind::kPerson; });
}

}  // namespace kg::people
