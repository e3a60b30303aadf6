// How often things were in the news, side by side.
#pragma once

#include <span>
#include <vector>

#include "queries/timeline.h"

namespace kg {

struct Series {
  std::vector<PeriodCount> counts{};
  std::vector<Burst> bursts{};
  std::size_t undated = 0;  // in no period
};

struct Trend {
  std::vector<Series> series{};      // as many as were asked for, all with the same periods
  std::vector<std::uint32_t> all{};  // articles of the archive in each period; for normalising
};

/// The published times of everything, for Trend::all.
std::vector<Time> PublishedTimes(const GraphStore& store, const TimeRange& range);

/// Periods from the first occurrence of any series to the last one, none left out. With
/// `published` not empty, bursts are those of shares instead of counts.
Trend BuildTrend(std::span<const std::vector<Occurrence>> series, std::span<const Time> published,
                 Period by);

}  // namespace kg
