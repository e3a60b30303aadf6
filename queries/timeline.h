// When something was in the news.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/store.h"
#include "queries/bursts.h"

namespace kg {

/// An article that has to do with the subject of a timeline.
struct Occurrence {
  NodeId article{};
  std::optional<Time> published{};
  double score = 0;  // how much it has to do with it
};

struct TimelineItem {
  NodeId article{};
  Time published{};
  double score = 0;
  bool milestone = false;  // the best one of a burst
};

/// Of "day", "week", "month" or "year". Throws Error(kUsage) for another word.
Period ParsePeriod(const std::string& word);

struct Timeline {
  std::vector<TimelineItem> items{};   // oldest first, ties by id
  std::vector<PeriodCount> periods{};  // from the first item's to the last one's, none left out
  std::vector<Burst> bursts{};
  std::size_t hidden = 0;   // items beyond the limit: those that score lowest, the older ones first
  std::size_t undated = 0;  // articles whose time is unknown: in no period and no item
};

struct TimelineOptions {
  Period by = Period::kMonth;
  std::size_t most = 100;  // items; periods and bursts count all
};

/// Periods and bursts of all of `occurrences`, items of the best. O(n log n + periods).
Timeline BuildTimeline(std::vector<Occurrence> occurrences, const TimelineOptions& options);

/// The articles that point at `node`: that name a person, have a topic, are of a publisher, link to
/// an article. Scores are counts of mentions, 1 for the rest. Reads one range of the store.
std::vector<Occurrence> OccurrencesOf(const GraphStore& store, const Node& node,
                                      const TimeRange& range);

/// Those that point at both, scored as CoMentionWeight() has it. Reads both ranges and the
/// articles.
std::vector<Occurrence> CommonOccurrences(const GraphStore& store, const Node& a, const Node& b,
                                          const TimeRange& range);

}  // namespace kg
