#include "graph/sentences.h"

#include <gtest/gtest.h>

#include <string>

#include "graph/utf8.h"

namespace kg {
namespace {

// The sentences with '|' between them.
std::string Cut(std::string_view text) {
  std::string cut;
  for (const Span& sentence : Sentences(text)) {
    if (!cut.empty()) cut += '|';
    cut += Slice(text, sentence);
  }
  return cut;
}

TEST(Sentences, EndWithChineseSignsAndWhatClosesBehindThem) {
  EXPECT_EQ(Cut("他来了。她说：“不行！”然后呢？！走了……"),
            "他来了。|她说：“不行！”|然后呢？！|走了……");
}

TEST(Sentences, EndWithTheParagraphAndLeaveBlanksOut) {
  EXPECT_EQ(Cut("　标题 \n\n 正文。 \n"), "标题|正文。");
}

TEST(Sentences, AFullStopEndsOneBehindAWordAndBeforeABlank) {
  EXPECT_EQ(Cut("The U.S. rate is 3.5 now. Prices fell. end."),
            "The U.S. rate is 3.5 now.|Prices fell.|end.");
  EXPECT_EQ(Cut("见 www.example.org。中文 abc.中文"), "见 www.example.org。|中文 abc.中文");
}

TEST(Sentences, OneHoldsAPlaceInIt) {
  const std::string text = "一。二三。四";
  EXPECT_EQ(SentenceAround(text, {3, 4}), (Span{2, 5}));
}

}  // namespace
}  // namespace kg
