#include "tools/train_people/measure.h"

#include <fmt/format.h>

#include <set>

#include "graph/utf8.h"
#include "ingest/people/extractor.h"
#include "ingest/people/tagger.h"

namespace kg::people {
namespace {

using Spans = std::set<std::pair<std::size_t, std::size_t>>;

struct Counts {
  std::size_t gold = 0;
  std::size_t found = 0;
  std::size_t right = 0;

  void Add(const Spans& of_gold, const Spans& of_model) {
    gold += of_gold.size();
    found += of_model.size();
    for (const auto& span : of_model) right += of_gold.count(span);
  }
  std::string Line(std::string_view what) const {
    const auto part = [](std::size_t a, std::size_t b) {
      return b == 0 ? 0.0 : static_cast<double>(a) / static_cast<double>(b);
    };
    return fmt::format("{:<12} P {:.4f}  R {:.4f}  F1 {:.4f}\n", what, part(right, found),
                       part(right, gold), part(2 * right, found + gold));
  }
};

Spans PersonsOf(const std::vector<TaggedName>& names) {
  Spans spans;
  for (const TaggedName& name : names) {
    if (name.kind == NodeKind::kPerson) spans.emplace(name.start, name.end);
  }
  return spans;
}

Spans Extracted(const std::string& text, std::size_t size, const TagModel& model) {
  Spans spans;
  const ArticleText article{text, {{Field::kBody, {0, static_cast<std::uint32_t>(size)}}}};
  for (const FoundName& name : ExtractNames(article, model)) {
    if (name.kind == NodeKind::kPerson) spans.emplace(name.span.start, name.span.end);
  }
  return spans;
}

}  // namespace

std::string Measure(const TagModel& model, std::span<const TrainingText> texts) {
  Counts all;
  Counts gated;
  Counts whole;
  std::size_t places = 0;
  std::size_t passed = 0;
  std::size_t begun = 0;
  std::size_t beginnings = 0;  // of names that are not in the lexicon
  for (const TrainingText& text : texts) {
    const DecodedText decoded = Decode(text.text);
    const Text part(decoded, 0, decoded.chars.size());
    Spans gold;
    for (const LabelledName& name : text.names) {
      if (name.kind == NodeKind::kPerson) gold.emplace(name.span.start, name.span.end);
    }
    Tagger tagger(model, 0);
    std::vector<TaggedName> names;
    tagger.FindAll(part, names);
    all.Add(gold, PersonsOf(names));
    names.clear();
    SureNames sure;
    tagger.FindPersons(part, sure, names);
    gated.Add(gold, PersonsOf(names));
    whole.Add(gold, Extracted(text.text, part.size(), model));
    const auto passes = [&](std::size_t pos) {
      return IsForTagger(part, pos) && model.MayPassGate(part.chars()[pos]) &&
             model.PassesGate(part.chars(), part.classes(), pos);
    };
    for (std::size_t pos = 0; pos < part.size(); ++pos) passed += passes(pos);
    places += part.size();
    for (const auto& [start, end] : gold) {
      if (!IsForTagger(part, start)) continue;
      ++beginnings;
      begun += passes(start);
    }
  }
  return all.Line("tagger") + gated.Line("gated") + whole.Line("extracted") +
         fmt::format("gate         passes {:.2f} % of places, {:.2f} % of beginnings\n",
                     100.0 * static_cast<double>(passed) / static_cast<double>(places),
                     100.0 * static_cast<double>(begun) / static_cast<double>(beginnings));
}

}  // namespace kg::people
