#include "export/picture_text.h"

#include <gtest/gtest.h>

#include "graph/utf8.h"
#include "tests/export/graphs.h"

namespace kg {
namespace {

TEST(PictureText, BreaksTitlesIntoEvenLines) {
  EXPECT_EQ(PictureLines("马克龙", 28, 3), "马克龙");
  EXPECT_EQ(PictureLines("马克龙访问北京与中方讨论乌克兰局势", 28, 3),
            "马克龙访问北京与中方\\n讨论乌克兰局势");
  EXPECT_EQ(PictureLines("The Coronavirus Crisis in Europe and Asia", 28, 3),
            "The Coronavirus Crisis \\nin Europe and Asia");
}

TEST(PictureText, CutsWhatTakesMoreThanTheLines) {
  EXPECT_EQ(PictureLines("一二三四五六七八九十", 6, 2), "一二三\\n四五…");
  EXPECT_EQ(PictureLines(std::string(100, 'x'), 10, 2), "xxxxxxxxxx\\nxxxxxxxx…");
  EXPECT_EQ(PictureLine("一二三四五六七八九十", 8), "一二三…");
}

TEST(PictureText, NoLineBeginsWithAComma) {
  EXPECT_EQ(PictureLines("一二三四，五六七", 8, 3).find("\\n，"), std::string::npos);
}

TEST(PictureText, KeepsNothingAliveOrInvisible) {
  EXPECT_EQ(PictureLine("\\N\\G", 100), "\\\\N\\\\G");
  EXPECT_EQ(PictureLine(" a\n\n b\t", 100), "a b");
  EXPECT_EQ(PictureLine("\u202e\x1b[31m\u200f\ufeff\uffffx\u2028y", 100), "[31mx y");
  EXPECT_EQ(PictureLine("a & b; AT&T &lt; &#1; &#x1F;", 100), "a & b; AT&T ＆lt; ＆#1; ＆#x1F;");
}

TEST(PictureText, SizesCountLinesAndNotEscapes) {
  EXPECT_EQ(SizeOf("一二\\n三").lines, 2);
  EXPECT_EQ(SizeOf("一二\\n三").columns, 4);
  EXPECT_EQ(SizeOf("a\\\\n\\l").lines, 1);
  EXPECT_EQ(SizeOf("").lines, 0);
}

TEST(PictureText, TakesAnyBytes) {
  for (const std::string& text : HostileTexts()) {
    const std::string lines = PictureLines(text, 28, 3);
    EXPECT_TRUE(IsValidUtf8(lines)) << lines;
    EXPECT_LE(SizeOf(lines).lines, 3) << lines;
    EXPECT_LE(SizeOf(lines).columns, 32) << lines;
  }
}

TEST(PictureUrl, TakesHttpAloneAndEncodesWhatCouldEndAnAttribute) {
  EXPECT_EQ(PictureUrl("javascript:alert(1)", "&amp;"), "");
  EXPECT_EQ(PictureUrl("data:text/html,x", "&amp;"), "");
  EXPECT_EQ(PictureUrl("//example.org/", "&amp;"), "");
  EXPECT_EQ(PictureUrl("https://e.org/?a=1&b=%E9", "&amp;"), "https://e.org/?a=1&amp;b=%E9");
  EXPECT_EQ(PictureUrl("https://e.org/\"'<>\\N \n长", "&amp;"),
            "https://e.org/%22%27%3C%3E%5CN%20%0A%E9%95%BF");
}

}  // namespace
}  // namespace kg
