#include "tools/train_people/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "graph/utf8.h"
#include "ingest/people/extractor.h"
#include "ingest/people/tagger.h"
#include "tools/train_people/name_form.h"

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
    return fmt::format("{:<12} P {:.4f}  R {:.4f}  F1 {:.4f}  of {} names\n", what,
                       part(right, found), part(right, gold), part(2 * right, found + gold), gold);
  }
};

// What ExtractNames() finds, by the form of the names, and in which way it is wrong.
class ByForm {
 public:
  void Add(const Text& text, const Spans& gold, const Spans& found) {
    for (std::size_t form = 0; form < kForms.size(); ++form) {
      const auto of_form = [&](const Spans& spans) {
        Spans kept;
        std::ranges::copy_if(spans, std::inserter(kept, kept.end()), [&](const auto& span) {
          return FormOf(text.Part(span.first, span.second)) == static_cast<NameForm>(form);
        });
        return kept;
      };
      counts_[form].Add(of_form(gold), of_form(found));
    }
    for (const auto& span : gold) {
      if (found.count(span) > 0) continue;
      ++(Touches(span, found) ? boundary_ : missed_);
    }
    false_ += static_cast<std::size_t>(
        std::ranges::count_if(found, [&](const auto& span) { return !Touches(span, gold); }));
  }

  std::string Lines() const {
    std::string lines;
    for (std::size_t form = 0; form < kForms.size(); ++form) {
      lines += counts_[form].Line(kForms[form]);
    }
    return lines + fmt::format("wrong        {} missed, {} cut otherwise, {} that are no persons\n",
                               missed_, boundary_, false_);
  }

 private:
  static constexpr std::array<std::string_view, 3> kForms = {"- Chinese", "- foreign", "- other"};

  static bool Touches(const std::pair<std::size_t, std::size_t>& span, const Spans& others) {
    return std::ranges::any_of(others, [&](const auto& other) {
      return span.first < other.second && other.first < span.second;
    });
  }

  std::array<Counts, kForms.size()> counts_{};
  std::size_t missed_ = 0;
  std::size_t boundary_ = 0;
  std::size_t false_ = 0;
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
  ByForm by_form;
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
    const Spans extracted = Extracted(text.text, part.size(), model);
    whole.Add(gold, extracted);
    by_form.Add(part, gold, extracted);
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
  return all.Line("tagger") + gated.Line("gated") + whole.Line("extracted") + by_form.Lines() +
         fmt::format("gate         passes {:.2f} % of places, {:.2f} % of beginnings\n",
                     100.0 * static_cast<double>(passed) / static_cast<double>(places),
                     100.0 * static_cast<double>(begun) / static_cast<double>(beginnings));
}

}  // namespace kg::people
