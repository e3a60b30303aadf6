#include <gtest/gtest.h>

#include "tests/ingest/read_articles.h"

namespace kg {
namespace {

using Texts = std::vector<std::string>;

const std::string kUrlField = R"("url": "https://www.chenxing.example/cn/x/20230109-a")";
const std::string kLeast = "{" + kUrlField + R"(, "title": "冲击三权机关")";

std::string Record(const std::string& more) { return kLeast + ", " + more + "}\n"; }

TEST(JsonLines, ReadsEveryField) {
  const RawArticle article = ReadOne(Record(
      R"("published": "2023-01-09T07:45:00Z", "text": "第一段。\n\n  第二段。\n", "tags": ["巴西", "卢拉"],)"
      R"( "authors": ["林溪亭"], "language": "zh-Hans", "related": ["/cn/x/20221031-b",)"
      R"( {"url": "https://news.haibian.example/fukan/2022/10/a/", "title": "卢拉的第三次", "kicker": "巴西/卢拉"}])"));
  EXPECT_EQ(article.url, "https://www.chenxing.example/cn/x/20230109-a");
  EXPECT_EQ(article.title, "冲击三权机关");
  ASSERT_TRUE(article.published);
  EXPECT_EQ(ToIso(*article.published), "2023-01-09T07:45:00Z");
  EXPECT_EQ(article.page.paragraphs, (Texts{"第一段。", "第二段。"}));
  EXPECT_EQ(article.extra_tags, (Texts{"巴西", "卢拉"}));
  EXPECT_EQ(article.page.authors, Texts{"林溪亭"});
  EXPECT_EQ(article.language, "zh-Hans");
  ASSERT_EQ(article.page.related.size(), 2U);
  EXPECT_EQ(article.page.related[0].url, "/cn/x/20221031-b");
  EXPECT_EQ(article.page.related[1].text, "卢拉的第三次");
  EXPECT_EQ(article.page.related[1].kicker, "巴西/卢拉");
}

TEST(JsonLines, HtmlIsReadAsAPage) {
  const RawArticle article = ReadOne(
      Record(R"("html": "<div>09/01/2023 - 08:45</div><p>正文 <a href='/cn/a-b'>链接</a></p>")"));
  EXPECT_EQ(article.page.paragraphs, Texts{"正文 链接"});
  EXPECT_EQ(article.page.anchors.size(), 1U);
  EXPECT_EQ(article.page.date, "09/01/2023 - 08:45");
}

TEST(JsonLines, ATextHasPrecedenceOverThePage) {
  const RawArticle article =
      ReadOne(Record(R"("text": "正文。", "html": "<p>别的 <a href='/cn/a-b'>链接</a></p>")"));
  EXPECT_EQ(article.page.paragraphs, Texts{"正文。"});
  EXPECT_TRUE(article.page.anchors.empty());
}

TEST(JsonLines, PublishedMayBeANumberOrThePublishersTime) {
  EXPECT_EQ(ToIso(*ReadOne(Record(R"("published": 1673250300)")).published),
            "2023-01-09T07:45:00Z");
  EXPECT_EQ(ToIso(*ReadOne(Record(R"("published": 1673250300000)")).published),
            "2023-01-09T07:45:00Z");
  EXPECT_EQ(ToIso(*ReadOne(Record(R"("published": "2023-01-09 08:45")")).published),
            "2023-01-09T07:45:00Z");
  EXPECT_FALSE(ReadOne(Record(R"("published": 9223372036854775807)")).published);
  EXPECT_FALSE(ReadOne(Record(R"("published": -9223372036854775808)")).published);
  EXPECT_FALSE(ReadOne(Record(R"("published": 18446744073709551615)")).published);
  EXPECT_FALSE(ReadOne(Record(R"("published": "soon")")).published);
}

TEST(JsonLines, OneTextStandsForAListAndOtherTypesForNothing) {
  const RawArticle article = ReadOne(
      Record(R"("tags": "巴西", "authors": [1, null, "林溪亭"], "related": {"a": 1}, "text": 5)"));
  EXPECT_EQ(article.extra_tags, Texts{"巴西"});
  EXPECT_EQ(article.page.authors, Texts{"林溪亭"});
  EXPECT_TRUE(article.page.related.empty());
  EXPECT_TRUE(article.page.paragraphs.empty());
}

TEST(JsonLines, ABadLineNeverEndsTheFile) {
  const Reading reading =
      ReadBytes(kLeast + "}\n\n{\"url\": }\n[1]\n{\"title\": \"a\"}\n{" + kUrlField + "}\n" +
                "{\"url\": \"mailto:a@b\", \"title\": \"a\"}\n" + kLeast + "}");
  EXPECT_EQ(reading.articles.size(), 2U);
  ASSERT_EQ(reading.rejected.size(), 5U);
  EXPECT_EQ(reading.rejected[0].line, 3U);
  EXPECT_TRUE(reading.rejected[0].reason.starts_with("this is not JSON: "))
      << reading.rejected[0].reason;
  const Texts reasons = {"this is no JSON object", "the object has no url",
                         "the object has no title", "the url is not a web address"};
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    EXPECT_EQ(reading.rejected[i + 1].line, i + 4);
    EXPECT_EQ(reading.rejected[i + 1].reason, reasons[i]);
  }
}

TEST(JsonLines, OneObjectMayTakeSeveralLines) {
  EXPECT_EQ(ReadOne("{\n  " + kUrlField + ",\n  \"title\": \"冲击三权机关\"\n}\n").title,
            "冲击三权机关");
  EXPECT_EQ(WhyRejected("{\n  " + kUrlField + "\n}\n"), "1: the object has no title");
}

TEST(JsonLines, DeepNestingIsRefused) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_EQ(WhyRejected(Record("\"x\": " + deep)), "1: the JSON is nested too deeply");
  const std::string flat = std::string(60, '[') + std::string(60, ']');
  EXPECT_EQ(ReadOne(Record("\"x\": " + flat)).title, "冲击三权机关");
}

TEST(JsonLines, LinesThatAreNoUtf8AreMended) {
  EXPECT_EQ(ReadOne("{" + kUrlField + ", \"title\": \"晨星通讯社李辉访问基辅\xFF\"}").title,
            "晨星通讯社李辉访问基辅\uFFFD");
}

}  // namespace
}  // namespace kg
