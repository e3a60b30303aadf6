// How many names the installed model and the rules find in sentences whose names are known.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "graph/utf8.h"
#include "ingest/people/extractor.h"
#include "tools/train_people/iob2.h"

namespace kg::people {
namespace {

using Spans = std::set<Span>;

Spans PersonsOf(const TrainingText& text) {
  Spans spans;
  for (const LabelledName& name : text.names) {
    if (name.kind == NodeKind::kPerson) spans.insert(name.span);
  }
  return spans;
}

Spans PersonsIn(const std::string& text) {
  Spans spans;
  const auto size = static_cast<std::uint32_t>(CountCodePoints(text));
  for (const FoundName& name : ExtractNames({text, {{Field::kBody, {0, size}}}})) {
    if (name.kind == NodeKind::kPerson) spans.insert(name.span);
  }
  return spans;
}

// A little below what docs/people.md says: a model or a rule that loses more is a step back.
TEST(PeopleGold, MostNamesOfMainlandNewsAreFoundAndFewOthers) {
  std::ifstream in(KG_SOURCE_DIR "/tests/ingest/iob2/mainland.iob2");
  double gold = 0;
  double found = 0;
  double right = 0;
  for (const TrainingText& text : ReadIob2(in)) {
    const Spans of_gold = PersonsOf(text);
    const Spans of_model = PersonsIn(text.text);
    gold += static_cast<double>(of_gold.size());
    found += static_cast<double>(of_model.size());
    for (const Span& span : of_model) right += static_cast<double>(of_gold.count(span));
  }
  ASSERT_GE(gold, 250);
  EXPECT_GE(right / found, 0.95);
  EXPECT_GE(right / gold, 0.91);
}

}  // namespace
}  // namespace kg::people
