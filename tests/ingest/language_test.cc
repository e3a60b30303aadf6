#include "ingest/language.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

TEST(GuessLanguage, TellsTheScriptsApart) {
  EXPECT_EQ(GuessLanguage("国家主席说，这个问题与会议没有关系。"), "zh-Hans");
  EXPECT_EQ(GuessLanguage("國家主席說，這個問題與會議沒有關係。"), "zh-Hant");
  EXPECT_EQ(GuessLanguage("「台港」服務辦公室揭牌，台湾開啟"), "zh-Hant");
}

TEST(GuessLanguage, EveryPairOfFormsCounts) {
  EXPECT_EQ(GuessLanguage("軍"), "zh-Hant");
  EXPECT_EQ(GuessLanguage("军"), "zh-Hans");
}

TEST(GuessLanguage, CharactersOfBothScriptsAreTakenForSimplified) {
  EXPECT_EQ(GuessLanguage("中文"), "zh-Hans");
}

TEST(GuessLanguage, LatinTextIsEnglishAndNothingTellsNothing) {
  EXPECT_EQ(GuessLanguage("The committee met in Paris."), "en");
  EXPECT_EQ(GuessLanguage("OpenAI 与微软的合作"), "zh-Hans");
  EXPECT_EQ(GuessLanguage("2023 — 11"), "");
  EXPECT_EQ(GuessLanguage(""), "");
}

}  // namespace
}  // namespace kg
