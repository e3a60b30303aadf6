#include "queries/timeline.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "graph/archive_people.h"
#include "graph/co_mentions.h"
#include "graph/error.h"
#include "queries/named_in.h"

namespace kg {
namespace {

std::vector<Relation> RelationsTo(NodeKind kind) {
  switch (kind) {
    case NodeKind::kArticle: return {Relation::kRelatedTo, Relation::kLinksTo};
    case NodeKind::kTopic: return {Relation::kHasTopic};
    case NodeKind::kPublisher: return {Relation::kPublishedBy};
    default: return {Relation::kMentions};
  }
}

std::vector<PeriodCount> Periods(const std::vector<Occurrence>& sorted, Period by) {
  std::vector<PeriodCount> periods;
  for (const Occurrence& occurrence : sorted) {
    const Time start = StartOf(*occurrence.published, by);
    if (periods.empty()) periods.push_back({start, 0});
    while (periods.back().start < start) {
      periods.push_back({NextStart(periods.back().start, by), 0});
    }
    ++periods.back().count;
  }
  return periods;
}

// The best item of each burst; the earliest of equals.
void MarkMilestones(Timeline& timeline) {
  for (const Burst& burst : timeline.bursts) {
    TimelineItem* best = nullptr;
    for (TimelineItem& item : timeline.items) {
      const bool inside = item.published >= burst.start && item.published < burst.end;
      if (inside && (best == nullptr || item.score > best->score)) best = &item;
    }
    if (best != nullptr) best->milestone = true;
  }
}

// Names that a tag or kicker brings share an article, and no more.
double Closeness(const GraphStore& store, NodeId id, const Node& a, const Node& b) {
  constexpr double kSameArticle = 0.25;
  const std::optional<Article> article = ArchivePeople(store).FindArticle(id);
  if (!article) return kSameArticle;
  const auto identities = store.identities();
  const std::optional<Entity> first = NamedIn(*identities, *article, a);
  const std::optional<Entity> second = NamedIn(*identities, *article, b);
  return first && second ? CoMentionWeight(*first, *second) : kSameArticle;
}

}  // namespace

Period ParsePeriod(const std::string& word) {
  constexpr std::array<std::pair<std::string_view, Period>, 4> kPeriods = {
      {{"day", Period::kDay},
       {"week", Period::kWeek},
       {"month", Period::kMonth},
       {"year", Period::kYear}}};
  for (const auto& [name, period] : kPeriods) {
    if (name == word) return period;
  }
  throw Error(ErrorCode::kUsage, "--by: '" + word + "' is none of day, week, month, year");
}

Timeline BuildTimeline(std::vector<Occurrence> occurrences, const TimelineOptions& options) {
  Timeline timeline;
  timeline.undated = std::erase_if(occurrences, [](const Occurrence& o) { return !o.published; });
  std::ranges::sort(occurrences, {},
                    [](const Occurrence& o) { return std::tuple(*o.published, o.article); });
  timeline.periods = Periods(occurrences, options.by);
  timeline.bursts = FindBursts(timeline.periods, options.by);
  if (occurrences.size() > options.most) {
    timeline.hidden = occurrences.size() - options.most;
    std::ranges::sort(occurrences, std::ranges::greater{}, [](const Occurrence& o) {
      return std::tuple(o.score, *o.published, o.article);
    });
    occurrences.resize(options.most);
    std::ranges::sort(occurrences, {},
                      [](const Occurrence& o) { return std::tuple(*o.published, o.article); });
  }
  for (const Occurrence& o : occurrences)
    timeline.items.push_back({o.article, *o.published, o.score});
  MarkMilestones(timeline);
  return timeline;
}

std::vector<Occurrence> OccurrencesOf(const GraphStore& store, const Node& node,
                                      const TimeRange& range) {
  std::vector<Occurrence> occurrences;
  for (const Relation relation : RelationsTo(node.kind)) {
    store.ForEachPosting(node.id(), relation, range, [&](const Posting& posting) {
      const double score = relation == Relation::kMentions ? posting.count : 1;
      occurrences.push_back({posting.from, posting.published, score});
      return true;
    });
  }
  // An article once, as the first relation has it.
  std::ranges::stable_sort(occurrences, {}, &Occurrence::article);
  const auto same = [](const Occurrence& a, const Occurrence& b) { return a.article == b.article; };
  occurrences.erase(std::unique(occurrences.begin(), occurrences.end(), same), occurrences.end());
  return occurrences;
}

std::vector<Occurrence> CommonOccurrences(const GraphStore& store, const Node& a, const Node& b,
                                          const TimeRange& range) {
  const auto by_id = [](const Occurrence& x, const Occurrence& y) { return x.article < y.article; };
  const std::vector<Occurrence> of_a = OccurrencesOf(store, a, range);
  const std::vector<Occurrence> of_b = OccurrencesOf(store, b, range);
  std::vector<Occurrence> common;
  std::ranges::set_intersection(of_a, of_b, std::back_inserter(common), by_id);
  for (Occurrence& occurrence : common)
    occurrence.score = Closeness(store, occurrence.article, a, b);
  return common;
}

}  // namespace kg
