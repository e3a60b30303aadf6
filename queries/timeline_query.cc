#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/error.h"
#include "queries/event_dates.h"
#include "queries/evidence.h"
#include "queries/key_dates.h"
#include "queries/query.h"
#include "queries/spark_line.h"
#include "queries/subject.h"
#include "queries/timeline.h"

namespace kg {
namespace {

std::vector<Evidence> QuotesAbout(const GraphStore& store, const Subject& subject, NodeId article) {
  if (!subject.node) return {};
  return subject.with ? EvidenceForBoth(store, article, *subject.node, *subject.with, kShownQuotes)
                      : EvidenceFor(store, article, *subject.node, kShownQuotes);
}

// The one for a table that shows the title already: a sentence of the article, if there is one.
std::string_view ShownQuote(const std::vector<Evidence>& quotes) {
  for (const Field field : {Field::kBody, Field::kCaption, Field::kTag, Field::kRelated}) {
    const auto at = std::ranges::find(quotes, field, &Evidence::field);
    if (at != quotes.end()) return at->quote;
  }
  return {};
}

// An item with all that is shown of it.
struct ShownItem {
  const TimelineItem* item;
  Node article;
  std::vector<Evidence> quotes;
  std::optional<EventDate> event;  // only when asked for
};

// "This year" and "in November", said in that year and month, tell less than the day of it.
bool IsAroundToday(const EventDate& date, Time today) {
  if (date.precision == DatePrecision::kDay) return false;
  return date.start ==
         StartOf(today, date.precision == DatePrecision::kMonth ? Period::kMonth : Period::kYear);
}

// The first day that a quoted sentence names, else the first other month or year, else the day on
// which it was published.
EventDate EventOf(const GraphStore& store, const ShownItem& shown) {
  const std::optional<Article> article = store.FindArticle(shown.item->article);
  const Time today = LocalDay(shown.item->published, article ? article->language : "");
  std::optional<EventDate> best;
  for (const Evidence& quote : shown.quotes) {
    for (const EventDate& date : DatesIn(quote.quote, today)) {
      if (IsAroundToday(date, today)) continue;
      if (!best || date.precision < best->precision) best = date;
    }
  }
  return best.value_or(EventDate{.start = today});
}

std::vector<ShownItem> ShownOf(const GraphStore& store, const Subject& subject,
                               std::span<const TimelineItem> items) {
  std::vector<ShownItem> shown;
  for (const TimelineItem& item : items) {
    std::optional<Node> article = store.FindNode(item.article);
    if (!article) continue;
    shown.push_back({&item, std::move(*article), QuotesAbout(store, subject, item.article), {}});
  }
  return shown;
}

std::string EventText(const EventDate& event) {
  const std::string day = DayOf(event.start);
  return event.precision == DatePrecision::kDay     ? day
         : event.precision == DatePrecision::kMonth ? day.substr(0, 7)
                                                    : day.substr(0, 4);
}

void AddItem(const ShownItem& shown, Findings& found) {
  const TimelineItem& item = *shown.item;
  Json json{{"published", ToIso(item.published)},
            {"article", NodeJson(shown.article)},
            {"evidence", EvidenceJson(shown.quotes)},
            {"score", item.score},
            {"milestone", item.milestone}};
  if (shown.event) {
    json["event"] = {{"start", ToIso(shown.event->start)},
                     {"precision", ToString(shown.event->precision)},
                     {"named", shown.event->span.end > 0}};
  }
  found.document["items"].push_back(std::move(json));
  found.rows.push_back({shown.event ? EventText(*shown.event) : DayOf(item.published),
                        item.milestone ? "*" : "", shown.article.name,
                        std::string(ShownQuote(shown.quotes)), shown.article.key});
}

bool Names(const DatedArticle& article, Time day) {
  return article.day == day || std::ranges::binary_search(article.named, day, {}, &NamedDay::day);
}

// For each of the `most` key dates the occurrence that scores best of those published on it, else
// of those that name it; each once.
std::vector<Occurrence> Milestones(const GraphStore& store, std::span<const Occurrence> all,
                                   std::size_t most, Json& key_dates) {
  std::vector<DatedArticle> dated;
  std::vector<const Occurrence*> of;
  for (const Occurrence& occurrence : all) {
    const std::optional<Article> article =
        occurrence.published ? store.FindArticle(occurrence.article) : std::nullopt;
    if (!article || !article->published) continue;
    dated.push_back(ReadDates(store, *article));
    of.push_back(&occurrence);
  }
  std::vector<Occurrence> chosen;
  std::set<NodeId> taken;
  for (const KeyDate& date : KeyDates(dated)) {
    if (key_dates.size() == most) break;
    const Occurrence* best = nullptr;
    std::tuple<bool, double> best_rank;
    for (std::size_t i = 0; i < of.size(); ++i) {
      if (!Names(dated[i], date.day) || taken.contains(of[i]->article)) continue;
      const std::tuple rank(dated[i].day == date.day, of[i]->score);
      if (best == nullptr || rank > best_rank) std::tie(best, best_rank) = std::tuple(of[i], rank);
    }
    if (best == nullptr) continue;
    taken.insert(best->article);
    chosen.push_back(*best);
    key_dates.push_back({{"day", DayOf(date.day)},
                         {"score", date.score},
                         {"published", date.published},
                         {"named", date.named}});
  }
  return chosen;
}

// "2023-05-01 ▁█ ▃ 2024-03-01", from the first period to the last.
std::string PeriodsLine(const Timeline& timeline) {
  constexpr std::size_t kColumns = 60;
  std::vector<std::uint32_t> counts;
  for (const PeriodCount& period : timeline.periods) counts.push_back(period.count);
  return fmt::format("{} {} {}", DayOf(timeline.periods.front().start), SparkLine(counts, kColumns),
                     DayOf(timeline.periods.back().start));
}

void AddPeriods(const Timeline& timeline, Findings& found) {
  if (timeline.periods.size() > 1) found.heading += '\n' + PeriodsLine(timeline);
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
    set.Add("by", by_, "count by day, week, month or year").choices = {"day", "week", "month",
                                                                       "year"};
    set.Add("milestones", milestones_, "only the articles of this many key dates; 0: of all");
    set.AddFlag("by-event-date", by_event_date_,
                "in order of what the quoted sentences say happened when");
  }

