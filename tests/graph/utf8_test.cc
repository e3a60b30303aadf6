#include "graph/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace kg {
namespace {

TEST(Utf8, TellsWhatIsValid) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("a\xC2\x80中\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF"));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\xE4\xB8", "\xFF"}) {
    EXPECT_FALSE(IsValidUtf8(bad)) << bad;
  }
}

TEST(Utf8, CountsWhatItWalks) {
  std::string text;
  for (int i = 0; i < 700; ++i)
    text += i % 7 == 0 ? "é" : i % 5 == 0 ? "😀" : i % 3 == 0 ? "a" : "中";
  std::size_t walked = 0;
  for (std::size_t pos = 0; pos < text.size(); ++walked) NextCodePoint(text, &pos);
  EXPECT_EQ(walked, 700U);
  EXPECT_EQ(CountCodePoints(text), walked);
}

TEST(Utf8, WalkingGivesWhatWasWritten) {
  for (const char32_t c : {U'\0', U'a', U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'中',
                           U'\uFFFD', U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    AppendUtf8(text, c);
    std::size_t pos = 0;
    EXPECT_EQ(NextCodePoint(text, &pos), c);
    EXPECT_EQ(pos, text.size());
  }
}

}  // namespace
}  // namespace kg
