#include "queries/text_terms.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace kg {
namespace {

std::vector<std::uint64_t> Terms(std::string_view text) {
  std::vector<std::uint64_t> terms;
  ForEachTerm(text, [&](std::uint64_t term, bool) {
    terms.push_back(term);
    return true;
  });
  return terms;
}

TEST(TextTerms, AreTwoChineseCharactersInARow) {
  EXPECT_EQ(Terms("马克龙访华").size(), 4U);
  EXPECT_EQ(Terms("访华。访华"), (std::vector{Terms("访华")[0], Terms("访华")[0]}));
  EXPECT_TRUE(Terms("访、华").empty());
}

TEST(TextTerms, AreTheSameInBothScripts) { EXPECT_EQ(Terms("馬克龍訪華"), Terms("马克龙访华")); }

TEST(TextTerms, AreWordsWithoutEndingsAndTwoWordsInARow) {
  EXPECT_EQ(Terms("Talks ended"), Terms("talk ending"));
  EXPECT_EQ(Terms("talk end").size(), 3U);
  EXPECT_EQ(Terms("talk, end").size(), 2U);
  EXPECT_NE(Terms("pass")[0], Terms("pas")[0]);
}

TEST(TextTerms, AreToldApart) {
  const std::vector<std::uint64_t> terms = Terms("天气很好 but end dne 好很气天 end but");
  EXPECT_EQ(std::set(terms.begin(), terms.end()).size(), terms.size() - 2) << "but and end twice";
}

TEST(TextTerms, StopWhenToldTo) {
  int seen = 0;
  ForEachTerm("一二三四五六 and so on", [&](std::uint64_t, bool) { return ++seen < 3; });
  EXPECT_EQ(seen, 3);
}

}  // namespace
}  // namespace kg
