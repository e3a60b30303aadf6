#include "queries/bursts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "queries/random.h"

namespace kg {
namespace {

std::vector<PeriodCount> Days(const std::vector<std::uint32_t>& counts) {
  std::vector<PeriodCount> days;
  Time start = *MakeTime(2023, 1, 1);
  for (const std::uint32_t count : counts) {
    days.push_back({start, count});
    start = NextStart(start, Period::kDay);
  }
  return days;
}

double TotalOf(const std::vector<PeriodCount>& days) {
  double total = 0;
  for (const PeriodCount& day : days) total += day.count;
  return total;
}

// What a sequence of states costs, from the definition; bit i of `states` is a burst on day i.
double CostOf(const std::vector<PeriodCount>& days, unsigned states) {
  const double rate = TotalOf(days) / static_cast<double>(days.size());
  double cost = 0;
  bool in_burst = false;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool burst = (states >> i & 1U) != 0;
    if (burst && !in_burst) cost += std::log(static_cast<double>(days.size()));
    in_burst = burst;
    const double expected = burst ? 2 * rate : rate;
    cost += expected - days[i].count * std::log(expected);
  }
  return cost;
}

unsigned StatesOf(const std::vector<PeriodCount>& days, const std::vector<Burst>& bursts) {
  unsigned states = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    for (const Burst& burst : bursts) {
      if (days[i].start >= burst.start && days[i].start < burst.end) states |= 1U << i;
    }
  }
  return states;
}

TEST(Bursts, AreTheCheapestOfAllSequencesOfStates) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint32_t> counts(1 + random.Below(10));
    for (std::uint32_t& count : counts)
      count = random.Below(4) == 0 ? random.Below(12) : random.Below(2);
    const std::vector<PeriodCount> days = Days(counts);
    if (TotalOf(days) == 0) continue;
    double least = std::numeric_limits<double>::max();
    for (unsigned states = 0; states < 1U << days.size(); ++states)
      least = std::min(least, CostOf(days, states));
    const double found = CostOf(days, StatesOf(days, FindBursts(days, Period::kDay)));
    EXPECT_NEAR(found, least, 1e-9) << "round " << round;
  }
}

TEST(Bursts, AreWhereCountsRunHigh) {
  const std::vector<Burst> bursts = FindBursts(Days({1, 0, 1, 9, 8, 9, 1, 0, 1, 0}), Period::kDay);
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_EQ(bursts[0].start, MakeTime(2023, 1, 4));
  EXPECT_EQ(bursts[0].end, MakeTime(2023, 1, 7));
  EXPECT_GT(bursts[0].weight, 0);
}

TEST(Bursts, AreNoneInEvenCountsAndInNoCounts) {
  EXPECT_TRUE(FindBursts(Days({3, 3, 3, 3, 3, 3}), Period::kDay).empty());
  EXPECT_TRUE(FindBursts(Days({0, 0, 0}), Period::kDay).empty());
  EXPECT_TRUE(FindBursts({}, Period::kDay).empty());
}

}  // namespace
}  // namespace kg
