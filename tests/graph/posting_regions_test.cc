#include "graph/posting_regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace kg {
namespace {

std::vector<std::uint64_t> AllOf(const PostingRegions& regions) {
  std::vector<std::uint64_t> all;
  regions.ForEachRegion([&](std::span<const std::uint64_t> postings) {
    ASSERT_FALSE(postings.empty());
    constexpr int kBehind = 64 - PostingRegions::kRegionBits;
    EXPECT_EQ(postings.front() >> kBehind, postings.back() >> kBehind);
    all.insert(all.end(), postings.begin(), postings.end());
  });
  return all;
}

std::uint64_t UpperHalf(std::uint64_t posting) { return posting >> 32; }

TEST(PostingRegions, AreInOrderAndEqualOnesAsTheyCame) {
  std::mt19937_64 random(1);
  PostingRegions regions;
  for (const std::size_t size : {0, 1, 64, 65, 50'000}) {
    std::vector<std::uint64_t> wanted;
    for (std::size_t i = 0; i < size; ++i) {
      // Few different ones, all over the regions and within some.
      const std::uint64_t upper = i % 2 == 0 ? random() % 512 << 23 : random() % 65'536;
      const std::uint64_t posting = upper << 32 | random() % 65'536;
      wanted.push_back(posting);
      regions.Add(posting);
    }
    std::ranges::stable_sort(wanted, {}, UpperHalf);
    EXPECT_EQ(regions.size(), size);
    EXPECT_EQ(AllOf(regions), wanted);
    regions.Clear();
    EXPECT_EQ(regions.size(), 0U);
    EXPECT_TRUE(AllOf(regions).empty());
  }
}

}  // namespace
}  // namespace kg
