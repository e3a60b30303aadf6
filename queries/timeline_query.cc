#include <fmt/format.h>

#include <algorithm>

#include "queries/evidence.h"
#include "queries/query.h"
#include "queries/subject.h"
#include "queries/timeline.h"

namespace kg {
namespace {

constexpr std::size_t kQuotes = 3;  // of one item

std::vector<Evidence> QuotesAbout(const GraphStore& store, const Subject& subject, NodeId article) {
  if (!subject.node) return {};
  return subject.with ? EvidenceForBoth(store, article, *subject.node, *subject.with, kQuotes)
                      : EvidenceFor(store, article, *subject.node, kQuotes);
}

// The one for a table that shows the title already: a sentence of the article, if there is one.
std::string_view ShownQuote(const std::vector<Evidence>& quotes) {
  for (const Field field : {Field::kBody, Field::kCaption, Field::kTag, Field::kRelated}) {
    const auto at = std::ranges::find(quotes, field, &Evidence::field);
    if (at != quotes.end()) return at->quote;
  }
  return {};
}

void AddItem(const GraphStore& store, const Subject& subject, const TimelineItem& item,
             Findings& found) {
  const std::optional<Node> article = store.FindNode(item.article);
  if (!article) return;
  const std::vector<Evidence> quotes = QuotesAbout(store, subject, item.article);
  found.document["items"].push_back({{"published", ToIso(item.published)},
                                     {"article", NodeJson(*article)},
                                     {"evidence", EvidenceJson(quotes)},
                                     {"score", item.score},
                                     {"milestone", item.milestone}});
  found.rows.push_back({DayOf(item.published), item.milestone ? "*" : "", article->name,
                        std::string(ShownQuote(quotes)), article->key});
}

void AddPeriods(const Timeline& timeline, Findings& found) {
  for (const PeriodCount& period : timeline.periods) {
    found.document["periods"].push_back({{"start", ToIso(period.start)}, {"count", period.count}});
  }
  for (const Burst& burst : timeline.bursts) {
    found.document["bursts"].push_back(
        {{"start", ToIso(burst.start)}, {"end", ToIso(burst.end)}, {"weight", burst.weight}});
    found.heading += fmt::format("\nmore than usual: {} to {}", DayOf(burst.start),
                                 DayOf(burst.end - std::chrono::days(1)));
  }
}

class TimelineQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("NAME", name_, "node, name, alias, address or cluster:ID");
    set.Add("with", with_, "only what has to do with this name too");
    set.Add("by", by_, "count by day, week, month or year");
  }

  unsigned Heeds() const override { return kByTime | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph timeline 习近平 --with 马克龙 --since 2023-01-01";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    TimelineOptions options{.by = ParsePeriod(by_)};
    if (filters.limit > 0) options.most = static_cast<std::size_t>(filters.limit);
    Subject subject = FindSubject(store, name_, with_, filters.graph.range);
    const std::size_t all = subject.occurrences.size();
    const Timeline timeline = BuildTimeline(std::move(subject.occurrences), options);

    Findings found{.items_key = "items",
                   .columns = {"published", "", "article", "quote", "url"},
                   .text_columns = 4};
    found.document = {{"schema", "newsgraph/timeline/1"}, {"subject", subject.json}};
    if (subject.with) found.document["with"] = NodeJson(*subject.with);
    for (const char* list : {"items", "periods", "bursts"}) found.document[list] = Json::array();
    found.document["hidden"] = timeline.hidden;
    found.document["undated"] = timeline.undated;
    found.heading = fmt::format("{}: {} articles", subject.name, all);
    AddPeriods(timeline, found);
    for (const TimelineItem& item : timeline.items) AddItem(store, subject, item, found);
    if (timeline.hidden > 0) found.footing = fmt::format("{} more; see --limit", timeline.hidden);
    if (timeline.undated > 0) found.footing += fmt::format("\n{} without a date", timeline.undated);
    found.found = !found.rows.empty();
    return found;
  }

 private:
  std::string name_;
  std::string with_;
  std::string by_ = "month";
};

}  // namespace

Entry<Query> timeline_query() {
  return {"timeline", "dated articles of a person, topic, cluster or pair",
          Make<Query, TimelineQuery>};
}

}  // namespace kg
