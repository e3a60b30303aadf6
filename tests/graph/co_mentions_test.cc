#include "graph/co_mentions.h"

#include <gtest/gtest.h>

#include <random>

namespace kg {
namespace {

// An entity with mentions in these (sentence, paragraph) places.
Entity In(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& places) {
  Entity entity;
  for (const auto& [sentence, paragraph] : places) {
    entity.mentions.push_back({.sentence = sentence, .paragraph = paragraph});
  }
  return entity;
}

TEST(CoMentionWeight, IsOneInASentenceHalfInAParagraphQuarterInTheArticle) {
  EXPECT_EQ(CoMentionWeight(In({{0, 0}, {5, 2}}), In({{3, 1}, {5, 2}})), 1);
  EXPECT_EQ(CoMentionWeight(In({{0, 0}, {4, 2}}), In({{3, 1}, {5, 2}})), 0.5);
  EXPECT_EQ(CoMentionWeight(In({{0, 0}}), In({{3, 1}})), 0.25);
}

TEST(CoMentionWeight, FindsTheClosestOfAllPairsOfMentions) {
  std::mt19937_64 random(61);
  const auto places = [&random] {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> in;
    std::uint32_t sentence = 0;
    for (auto n = random() % 5 + 1; n > 0; --n) {
      sentence += static_cast<std::uint32_t>(random() % 6);
      in.emplace_back(sentence, sentence / 3);
    }
    return in;
  };
  for (int round = 0; round < 5000; ++round) {
    const Entity a = In(places());
    const Entity b = In(places());
    double expected = 0.25;
    for (const Mention& x : a.mentions) {
      for (const Mention& y : b.mentions) {
        if (x.paragraph == y.paragraph) expected = std::max(expected, 0.5);
        if (x.sentence == y.sentence) expected = 1;
      }
    }
    ASSERT_EQ(CoMentionWeight(a, b), expected);
    ASSERT_EQ(CoMentionWeight(b, a), expected);
  }
}

TEST(GivesCoMentions, ListsOfNamesGiveNone) {
  Article article;
  article.entities.resize(500);
  EXPECT_TRUE(GivesCoMentions(article));
  article.entities.resize(501);
  EXPECT_FALSE(GivesCoMentions(article));
}

}  // namespace
}  // namespace kg
