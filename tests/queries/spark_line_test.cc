#include "queries/spark_line.h"

#include <gtest/gtest.h>

#include <vector>

#include "graph/utf8.h"
#include "queries/random.h"

namespace kg {
namespace {

std::string Line(const std::vector<std::uint32_t>& counts, std::size_t columns = 60) {
  return SparkLine(counts, columns);
}

TEST(SparkLine, IsAColumnForEachCount) {
  EXPECT_EQ(Line({1, 2, 3, 4, 5, 6, 7, 8}), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(Line({1000, 0, 1}), "█ ▁") << "something is never nothing";
  EXPECT_EQ(Line({0, 0}), "  ");
  EXPECT_EQ(Line({}), "");
}

TEST(SparkLine, SumsNeighboursWhenThereAreManyCounts) {
  EXPECT_EQ(Line({4, 4, 1, 1, 2}, 3), "█▂▂");
  EXPECT_EQ(Line({1, 1, 1}, 0), "");
}

TEST(SparkLine, IsNeverWiderThanAsked) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::uint32_t> counts(1 + random.Below(400));
    for (std::uint32_t& count : counts) count = static_cast<std::uint32_t>(random.Below(50));
    const std::size_t columns = 1 + random.Below(80);
    const std::string line = Line(counts, columns);
    const std::size_t width = CountCodePoints(line);
    EXPECT_LE(width, columns);
    EXPECT_LE(width, counts.size());
    if (counts.size() <= columns) {
      EXPECT_EQ(width, counts.size());
    }
  }
}

}  // namespace
}  // namespace kg
