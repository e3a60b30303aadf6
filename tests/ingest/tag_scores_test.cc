// Scores of all tags at once against the same sums taken one by one.
#include "ingest/people/tag_scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace kg::people {
namespace {

TEST(TagScores, AreTheSumsOfTheirRows) {
  std::mt19937 random(3);
  std::array<std::array<std::int8_t, 16>, kFeatures> weights{};
  std::array<const std::int8_t*, kFeatures> rows{};
  TagScores expected{};
  for (std::size_t k = 0; k < kFeatures; ++k) {
    for (std::size_t i = 0; i < weights[k].size(); ++i) {
      weights[k][i] = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
      expected[i] = static_cast<std::int16_t>(expected[i] + weights[k][i]);
    }
    rows[k] = weights[k].data();
  }
  EXPECT_EQ(SumOf(rows), expected);
}

// The best sum of a sequence that ends with each tag, by trying every tag before it.
std::vector<TagScores> OneByOne(const TagModel& model, const std::vector<TagScores>& own) {
  std::vector<TagScores> best;
  std::array<int, kTags> before{};
  before.fill(kFarWorse);
  before[kOutside] = 0;
  for (const TagScores& scores : own) {
    std::array<int, kTags> next{};
    for (std::size_t tag = 0; tag < kTags; ++tag) {
      next[tag] = kFarWorse;
      for (std::size_t a = 0; a < kTags; ++a) {
        next[tag] = std::max(next[tag], before[a] + model.Following(a)[tag]);
      }
      next[tag] += scores[tag];
    }
    TagScores& kept = best.emplace_back();
    for (std::size_t tag = 0; tag < kTags; ++tag) {
      before[tag] = std::clamp<int>(next[tag] - next[kOutside], kFarWorse, kFarBetter);
      kept[tag] = static_cast<std::int16_t>(before[tag]);
    }
  }
  return best;
}

// Also of weights that no training would give: nothing may run over.
TEST(TagScores, OfSequencesAreThoseTakenOneByOne) {
  const TagModel& model = InstalledTagModel();
  std::mt19937 random(5);
  for (const int widest : {40, 400, static_cast<int>(kFeatures) * 127}) {
    std::vector<TagScores> own(300);
    for (TagScores& scores : own) {
      for (std::size_t tag = 0; tag < kTags; ++tag) {
        const auto any = static_cast<int>(random() % static_cast<unsigned>(2 * widest + 1));
        scores[tag] = static_cast<std::int16_t>(any - widest);
      }
    }
    std::vector<TagScores> best(own.size());
    ScoreSequences(model, own, best.data());
    const std::vector<TagScores> expected = OneByOne(model, own);
    for (std::size_t unit = 0; unit < own.size(); ++unit) {
      ASSERT_TRUE(
          std::equal(expected[unit].begin(), expected[unit].begin() + kTags, best[unit].begin()))
          << widest << " " << unit;
    }
  }
}

}  // namespace
}  // namespace kg::people
