#include "queries/trend.h"

#include <algorithm>

namespace kg {
namespace {

std::vector<PeriodCount> EmptyPeriods(std::span<const std::vector<Occurrence>> series, Period by) {
  std::optional<Time> first;
  std::optional<Time> last;
  for (const std::vector<Occurrence>& occurrences : series) {
    for (const Occurrence& occurrence : occurrences) {
      if (!occurrence.published) continue;
      first = std::min(first.value_or(*occurrence.published), *occurrence.published);
      last = std::max(last.value_or(*occurrence.published), *occurrence.published);
    }
  }
  std::vector<PeriodCount> periods;
  if (!first) return periods;
  for (Time start = StartOf(*first, by); start <= *last; start = NextStart(start, by)) {
    periods.push_back({start, 0});
  }
  return periods;
}

// The period that `time` is in; `end` when it is in none.
template <class Iterator>
Iterator PeriodAt(Iterator begin, Iterator end, Time time, Period by) {
  const Time start = StartOf(time, by);
  const auto at = std::ranges::lower_bound(begin, end, start, {}, &PeriodCount::start);
  return at != end && at->start == start ? at : end;
}

}  // namespace

std::vector<Time> PublishedTimes(const GraphStore& store, const TimeRange& range) {
  std::vector<Time> times;
  store.ForEachByTime(range, [&](Time time, NodeId) {
    times.push_back(time);
    return true;
  });
  return times;
}

Trend BuildTrend(std::span<const std::vector<Occurrence>> series, std::span<const Time> published,
                 Period by) {
  const std::vector<PeriodCount> periods = EmptyPeriods(series, by);
  Trend trend;
  if (!published.empty()) trend.all.resize(periods.size());
  for (const Time time : published) {
    const auto at = PeriodAt(periods.begin(), periods.end(), time, by);
    if (at != periods.end()) ++trend.all[static_cast<std::size_t>(at - periods.begin())];
  }
  for (const std::vector<Occurrence>& occurrences : series) {
    Series one{.counts = periods};
    for (const Occurrence& occurrence : occurrences) {
      if (!occurrence.published) {
        ++one.undated;
        continue;
      }
      ++PeriodAt(one.counts.begin(), one.counts.end(), *occurrence.published, by)->count;
    }
    one.bursts = FindBursts(one.counts, by, trend.all);
    trend.series.push_back(std::move(one));
  }
  return trend;
}

}  // namespace kg
