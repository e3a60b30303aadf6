// Names in a text by a model: the best sequence of tags.
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
  explicit Tagger(const TagModel& model) : model_(model) {}

  /// Adds the names in [start, end) to `names`, in order. Names that reach out of it are cut or
  /// lost. Linear.
  void Tag(const Text& text, std::size_t start, std::size_t end, std::vector<TaggedName>& names);

  /// Adds the names around the places where the gate says that a person's name may begin.
  void TagWherePersonsMayBe(const Text& text, std::vector<TaggedName>& names);

 private:
  using Scores = std::array<std::int32_t, kTags>;

  void Score(std::size_t unit);
  void Advance(std::size_t unit);
  void TraceBack();
  void Collect(std::vector<TaggedName>& names) const;
  float MarginOf(std::size_t start, std::size_t end) const;

  const TagModel& model_;
  TagWindow window_{};
  std::vector<Scores> scores_{};                       // of each unit by itself
  std::vector<std::array<std::uint8_t, kTags>> from_{};  // the best tag before
  Scores best_{};                                      // of the sequences that end so
  std::vector<std::uint8_t> tags_{};
};

}  // namespace kg::people
