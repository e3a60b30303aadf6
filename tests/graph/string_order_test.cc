#include "graph/string_order.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>

namespace kg {
namespace {

std::vector<std::string> Sorted(const std::vector<std::string>& strings) {
  std::vector<std::uint32_t> order(strings.size());
  std::iota(order.begin(), order.end(), 0U);
  SortByStrings(order, [&](std::uint32_t i) { return std::string_view(strings[i]); });
  std::vector<std::string> sorted;
  for (const std::uint32_t i : order) sorted.push_back(strings[i]);
  return sorted;
}

TEST(StringOrder, IsThatOfComparingThem) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    // Long beginnings in common, NUL and high bytes, equal ones, ends everywhere.
    const std::string begin(random() % 40, 'x');
    std::vector<std::string> strings(random() % 200);
    for (std::string& string : strings) {
      string = begin.substr(0, random() % 4 == 0 ? random() % (begin.size() + 1) : begin.size());
      for (std::uint64_t i = random() % 20; i > 0; --i) string.push_back("\0a\xE9"[random() % 3]);
    }
    std::vector<std::string> expected = strings;
    std::sort(expected.begin(), expected.end());
    ASSERT_EQ(Sorted(strings), expected);
  }
}

TEST(StringOrder, LongBeginningsInCommonTakeNoDepth) {
  std::vector<std::string> strings(20, std::string(1 << 20, 'x'));
  for (std::size_t i = 0; i < strings.size(); ++i) {
    strings[i].push_back(static_cast<char>('z' - i));
  }
  std::vector<std::string> expected = strings;
  std::sort(expected.begin(), expected.end());
  EXPECT_TRUE(Sorted(strings) == expected);
}

}  // namespace
}  // namespace kg
