#include "ingest/front_matter.h"

#include <gtest/gtest.h>

#include <random>

namespace kg {
namespace {

using Texts = std::vector<std::string>;

Texts Of(const std::string& lines, const char* key) {
  return FrontMatter("---\n" + lines + "\n---\n").Texts({key});
}
Texts ListOf(const std::string& lines, const char* key) {
  return FrontMatter("---\n" + lines + "\n---\n").Lists({key});
}

TEST(FrontMatterSize, EndsBehindTheSecondFence) {
  EXPECT_EQ(FrontMatterSize("---\na: b\n---\nrest"), 13U);
  EXPECT_EQ(FrontMatterSize("---\r\na: b\r\n---\r\nrest"), 16U);
  EXPECT_EQ(FrontMatterSize("---\na: b\n"), 0U);
  EXPECT_EQ(FrontMatterSize("text\n---\n---\n"), 0U);
  EXPECT_EQ(FrontMatterSize(""), 0U);
}

TEST(FrontMatter, ValuesArePlainOrQuoted) {
  EXPECT_EQ(Of("title: 气候：新的一页 # note", "title"), Texts{"气候：新的一页"});
  EXPECT_EQ(Of("title: \"a \\\"b\\\" \\u4e2d # c\" # note", "title"), Texts{"a \"b\" 中 # c"});
  EXPECT_EQ(Of("title: 'it''s'", "title"), Texts{"it's"});
  EXPECT_EQ(Of("url: https://www.chenxing.example/cn/a#b", "url"),
            Texts{"https://www.chenxing.example/cn/a#b"});
  EXPECT_EQ(Of("Title : 一", "title"), Texts{"一"});
  EXPECT_EQ(Of("title:", "title"), Texts{});
}

TEST(FrontMatter, ListsComeInThreeForms) {
  const Texts expected = {"气候", "古特雷斯", "a, b"};
  EXPECT_EQ(ListOf("tags: [气候, 古特雷斯, \"a, b\"]", "tags"), expected);
  EXPECT_EQ(ListOf("tags:\n  - 气候\n  - '古特雷斯'\n  - a, b", "tags"), expected);
  EXPECT_EQ(ListOf("tags:\n- 气候\n- 古特雷斯\n- a, b", "tags"), expected);
  EXPECT_EQ(ListOf("tags: 气候, 古特雷斯，中国、法国", "tags"),
            (Texts{"气候", "古特雷斯", "中国", "法国"}));
  EXPECT_EQ(ListOf("tags: []", "tags"), Texts{});
}

TEST(FrontMatter, FoldedTextIsOneText) {
  EXPECT_EQ(Of("title: >\n  第一行\n  second", "title"), Texts{"第一行 second"});
  EXPECT_EQ(Of("title: one\n  two", "title"), Texts{"one two"});
}

TEST(FrontMatter, TheFirstKeyThatIsThereComesFirst) {
  const FrontMatter block("---\nfrom: a\nurl: b\n---\n");
  EXPECT_EQ(block.Texts({"url", "link", "from"}), (Texts{"b", "a"}));
}

TEST(FrontMatter, AnyLinesAreRead) {
  const std::vector<std::string> parts = {"a",     ":",  " ",   "\n", "- ",  "[", "]",
                                          ",",     "\"", "'",   "\\", "#",   ">", "\\x",
                                          "\\u12", "李", "---", "\t", "\xFF"};
  std::mt19937_64 random(101);
  for (int round = 0; round < 20'000; ++round) {
    std::string lines;
    for (auto n = random() % 20; n > 0; --n) lines += parts[random() % parts.size()];
    const FrontMatter block(lines);
    block.Lists({"a", "title"});
  }
}

}  // namespace
}  // namespace kg
