#include "queries/bursts.h"

#include <array>
#include <cmath>
#include <numeric>

namespace kg {
namespace {

constexpr int kUsual = 0;
constexpr int kBurst = 1;

// -ln of the Poisson probability of `count`, without ln(count!), which both states share.
// A period in which nothing was expected and nothing came says nothing.
double Cost(double rate, std::uint32_t count) {
  return rate > 0 ? rate - count * std::log(rate) : 0;
}

// The cheapest sequence of states (Viterbi).
std::vector<int> States(std::span<const PeriodCount> counts, std::span<const double> usual,
                        double entering) {
  std::array<double, 2> cost = {0, entering};
  std::vector<std::array<int, 2>> before(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::array<double, 2> last = cost;
    before[i][kUsual] = last[kBurst] < last[kUsual] ? kBurst : kUsual;
    before[i][kBurst] = i > 0 && last[kBurst] < last[kUsual] + entering ? kBurst : kUsual;
    cost[kUsual] =
        last[static_cast<std::size_t>(before[i][kUsual])] + Cost(usual[i], counts[i].count);
    cost[kBurst] = (before[i][kBurst] == kBurst ? last[kBurst] : last[kUsual] + entering) +
                   Cost(2 * usual[i], counts[i].count);
  }
  std::vector<int> states(counts.size());
  int state = cost[kBurst] < cost[kUsual] ? kBurst : kUsual;
  for (std::size_t i = counts.size(); i-- > 0;) {
    states[i] = state;
    state = before[i][static_cast<std::size_t>(state)];
  }
  return states;
}

// How many are usual in each period.
std::vector<double> UsualCounts(std::span<const PeriodCount> counts, double total,
                                std::span<const std::uint32_t> all) {
  if (all.empty()) return std::vector(counts.size(), total / static_cast<double>(counts.size()));
  const double share = total / std::accumulate(all.begin(), all.end(), 0.0);
  std::vector<double> usual;
  for (const std::uint32_t count : all) usual.push_back(share * count);
  return usual;
}

}  // namespace

std::vector<Burst> FindBursts(std::span<const PeriodCount> counts, Period by,
                              std::span<const std::uint32_t> all) {
  const double total =
      std::accumulate(counts.begin(), counts.end(), 0.0,
                      [](double sum, const PeriodCount& c) { return sum + c.count; });
  std::vector<Burst> bursts;
  if (total == 0) return bursts;
  const std::vector<double> usual = UsualCounts(counts, total, all);
  const std::vector<int> states =
      States(counts, usual, std::log(static_cast<double>(counts.size())));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (states[i] != kBurst) continue;
    if (i == 0 || states[i - 1] != kBurst) bursts.push_back({.start = counts[i].start});
    bursts.back().end = NextStart(counts[i].start, by);
    bursts.back().weight += Cost(usual[i], counts[i].count) - Cost(2 * usual[i], counts[i].count);
  }
  return bursts;
}

}  // namespace kg
