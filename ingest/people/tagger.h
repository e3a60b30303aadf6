// Persons in a text by a model: the best sequence of tags around places that look promising.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "ingest/people/tag_features.h"
#include "ingest/people/tag_model.h"

namespace kg::people {

struct TaggedName {
  std::size_t start = 0;
  std::size_t end = 0;
  NodeKind kind = NodeKind::kPerson;
  float margin = 0;  // log odds, about, of the name against no name at its place
};

/// Whether the tagger is to look at `pos` at all, if the gate lets it: a word of the lexicon is no
/// name that is still to be found, unless it could be both or is the first part of a longer one.
inline bool IsForTagger(const Text& text, std::size_t pos) {
  if (!text.Is(pos, kHan | kCapital)) return false;
  const Lexicon::Match match = text.WordAt(pos);
  return match.length == 0 || match.kind == WordKind::kCollides ||
         text.Is(pos + match.length, kDot | kDash | kCore);
}

/// Names that the tagger is sure of, so that it need not look at them again in the same article:
/// the article's names are looked for everywhere anyway. Lends the texts' characters.
class SureNames {
 public:
  void Add(const Text& text, const TaggedName& name) {
    if (name.end - name.start < kKey) return;
    names_.try_emplace(KeyAt(text, name.start), text.Part(name.start, name.end));
  }

  /// Whether one of them is at `pos`, and not the beginning of a longer one.
  bool IsAt(const Text& text, std::size_t pos) const {
    if (names_.empty() || pos + kKey > text.size()) return false;
    const auto found = names_.find(KeyAt(text, pos));
    if (found == names_.end() || !text.From(pos).starts_with(found->second)) return false;
    return !text.Is(pos + found->second.size(), kTranslit | kDot | kDash | kLetter);
  }

 private:
  static constexpr std::size_t kKey = 3;  // characters; shorter names may be parts of longer ones

  static std::uint64_t KeyAt(const Text& text, std::size_t pos) {
    const std::u16string_view chars = text.chars();
    return std::uint64_t{chars[pos]} << 32 | std::uint64_t{chars[pos + 1]} << 16 | chars[pos + 2];
  }

  std::unordered_map<std::uint64_t, std::u16string_view> names_{};
};

/// Keeps its buffers from one text to the next; one thread at a time.
class Tagger {
 public:
  /// Persons are found down to a margin of about -`favour`.
  Tagger(const TagModel& model, float favour)
      : model_(model),
        favour_(static_cast<std::int16_t>(favour / model.header().unit)),
        window_(model.words()) {}

  /// Adds the persons around the places where the gate says that a name may begin, in order, but
  /// for those that `sure` has; adds to those. Linear.
  void FindPersons(const Text& text, SureNames& sure, std::vector<TaggedName>& names);

  /// Adds the names of every kind in all of the text: slow. What it says of organizations and
  /// places is good enough to keep persons from them, not to be shown.
  void FindAll(const Text& text, std::vector<TaggedName>& names);

 private:
  // A part of a text with the places in it where a name may begin.
  struct Promise {
    std::size_t start = 0;
    std::size_t end = 0;
    std::vector<std::size_t> begins{};
  };

  void TakePlace(const Text& text, std::size_t pos, SureNames& sure,
                 std::vector<TaggedName>& names);
  void Look(const Text& text, SureNames& sure, std::vector<TaggedName>& names);
  bool MayBegin(std::size_t unit) const;
  void TagAll(std::vector<TaggedName>& names);
  void Score(std::span<const std::uint32_t> units);
  TagScores ScoreOf(const Features& features) const;
  void TraceBack();
  void Collect(std::vector<TaggedName>& names) const;
  float MarginOf(std::size_t start, std::size_t end) const;

  const TagModel& model_;
  std::int16_t favour_;
  TagWindow window_;
  Promise promise_{};
  std::vector<TagScores> scores_{};     // of each unit by itself
  std::vector<std::uint32_t> units_{};  // to be scored
  std::vector<std::uint8_t> begins_{};  // whether a name may begin at a unit
  std::vector<TagScores> best_{};  // of the sequences that end so at each unit, against kOutside
  std::vector<Tag> tags_{};
};

}  // namespace kg::people
