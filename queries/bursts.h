// When counts run higher than usual: J. Kleinberg, Bursty and hierarchical structure in streams,
// KDD 2002, section 2, with two states. Where we differ: what is observed are counts per period, so
// a state emits counts by a Poisson law instead of gaps by an exponential one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/time.h"

namespace kg {

struct PeriodCount {
  Time start{};
  std::uint32_t count = 0;
};

/// From the start of the first period to the end of the last, half open. `weight` is how much
/// likelier the counts are in a burst than outside, as a logarithm (Kleinberg's weight of a burst).
struct Burst {
  Time start{};
  Time end{};
  double weight = 0;
  bool operator==(const Burst&) const = default;
};

/// `counts` of all periods in order, none left out, each of length `by`. The usual rate is their
/// mean, a burst has twice that; entering one costs ln(periods). O(periods).
///
/// With `all`, what there was altogether in each period, the usual rate is a share of that, as in
/// Kleinberg's section 4: more articles of everything are no burst of one thing.
std::vector<Burst> FindBursts(std::span<const PeriodCount> counts, Period by,
                              std::span<const std::uint32_t> all = {});

}  // namespace kg
