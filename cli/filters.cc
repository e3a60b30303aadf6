#include "cli/filters.h"

namespace kg {
namespace {

Time ParseTime(const std::string& option, const std::string& text) {
  if (const auto time = ParseIso(text)) return *time;
  throw Error(ErrorCode::kUsage, "--" + option + ": '" + text +
                                     "' is no date (2023-11-20) or time (2023-11-20T14:42:00Z)");
}

Time ParseEnd(const std::string& text) {
  const Time time = ParseTime("until", text);
  constexpr std::size_t kDateSize = 10;
  return text.size() <= kDateSize ? NextStart(time, Period::kDay) : time;
}

// Each of `words` through `parse`, which answers nullopt for what it does not know.
template <class Value, class ParseWord>
std::vector<Value> ParseAll(const std::string& option, const std::vector<std::string>& words,
                            ParseWord parse) {
  std::vector<Value> values;
  for (const std::string& word : words) {
    const std::optional<Value> value = parse(word);
    if (!value) throw Error(ErrorCode::kUsage, "--" + option + ": there is no '" + word + "'");
    values.push_back(*value);
  }
  return values;
}

}  // namespace

void FilterWords::AddOptions(OptionSet& set, unsigned heeded) {
  if ((heeded & kByTime) != 0) {
    set.Add("since", since_, "published on or after this date or time");
    set.Add("until", until_, "published up to this day, or before this time");
  }
  if ((heeded & kByKind) != 0) {
    set.Add("type", kinds_,
            "only nodes of this kind: article, person, organization, place, topic, publisher")
        .choices = {"article", "person", "organization", "place", "topic", "publisher"};
  }
  if ((heeded & kByRelation) != 0) {
    set.Add("rel", relations_,
            "only edges of this type: RELATED_TO, LINKS_TO, MENTIONS, HAS_TOPIC, PUBLISHED_BY, "
            "CO_MENTIONED, SAME_AS, DIFFERENT_FROM")
        .choices = {"RELATED_TO",   "LINKS_TO",     "MENTIONS", "HAS_TOPIC",
                    "PUBLISHED_BY", "CO_MENTIONED", "SAME_AS",  "DIFFERENT_FROM"};
  }
  if ((heeded & kByWeight) != 0) {
    set.Add("min-weight", min_weight_, "only edges that weigh at least so much");
  }
  if ((heeded & kByBackbone) != 0) {
    set.Add("backbone", backbone_,
            "of the CO_MENTIONED edges only those that chance explains with less than this "
            "probability, such as 0.05; 1 keeps all");
  }
  if ((heeded & kByLimit) != 0) {
    set.Add("limit", limit_, "show at most so many; what is left out is counted");
  }
}

SharedFilters FilterWords::Parse() const {
  SharedFilters filters;
  if (!since_.empty()) filters.graph.range.from = ParseTime("since", since_);
  if (!until_.empty()) filters.graph.range.until = ParseEnd(until_);
  filters.graph.kinds = ParseAll<NodeKind>("type", kinds_, ParseNodeKind);
  filters.graph.relations = ParseAll<Relation>("rel", relations_, ParseRelation);
  filters.graph.min_weight = min_weight_;
  if (limit_ < 0) throw Error(ErrorCode::kUsage, "--limit takes a positive number");
  filters.limit = limit_;
  if (!(backbone_ > 0 && backbone_ <= 1)) {
    throw Error(ErrorCode::kUsage, "--backbone takes a probability above 0, up to 1");
  }
  filters.backbone = backbone_;
  return filters;
}

}  // namespace kg
