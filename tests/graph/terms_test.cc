#include "graph/terms.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "graph/utf8.h"
#include "tests/graph/terms_of.h"

namespace kg {
namespace {

bool Has(std::string_view text, std::string_view wanted) {
  const std::multiset<Term> terms = TermsOf(text);
  for (const TermRange& range : TermsWanted(wanted)) {
    const auto at = terms.lower_bound(range.first);
    if (at == terms.end() || *at > range.last) return false;
  }
  return true;
}

TEST(Terms, AreTheSameInBothScriptsCasesAndWidths) {
  EXPECT_EQ(TermsOf("馬克龍訪華"), TermsOf("马克龙访华"));
  EXPECT_EQ(TermsOf("COP28"), TermsOf("ｃｏｐ２８"));
  EXPECT_EQ(Folded("ＡB龍"), U"ab龙");
}

TEST(Terms, OfARunAreItsPairsAndItsLastCharacter) {
  EXPECT_EQ(TermsOf("气候大会").size(), 4U);
  EXPECT_EQ(TermsOf("气候 大会").size(), 4U);
  EXPECT_NE(TermsOf("气候 大会"), TermsOf("气候大会"));
  EXPECT_EQ(TermsOf("Emmanuel Macron").size(), 2U);
  EXPECT_EQ(TermsOf("，。 !").size(), 0U);
}

TEST(Terms, WantedAreInEveryTextThatHoldsThem) {
  constexpr std::string_view kAlphabet[] = {"气", "候", "大", "會", "会", "𠀀", "カ",
                                            "a",  "B",  "7",  " ",  "，", "é",  "한"};
  std::mt19937_64 random(7);
  const auto make = [&](std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += kAlphabet[random() % std::size(kAlphabet)];
    return text;
  };
  const auto is_letter_at = [](const std::u32string& text, std::size_t i) {
    return i < text.size() && text[i] < 0x2E80 && text[i] != U' ';
  };
  int held = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = make(12);
    const std::string wanted = make(1 + random() % 3);
    const std::u32string in = Folded(text);
    const std::u32string what = Folded(wanted);
    const std::size_t at = in.find(what);
    if (at == std::u32string::npos) continue;
    // Words are found whole.
    if (at > 0 && is_letter_at(in, at) && is_letter_at(in, at - 1)) continue;
    const std::size_t end = at + what.size();
    if (is_letter_at(in, end) && is_letter_at(in, end - 1)) continue;
    ++held;
    EXPECT_TRUE(Has(text, wanted)) << text << " / " << wanted;
  }
  EXPECT_GT(held, 300);
  EXPECT_FALSE(Has("气候大会", "大气"));
  EXPECT_FALSE(Has("macron", "macro"));
}

TEST(Terms, OfOneCharacterAreAllPairsThatBeginWithIt) {
  EXPECT_TRUE(Has("习近平", "习"));
  EXPECT_TRUE(Has("习近平", "平"));
  EXPECT_FALSE(Has("习近平", "大"));
}

}  // namespace
}  // namespace kg
