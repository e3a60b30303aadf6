#include <gtest/gtest.h>

#include <random>
#include <set>

#include "graph/utf8.h"
#include "tests/ingest/read_articles.h"

namespace kg {
namespace {

constexpr std::string_view kNoFormat =
    "1: no article: it starts with no archive header, no front matter and no JSON object";

TEST(Readers, HaveNamesOfTheirOwnAndSayWhatTheyRead) {
  std::set<std::string_view> names;
  for (const Entry<ArchiveReader>& entry : Readers()) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_FALSE(entry.summary.empty()) << entry.name;
    EXPECT_NE(entry.make(), nullptr) << entry.name;
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"news_archive", "markdown", "jsonl"}));
}

TEST(ReadArticles, BytesThatNoReaderKnowsAreRejected) {
  EXPECT_EQ(WhyRejected("# 备忘\n\n- 一\n- 二\n"), kNoFormat);
  EXPECT_EQ(WhyRejected("[晨星](https://www.chenxing.example/cn/x/20230517-y)\n正文\n"), kNoFormat);
  EXPECT_EQ(WhyRejected("<html><body>x</body></html>"), kNoFormat);
  EXPECT_EQ(WhyRejected("---\ntitle: 没有收尾\n"), kNoFormat);
}

TEST(ReadArticles, AnEmptyFileIsRejected) {
  EXPECT_EQ(WhyRejected(""), "1: the file is empty");
  EXPECT_EQ(WhyRejected("\xEF\xBB\xBF \r\n\n"), "1: the file is empty");
}

TEST(ReadArticles, TextOfAnotherEncodingIsRejectedAtItsFirstLine) {
  const std::string gbk = "\xC0\xEE\xBB\xD4\xB5\xD6\xB4\xEF\xBB\xF9\xB8\xA8";
  EXPECT_EQ(
      WhyRejected("<!--1684345502000-->\n[x](https://www.chenxing.example/cn/a-b)\n------\n\n<p>" +
                  gbk + "</p>\n"),
      "5: the text is not UTF-8");
}

TEST(ReadArticles, ABrokenCharacterAmongManyIsMended) {
  const std::string page = "<p>李辉结束了对基辅的访问，下一站是华沙\xE3\x80</p>";
  const RawArticle article = ReadOne(
      "<!--1684345502000-->\n[李辉\xFF访问](https://www.chenxing.example/cn/a-b)\n------\n\n" +
      page + "\n");
  EXPECT_EQ(article.title, "李辉\uFFFD访问");
  ASSERT_EQ(article.page.paragraphs.size(), 1U);
  EXPECT_TRUE(IsValidUtf8(article.page.paragraphs[0]));
}

TEST(ReadArticles, AByteOrderMarkIsNoPartOfTheText) {
  EXPECT_EQ(ReadOne("\xEF\xBB\xBF<!--NaN-->\n[晨星](https://www.chenxing.example/cn/"
                    "a-b)\n------\n\n<p>正文。</p>\n")
                .title,
            "晨星");
}

// Each record is an article or a rejection with a reason, whatever the bytes.
TEST(ReadArticles, JunkIsReadOrRejectedAndNothingElse) {
  const std::vector<std::string> parts = {"<!--",
                                          "-->",
                                          "1700491502000",
                                          "NaN",
                                          "\n",
                                          "\r\n",
                                          "\n\n",
                                          "[",
                                          "](",
                                          ")",
                                          "------",
                                          "---",
                                          "日期：",
                                          "title: ",
                                          "url: ",
                                          "https://www.chenxing.example/cn/a-b",
                                          "{",
                                          "}",
                                          "\"url\"",
                                          "\"title\"",
                                          ":",
                                          ",",
                                          "\"",
                                          "[1]",
                                          "标题",
                                          "<p>",
                                          "</p>",
                                          "<a href=\"",
                                          "**",
                                          "`",
                                          "![",
                                          "- ",
                                          "# ",
                                          "> ",
                                          "\xFF",
                                          "\\",
                                          "&quot;",
                                          "tags: [",
                                          "'",
                                          "|"};
  std::mt19937_64 random(3);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (auto n = random() % 30; n > 0; --n) bytes += parts[random() % parts.size()];
    const Reading reading = ReadBytes(bytes);
    ASSERT_GT(reading.articles.size() + reading.rejected.size(), 0U) << bytes;
    for (const Rejection& why : reading.rejected) {
      ASSERT_FALSE(why.reason.empty()) << bytes;
      ASSERT_GT(why.line, 0U) << bytes;
    }
    for (const RawArticle& article : reading.articles) {
      ASSERT_FALSE(article.url.empty()) << bytes;
      ASSERT_TRUE(IsValidUtf8(article.title)) << bytes;
    }
  }
}

}  // namespace
}  // namespace kg
