#include "graph/sentences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "graph/utf8.h"

namespace kg {
namespace {

std::vector<std::string> Cut(std::string_view text) {
  std::vector<std::string> sentences;
  for (const Span& span : Sentences(text)) sentences.emplace_back(Slice(text, span));
  return sentences;
}

using Texts = std::vector<std::string>;

TEST(Sentences, EndWithTheirMarkAndTheSignsThatCloseBehindIt) {
  EXPECT_EQ(Cut("李辉到了。他说：“谈判很难。”随后离开！"),
            (Texts{"李辉到了。", "他说：“谈判很难。”", "随后离开！"}));
  EXPECT_EQ(Cut("真的吗？！（没有人回答……）下一句"),
            (Texts{"真的吗？！", "（没有人回答……）", "下一句"}));
}

TEST(Sentences, ALineBreakEndsOneWithoutAMark) {
  EXPECT_EQ(Cut("标题没有句号\n正文第一句。\n\n第二段"),
            (Texts{"标题没有句号", "正文第一句。", "第二段"}));
}

TEST(Sentences, HaveNoBlanksAroundThem) {
  EXPECT_EQ(Cut("  　一句。 \t 两句。\n   \n"), (Texts{"一句。", "两句。"}));
  EXPECT_EQ(Cut(""), Texts{});
  EXPECT_EQ(Cut(" \n　\n"), Texts{});
}

TEST(Sentences, AFullStopEndsOneBehindAWordButNotInAbbreviationsAndNumbers) {
  EXPECT_EQ(Cut("The U.S. Senate agreed. It took 3.5 hours. Done."),
            (Texts{"The U.S. Senate agreed.", "It took 3.5 hours.", "Done."}));
  EXPECT_EQ(Cut("See www.chenxing.example for more. End"),
            (Texts{"See www.chenxing.example for more.", "End"}));
}

TEST(Sentences, AreInOrderAndLeaveOutBlanksAlone) {
  const std::vector<std::string> parts = {
      "。", "！", "”", " ", "\n", "李辉", "a", "bc", ".", "…", "\xF0\x9F\x98\x80"};
  std::mt19937_64 random(21);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto n = random() % 20; n > 0; --n) text += parts[random() % parts.size()];
    std::uint32_t end = 0;
    std::string joined;
    for (const Span& span : Sentences(text)) {
      ASSERT_LE(end, span.start) << text;
      ASSERT_LT(span.start, span.end) << text;
      end = span.end;
      joined += Slice(text, span);
    }
    ASSERT_LE(end, CountCodePoints(text)) << text;
    std::string expected = text;
    for (std::string* s : {&joined, &expected}) {
      std::erase_if(*s, [](char c) { return c == ' ' || c == '\n'; });
    }
    ASSERT_EQ(joined, expected) << text;
  }
}

}  // namespace
}  // namespace kg
