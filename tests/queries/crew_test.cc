#include "queries/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace kg {
namespace {

TEST(Crew, TakesEveryBlockOnceHoweverManyTheyAre) {
  for (const unsigned jobs : {1U, 2U, 4U}) {
    Crew crew(jobs);
    EXPECT_EQ(crew.jobs(), jobs);
    for (const std::size_t n : {0U, 1U, 7U, 8U, 100U}) {
      for (int round = 0; round < 300; ++round) {
        std::vector<int> taken(n);  // each is written by one thread
        std::atomic<bool> right = true;
        crew.ForEachBlock(n, 8, [&](unsigned job, std::size_t begin, std::size_t end) {
          if (job >= jobs || begin % 8 != 0 || end > n) right = false;
          for (std::size_t i = begin; i < end; ++i) ++taken[i];
        });
        ASSERT_TRUE(right);
        ASSERT_EQ(taken, std::vector<int>(n, 1));
      }
    }
  }
}

}  // namespace
}  // namespace kg
