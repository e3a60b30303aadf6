#include <gtest/gtest.h>

#include "graph/utf8.h"
#include "tests/ingest/read_articles.h"

namespace kg {
namespace {

using Texts = std::vector<std::string>;

const std::string kUrl = "https://www.chenxing.example/cn/%E7%94%9F%E6%80%81/20230727-a";

std::string Page(const std::string& fields, const std::string& body = "正文。\n") {
  return "---\n" + fields + "---\n\n" + body;
}

RawArticle WithBody(const std::string& body) {
  return ReadOne(Page("title: 沸腾\nurl: " + kUrl + "\n", body));
}

Texts Paragraphs(const std::string& body) { return WithBody(body).page.paragraphs; }

TEST(Markdown, ReadsTheFrontMatter) {
  const RawArticle article = ReadOne(Page(
      "layout: post\ntitle: \"全球\\\"沸腾\\\"：\\u65f6代\"\ndate: 2023-07-27 19:40:00 "
      "+0200\nurl: " +
      kUrl + "\nauthor: 林溪亭\ntags: [气候, 古特雷斯, 'Cop28']\ncategories:\n  - 生态\n- 国际\n"));
  EXPECT_EQ(article.title, "全球\"沸腾\"：时代");
  EXPECT_EQ(article.url, kUrl);
  ASSERT_TRUE(article.published);
  EXPECT_EQ(ToIso(*article.published), "2023-07-27T17:40:00Z");
  EXPECT_FALSE(article.seen);
  EXPECT_EQ(article.extra_tags, (Texts{"气候", "古特雷斯", "Cop28", "生态", "国际"}));
  EXPECT_EQ(article.page.authors, Texts{"林溪亭"});
  EXPECT_EQ(article.page.paragraphs, Texts{"正文。"});
}

TEST(Markdown, TheAddressIsTheFirstThatNamesAHost) {
  EXPECT_EQ(ReadOne(Page("title: 沸腾\nurl: /2023/07/a\nfrom: " + kUrl + "\n")).url, kUrl);
  EXPECT_EQ(ReadOne(Page("title: 沸腾\nFrom: '" + kUrl + "'\n")).url, kUrl);
  EXPECT_EQ(ReadOne(Page("title: 沸腾\nlink: " + kUrl + " # 原文\n")).url, kUrl);
}

TEST(Markdown, PublishedMayBeASwitch) {
  EXPECT_FALSE(ReadOne(Page("title: 沸腾\npublished: true\nurl: " + kUrl + "\n")).published);
  EXPECT_TRUE(ReadOne(Page("title: 沸腾\npublished: 2023-07-27\nurl: " + kUrl + "\n")).published);
}

TEST(Markdown, ADateWithoutAZoneIsThePublishersTime) {
  EXPECT_EQ(
      ToIso(*ReadOne(Page("title: 沸腾\ndate: 2023-07-27 19:40\nurl: " + kUrl + "\n")).published),
      "2023-07-27T17:40:00Z");
}

TEST(Markdown, TitlesInEveryStyle) {
  const std::string url = "url: " + kUrl + "\n";
  EXPECT_EQ(ReadOne(Page("title: 晨星：一 二  # 注\n" + url)).title, "晨星：一 二");
  EXPECT_EQ(ReadOne(Page("title: 'it''s 晨星'\n" + url)).title, "it's 晨星");
  EXPECT_EQ(ReadOne(Page("title: >-\n  晨星\n  通讯\n" + url)).title, "晨星 通讯");
  EXPECT_EQ(ReadOne(Page("title: \"没有收尾\n" + url)).title, "\"没有收尾");
  EXPECT_EQ(ReadOne(Page(url, "# 正文的标题\n\n正文。\n")).title, "正文的标题");
}

TEST(Markdown, ListsMayBeOneLine) {
  const RawArticle article =
      ReadOne(Page("title: 沸腾\nurl: " + kUrl +
                   "\ntags: 气候，选举、Cop28, 航天\nauthors: [\"林, 溪亭\", 顾一帆]\n"));
  EXPECT_EQ(article.extra_tags, (Texts{"气候", "选举", "Cop28", "航天"}));
  EXPECT_EQ(article.page.authors, (Texts{"林, 溪亭", "顾一帆"}));
}

TEST(Markdown, MarksAreNoText) {
  EXPECT_EQ(Paragraphs("**全球沸腾**的时代，*温度计*走得~~快~~。\n"),
            Texts{"全球沸腾的时代，温度计走得快。"});
  EXPECT_EQ(Paragraphs("## 小标题 ##\n第一行\n第二行 and\nthird\n"),
            (Texts{"小标题", "第一行第二行 and third"}));
  EXPECT_EQ(Paragraphs("- 一\n- 二\n\n1. 甲\n2. 乙\n"), (Texts{"一", "二", "甲", "乙"}));
  EXPECT_EQ(Paragraphs("> 引文\n> 第二行\n\n---\n\n正文。\n"), (Texts{"引文第二行", "正文。"}));
  EXPECT_EQ(Paragraphs("用 `a < b` 和 snake_case，2 * 3 等于 6，\\*星\\*。\n"),
            Texts{"用 a < b 和 snake_case，2 * 3 等于 6，*星*。"});
  EXPECT_EQ(
      Paragraphs("正文。\n\n```cpp\nif (a < b) x();\n```\n\n{% include share.html %}\n完。\n"),
      (Texts{"正文。", "if (a < b) x();", "完。"}));
  EXPECT_EQ(Paragraphs("2023. 不是编号\n"), Texts{"2023. 不是编号"});
}

TEST(Markdown, LinksAreAnchorsWithTheirPlace) {
  const RawArticle article = WithBody(
      "第一段。\n\n一周前，[克里**结束**谈判](/cn/x/20230719-a_(b) \"标题\")，见 "
      "<https://x.example/a>。\n");
  ASSERT_EQ(article.page.paragraphs.size(), 2U);
  EXPECT_EQ(article.page.paragraphs[1], "一周前，克里结束谈判，见 https://x.example/a。");
  ASSERT_EQ(article.page.anchors.size(), 2U);
  const RawAnchor& anchor = article.page.anchors[0];
  EXPECT_EQ(anchor.url, "/cn/x/20230719-a_(b)");
  EXPECT_EQ(anchor.paragraph, 1U);
  EXPECT_EQ(Slice(article.page.paragraphs[1], anchor.span), "克里结束谈判");
  EXPECT_EQ(article.page.anchors[1].url, "https://x.example/a");
}

TEST(Markdown, PicturesAreCaptionsAndBracketsAreText) {
  const RawArticle article = WithBody(
      "正文[战争]和[未完。\n\n![李辉在基辅](a.jpg)\n\n[![火箭](b.jpg)](https://x.example/b)\n");
  EXPECT_EQ(article.page.paragraphs, Texts{"正文[战争]和[未完。"});
  EXPECT_EQ(article.page.captions, (Texts{"李辉在基辅", "火箭"}));
}

TEST(Markdown, HtmlInsideIsReadAsAPage) {
  const RawArticle article = WithBody(
      "正文 <b>加粗</b>。\n\n<div class=\"x\">\n<p>第二段 <a "
      "href=\"/cn/a-b\">链接</a></p>\n</div>\n");
  EXPECT_EQ(article.page.paragraphs, (Texts{"正文 加粗。", "第二段 链接"}));
  ASSERT_EQ(article.page.anchors.size(), 1U);
  EXPECT_EQ(article.page.anchors[0].url, "/cn/a-b");
}

TEST(Markdown, RejectionsNameTheReason) {
  EXPECT_EQ(WhyRejected(Page("title: 沸腾\n")),
            "1: the front matter has no web address (url, from)");
  EXPECT_EQ(WhyRejected(Page("title: 沸腾\nurl: /a\n")),
            "1: the front matter has no web address (url, from)");
  EXPECT_EQ(WhyRejected(Page("url: " + kUrl + "\n")), "1: the front matter has no title");
}

}  // namespace
}  // namespace kg
