#include "ingest/build_article.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/ingest/build_article.h"

namespace kg {
namespace {

using Texts = std::vector<std::string>;

std::string LinkItem(const std::string& kicker, const std::string& url, const std::string& title) {
  return "<div><span>" + kicker + "</span></div><div><a href=\"" + url +
         "\" data-article-item-link><h2>" + title + "</h2></a></div>";
}

Texts NamesOf(const std::vector<Label>& labels) {
  Texts names;
  for (const Label& label : labels) names.push_back(label.name);
  return names;
}

TEST(BuildArticle, TheTextIsTitleBodyCaptionsTagsRelated) {
  const Article article = BuildFromHtml(
      "标题",
      "<p>第一段。</p><p>第二段。</p><figure><img src=x><figcaption>说明</figcaption></figure>"
      "<p>Post tags: <a href=/t rel=tag>气候</a>, <a href=/u rel=tag>选举</a></p>" +
          LinkItem("中国/法国", "/cn/b", "乙"));
  EXPECT_EQ(article.text, "标题\n第一段。\n第二段。\n说明\n气候\n选举\n中国/法国\n乙\n");
  Texts fields;
  for (const FieldSpan& field : article.fields)
    fields.push_back(std::string(ToString(field.field)) + ": " + Quote(article, field.span));
  EXPECT_EQ(fields, (Texts{"title: 标题", "body: 第一段。\n第二段。", "caption: 说明",
                           "tag: 气候\n选举", "related: 中国/法国\n乙"}));
  ExpectSpansQuoteWhatTheyName(article);
}

TEST(BuildArticle, AFieldWithoutTextHasNoSpan) {
  const Article article = BuildFromHtml("只有标题", "<p></p>");
  EXPECT_EQ(article.text, "只有标题\n");
  EXPECT_EQ(article.fields, (std::vector<FieldSpan>{{Field::kTitle, {0, 4}}}));
}

TEST(BuildArticle, MentionsKnowFieldSentenceAndParagraph) {
  const Article article =
      BuildFromHtml("马克龙致电习近平", "<p>天气很好。普京说话。</p><p>泽连斯基说，普京错了。</p>");
  const auto mentions = [&](const std::string& name) {
    Texts places;
    for (const Entity& entity : article.entities) {
      if (entity.name != name) continue;
      for (const Mention& m : entity.mentions) {
        places.push_back(std::string(ToString(m.field)) + " " + std::to_string(m.sentence) + " " +
                         std::to_string(m.paragraph));
      }
    }
    return places;
  };
  EXPECT_EQ(mentions("习近平"), Texts{"title 0 0"});
  EXPECT_EQ(mentions("普京"), (Texts{"body 2 1", "body 3 2"}));
  EXPECT_EQ(mentions("泽连斯基"), Texts{"body 3 2"});
}

TEST(BuildArticle, KickersBelongToTheLinkedArticle) {
  const Article article = BuildFromHtml(
      "标题", "<p>正文。</p>" + LinkItem("法国/ 中国 /乌克兰//李辉/法国", "/cn/a", "甲") +
                  LinkItem("中国乌克兰特使", "/cn/b", "乙"));
  ASSERT_EQ(article.related.size(), 2U);
  EXPECT_EQ(NamesOf(article.related[0].labels), (Texts{"法国", "中国", "乌克兰", "李辉"}));
  EXPECT_EQ(NamesOf(article.related[1].labels), Texts{"中国乌克兰特使"});
  EXPECT_EQ(NamesOf(article.labels), Texts{"中国"});
  EXPECT_EQ(article.labels[0].role, LabelRole::kSection);
  EXPECT_TRUE(article.entities.empty());
  ExpectSpansQuoteWhatTheyName(article);
}

TEST(BuildArticle, RelatedLinksAreRankedAndAnAddressIsLinkedOnce) {
  const Article article = BuildFromHtml(
      "标题",
      "<p>见<a href=\"/cn/a\">甲</a>、<a "
      "href=\"http://www.chenxing.example//cn/20230517-c#x\">丙</a>、<a "
      "href=\"/cn/about\">关于</a>和<a href=\"/cn/20230517-c\">丙</a>。</p>" +
          LinkItem("", "/cn/a", "甲") +
          LinkItem("", "https://www.chenxing.example/cn/a?utm_source=x", "甲二") +
          LinkItem("", "/cn/%E4%B8%AD%E5%9B%BD/20231120-x", "自己") + LinkItem("", "/cn/b", "乙"));
  Texts related;
  for (const Link& link : article.related)
    related.push_back(std::to_string(link.rank) + " " + link.title);
  EXPECT_EQ(related, (Texts{"1 甲", "2 乙"}));
  ASSERT_EQ(article.links.size(), 1U);
  EXPECT_EQ(article.links[0].url, "https://www.chenxing.example/cn/20230517-c");
  EXPECT_EQ(article.links[0].rank, 0U);
  EXPECT_EQ(Quote(article, article.links[0].span), "丙");
}

std::string PublishedOf(RawArticle raw) {
  if (raw.url.empty()) raw.url = "https://www.chenxing.example/cn/%E4%B8%AD%E5%9B%BD/20231120-x";
  raw.title = "标题";
  const Article article = Build(std::move(raw));
  if (!article.published) return "none " + std::to_string(static_cast<int>(article.published_from));
  return ToIso(*article.published) + " " + std::to_string(static_cast<int>(article.published_from));
}

TEST(BuildArticle, ThePublishedTimeSaysWhereItIsFrom) {
  const Time given = *ParseIso("2023-11-19T10:00:00Z");
  const Time seen = *ParseIso("2023-11-20T17:15:02Z");
  const PageContent page{.date = "20/11/2023 - 18:05"};
  EXPECT_EQ(PublishedOf({.seen = seen, .published = given, .page = page}),
            "2023-11-19T10:00:00Z 4");
  EXPECT_EQ(PublishedOf({.seen = seen, .page = page}), "2023-11-20T17:05:00Z 1");
  EXPECT_EQ(PublishedOf({.seen = seen}), "2023-11-20T17:15:02Z 2");
  EXPECT_EQ(PublishedOf({}), "2023-11-20T00:00:00Z 3");
  EXPECT_EQ(PublishedOf({.url = "https://www.chenxing.example/cn/x"}), "none 0");
  EXPECT_EQ(PublishedOf({.seen = seen, .page = {.date = "31/02/2023"}}), "2023-11-20T17:15:02Z 2");
}

TEST(BuildArticle, ATimeNoStoreCanHoldIsUnknown) {
  const Time late = kLastTime + std::chrono::hours(1);
  const Article article = Build({.url = "https://www.chenxing.example/cn/x",
                                 .title = "标题",
                                 .seen = late,
                                 .published = late});
  EXPECT_EQ(article.seen, std::nullopt);
  EXPECT_EQ(article.published, std::nullopt);
  ExpectSpansQuoteWhatTheyName(article);
}

TEST(BuildArticle, WithoutAddressOrTitleThereIsNoArticle) {
  std::string reason;
  EXPECT_FALSE(BuildArticle({.url = "/cn/x", .title = "标题"}, &reason));
  EXPECT_EQ(reason, "the address is not a web address");
  EXPECT_FALSE(BuildArticle({.url = "https://www.chenxing.example/cn/x", .title = " \u3000\u00A0"},
                            &reason));
  EXPECT_EQ(reason, "the title is empty");
}

TEST(CleanTitle, LosesTheMarksOfArchivesAndSites) {
  EXPECT_EQ(CleanTitle("CLONE - 鲍彤谈往事 - 要闻分析"), "鲍彤谈往事 - 要闻分析");
  EXPECT_EQ(CleanTitle("比利时国王懊悔 – 法国国际广播电台 - RFI"), "比利时国王懊悔");
  EXPECT_EQ(CleanTitle("Coronavirus – 中国启动检测"), "Coronavirus – 中国启动检测");
  EXPECT_EQ(CleanTitle("[[live 直播 ] 选举](续)"), "[[live 直播 ] 选举](续)");
}

TEST(CleanTitle, IsOneTrimmedLine) {
  EXPECT_EQ(CleanTitle(" \u3000台湾大选   订18日\n开始\t\u00A0"), "台湾大选   订18日 开始");
  EXPECT_EQ(CleanTitle("CLONE -   标题  – 法国国际广播电台 - RFI"), "标题");
  EXPECT_EQ(CleanTitle("a\x01\x1B[31m\r"), "a[31m");
  EXPECT_EQ(CleanTitle("\n"), "");
}

// Pages put together at random from what the archive is made of.
TEST(BuildArticle, EverySpanQuotesWhatItNamesOnAnyPage) {
  const std::vector<std::string> parts = {"<p>",
                                          "</p>",
                                          "<div>",
                                          "</div>",
                                          "<br>",
                                          "<b>",
                                          "</b>",
                                          "<figure><img src=x>",
                                          "<figcaption>",
                                          "</figcaption></figure>",
                                          "法国总统马克龙",
                                          "习近平",
                                          "（Emmanuel Bonne）",
                                          "马克龍",
                                          "谢尔盖-绍伊古",
                                          "说，",
                                          "。",
                                          " ",
                                          "\u3000",
                                          "\u200B",
                                          "&amp;",
                                          "\xFF",
                                          "😀",
                                          "Post tags: ",
                                          "<a href=/t rel=tag>",
                                          "<a href=\"/cn/a\" data-article-item-link>",
                                          "<a href=\"/cn/b\">",
                                          "</a>",
                                          "<span>中国/ 法国</span>",
                                          "<li>",
                                          "</li>",
                                          "作者：",
                                          "20/11/2023 - 15:42",
                                          "<small>",
                                          "</small>",
                                          "泽连斯基",
                                          "\n",
                                          "相关图集：",
                                          "/"};
  std::mt19937_64 random(111);
  for (int round = 0; round < 4000; ++round) {
    std::string html;
    for (auto n = random() % 40; n > 0; --n) html += parts[random() % parts.size()];
    ExpectSpansQuoteWhatTheyName(BuildFromHtml("标题 " + parts[random() % 4 + 10], html));
    ASSERT_FALSE(testing::Test::HasFailure()) << html;
  }
}

}  // namespace
}  // namespace kg