  unsigned Heeds() const override { return kByTime | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph timeline 习近平 --with 马克龙 --since 2023-01-01";
  }

  std::vector<std::string> OtherFormats() const override { return {"timelinejs", "dot"}; }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    TimelineOptions options{.by = ParsePeriod(by_)};
    if (filters.limit > 0) options.most = static_cast<std::size_t>(filters.limit);
    Subject subject = FindSubject(store, name_, with_, filters.graph.range);
    const std::size_t all = subject.occurrences.size();
    Json key_dates = Json::array();
    if (milestones_ < 0) throw Error(ErrorCode::kUsage, "--milestones must be 0 or more");
    const auto wanted = static_cast<std::size_t>(milestones_);
    std::vector<Occurrence> chosen;
    if (wanted > 0) chosen = Milestones(store, subject.occurrences, wanted, key_dates);
    Timeline timeline = BuildTimeline(std::move(subject.occurrences), options);
    if (wanted > 0) KeepMilestones(std::move(chosen), options, timeline);

    Findings found{.items_key = "items",
                   .columns = {"published", "", "article", "quote", "url"},
                   .text_columns = 4};
    found.document = {{"schema", "newsgraph/timeline/1"}, {"subject", subject.json}};
    if (subject.with) found.document["with"] = NodeJson(*subject.with);
    for (const char* list : {"items", "periods", "bursts"}) found.document[list] = Json::array();
    if (wanted > 0) found.document["key_dates"] = std::move(key_dates);
    found.document["hidden"] = timeline.hidden;
    found.document["undated"] = timeline.undated;
    found.heading = fmt::format("{}: {} articles", subject.name, all);
    AddPeriods(timeline, found);
    std::vector<ShownItem> shown = ShownOf(store, subject, timeline.items);
    if (by_event_date_) {
      found.columns[0] = "event";
      for (ShownItem& one : shown) one.event = EventOf(store, one);
      std::ranges::stable_sort(shown, {}, [](const ShownItem& one) { return one.event->start; });
    }
    for (const ShownItem& one : shown) AddItem(one, found);
    if (timeline.hidden > 0) found.footing = fmt::format("{} more; see --limit", timeline.hidden);
    if (timeline.undated > 0) {
      found.footing +=
          fmt::format("{}{} without a date", found.footing.empty() ? "" : "\n", timeline.undated);
    }
    found.found = !found.rows.empty();
    return found;
  }

 private:
  // The items of the chosen ones alone; what is counted stays.
  static void KeepMilestones(std::vector<Occurrence> chosen, const TimelineOptions& options,
                             Timeline& timeline) {
    const std::size_t dated = CountOf(timeline);
    timeline.items = BuildTimeline(std::move(chosen), options).items;
    for (TimelineItem& item : timeline.items) item.milestone = true;
    timeline.hidden = dated - timeline.items.size();
  }

  static std::size_t CountOf(const Timeline& timeline) {
    return timeline.items.size() + timeline.hidden;
  }

  std::string name_;
  std::string with_;
  std::string by_ = "month";
  int milestones_ = 0;
  bool by_event_date_ = false;
};

}  // namespace

Entry<Query> timeline_query() {
  return {"timeline", "dated articles of a person, topic, cluster or pair",
          Make<Query, TimelineQuery>};
}

}  // namespace kg
