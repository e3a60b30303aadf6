// Persons in a text by a model: the best sequence of tags around places that look promising.
#pragma once

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

/// Keeps its buffers from one text to the next; one thread at a time.
class Tagger {
 public:
  /// Persons are found down to a margin of about -`favour`.
  Tagger(const TagModel& model, float favour)
      : model_(model), favour_(static_cast<std::int32_t>(favour / model.header().unit)) {}

  /// Adds the persons around the places where the gate says that a name may begin, in order.
  /// Linear.
  void FindPersons(const Text& text, std::vector<TaggedName>& names);

  /// Adds the names of every kind in all of the text: slow. What it says of organizations and
  /// places is good enough to keep persons from them, not to be shown.
  void FindAll(const Text& text, std::vector<TaggedName>& names) {
    Tag(text, 0, text.size(), names);
  }

 private:
  using Scores = std::array<std::int32_t, kTags>;

  void Tag(const Text& text, std::size_t start, std::size_t end, std::vector<TaggedName>& names);
  bool MayBegin(const Text& text, std::size_t pos);
  void Score(std::size_t unit);
  void Advance(std::size_t unit);
  void TraceBack();
  void Collect(std::vector<TaggedName>& names) const;
  float MarginOf(std::size_t start, std::size_t end) const;

  const TagModel& model_;
  std::int32_t favour_;
  TagWindow window_{};
  std::vector<Scores> scores_{};                         // of each unit by itself
  std::vector<std::array<std::uint8_t, kTags>> from_{};  // the best tag before
  Scores best_{};                                        // of the sequences that end so
  std::vector<std::uint8_t> tags_{};
};

}  // namespace kg::people
