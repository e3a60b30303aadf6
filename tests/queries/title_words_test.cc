#include "queries/title_words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kg {
namespace {

using Words = std::vector<std::string_view>;

TEST(TitleWords, AreRunsOfTwoToSixChineseCharacters) {
  EXPECT_EQ(TitleWords("月球车"), (Words{"月球", "月球车", "球车"}));
  const Words words = TitleWords("火星探测器升空");
  EXPECT_EQ(words.size(), 6U + 5 + 4 + 3 + 2);
}

TEST(TitleWords, EndAtParticlesSignsAndBlanks) {
  EXPECT_EQ(TitleWords("大选的结果"), (Words{"大选", "结果"}));
  EXPECT_EQ(TitleWords("大选：结果 公布"), (Words{"公布", "大选", "结果"}));
  EXPECT_EQ(TitleWords("在的了"), Words{});
}

TEST(TitleWords, KeepLatinWordsAndNumbersOfThreeCharacters) {
  EXPECT_EQ(TitleWords("COP28与G7在2023"), (Words{"2023", "COP28"}));
}

TEST(TitleWords, AreSortedAndEachOnce) {
  EXPECT_EQ(TitleWords("选举 选举"), Words{"选举"});
  EXPECT_EQ(TitleWords(""), Words{});
  EXPECT_EQ(TitleWords("https://news.example/world/2023"), Words{});
}

TEST(TitleWords, DoNotCutNumbers) {
  const Words words = TitleWords("神舟十六号");
  const auto has = [&](const char* word) { return std::ranges::find(words, word) != words.end(); };
  EXPECT_TRUE(has("神舟"));
  EXPECT_TRUE(has("神舟十六"));
  EXPECT_TRUE(has("十六号"));
  EXPECT_FALSE(has("神舟十"));
  EXPECT_FALSE(has("六号"));
}

}  // namespace
}  // namespace kg
