#include "ingest/clean_text.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "graph/utf8.h"

namespace kg {
namespace {

TEST(CleanText, EveryRunOfBlanksIsOneBlankAndNoneAtTheEnds) {
  EXPECT_EQ(CleanText(" \u00A0\u3000一\t\n 二\u2003\u2028三&nbsp;&#32; "), "一 二 三");
  EXPECT_EQ(CleanText("\u3000\u00A0 \n"), "");
}

TEST(CleanText, InvisibleSignsAndControlsGo) {
  EXPECT_EQ(CleanText("基\u200B辅\uFEFF\u202E\u2066&#8203;&shy;\x01\x7F"), "基辅");
  EXPECT_EQ(CleanText("一\u200B 二"), "一 二");
}

TEST(CleanText, ReferencesAreReadOnce) {
  EXPECT_EQ(CleanText("&amp;lt;p&gt; AT&T &"), "&lt;p> AT&T &");
}

TEST(CleanText, BrokenBytesAreMended) {
  EXPECT_EQ(CleanText("李\xFF辉\xE6\x9D"), "李\uFFFD辉\uFFFD");
  EXPECT_EQ(CleanText("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(TextCleaner, GathersPiecesAndCountsThem) {
  TextCleaner cleaner;
  cleaner.Append("一");
  cleaner.Append(" ");
  EXPECT_EQ(cleaner.code_points(), 1U);
  cleaner.Append("");
  cleaner.Append("二");
  cleaner.AppendBlank();
  cleaner.AppendBlank();
  cleaner.Append("😀");
  EXPECT_EQ(cleaner.code_points(), 5U);
  EXPECT_EQ(cleaner.Take(), "一 二 😀");
  EXPECT_TRUE(cleaner.empty());
  EXPECT_EQ(cleaner.code_points(), 0U);
}

TEST(TextCleaner, AnyBytesGiveCleanTextWithTheRightCount) {
  const std::vector<std::string> parts = {"李",       "a",    " ",        "\u00A0", "\u200B",
                                          "&amp;",    "&",    "&#0;",     "&#9;",   "\xE4",
                                          "\xE4\xB8", "\xFF", "\xF0\x9F", "😀",      "\r",
                                          "\u2028",   "\xC2", "é",        "&nbsp",  "\xED\xA0\x80"};
  std::mt19937_64 random(91);
  for (int round = 0; round < 50'000; ++round) {
    TextCleaner cleaner;
    for (auto n = random() % 12; n > 0; --n) cleaner.Append(parts[random() % parts.size()]);
    const std::size_t count = cleaner.code_points();
    const std::string text = cleaner.Take();
    ASSERT_TRUE(IsValidUtf8(text));
    ASSERT_EQ(CountCodePoints(text), count);
    ASSERT_EQ(text.find("  "), std::string::npos);
    ASSERT_FALSE(text.starts_with(' ') || text.ends_with(' '));
    ASSERT_EQ(Sanitized(text), text);
  }
}

}  // namespace
}  // namespace kg
