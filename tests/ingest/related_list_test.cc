#include "ingest/related_list.h"

#include <gtest/gtest.h>

#include "ingest/html_page.h"
#include "tests/ingest/read_page.h"

namespace kg {
namespace {

// "kicker|text|address" for each link of the list.
std::vector<std::string> Related(std::string_view html) {
  std::vector<std::string> related;
  for (const RawLink& link : ReadPage(html).related)
    related.push_back(link.kicker + "|" + link.text + "|" + link.url);
  return related;
}

using Texts = std::vector<std::string>;

std::string ListItem(const std::string& kicker, const std::string& url, const std::string& title) {
  return "<div><divdata-article-list><div><div><div><span>" + kicker +
         "</span></div><div><a href=\"" + url + "\" data-article-item-link><h2>" + title +
         "</h2></a></div></div></div></div></div>";
}

// The block as the archive has it, glued tags and lost end tags included.
std::string Block(const std::string& items) {
  return "<div><asidedata-org-name=\"\"data-org-type=\"\"><div><div role=\"heading\" "
         "aria-level=\"2\"><span>同一主题</span></div></div><div>" +
         items + "</div></aside></div>";
}

TEST(RelatedList, EachLinkHasTheKickerThatStandsBeforeIt) {
  const std::string html = "<p>正文。</p>" + Block(ListItem("中国/法国/博纳", "/cn/a", "甲") +
                                                   ListItem("法国/李辉", "/cn/b", "乙") +
                                                   ListItem("中国乌克兰特使", "/cn/c", "丙"));
  EXPECT_EQ(Related(html),
            (Texts{"中国/法国/博纳|甲|/cn/a", "法国/李辉|乙|/cn/b", "中国乌克兰特使|丙|/cn/c"}));
  EXPECT_EQ(ReadPage(html).paragraphs, Texts{"正文。"});
  EXPECT_TRUE(ReadPage(html).anchors.empty());
}

TEST(RelatedList, AnItemWithoutAKickerTakesNoneFromAnother) {
  const std::string bare =
      "<div><div><a href=\"/cn/b\" data-article-item-link><h2>乙</h2></a></div></div>";
  EXPECT_EQ(Related("<p>正文。</p>" + Block(ListItem("中国", "/cn/a", "甲") + bare)),
            (Texts{"中国|甲|/cn/a", "|乙|/cn/b"}));
  EXPECT_EQ(Related("<p>正文。</p>" + Block(bare)), (Texts{"|乙|/cn/b"}));
}

TEST(RelatedList, AnAddressIsTakenOnce) {
  EXPECT_EQ(Related(Block(ListItem("中国", "/cn/a", "甲") + ListItem("法国", "/cn/a", "甲"))),
            (Texts{"中国|甲|/cn/a"}));
}

TEST(RelatedList, AListOfBoldLinksIsOneAndASourceListIsNot) {
  const PageContent page = ReadPage(
      "<p>正文。</p><ul><li><b><a class=\"external-link\" "
      "href=\"http://h.example/a\">甲</a></b></li></ul>"
      "<ul><li><a href=\"http://h.example/b\"><strong>乙</strong></a></li></ul><p>再一段。</p>");
  ASSERT_EQ(page.related.size(), 2U);
  EXPECT_EQ(page.related[1].url, "http://h.example/b");
  EXPECT_EQ(page.paragraphs, (Texts{"正文。", "再一段。"}));
  const PageContent sources = ReadPage(
      "<ul><li><b><a href=\"/a\">甲</a></b></li><li><b><a "
      "href=\"/b\">乙</a></b>，2020年</li></ul>");
  EXPECT_TRUE(sources.related.empty());
  EXPECT_EQ(sources.paragraphs, (Texts{"甲", "乙，2020年"}));
}

TEST(RelatedList, EmptyLinksToNumberedArticlesAreRelated) {
  EXPECT_EQ(Related("<p>正文。</p><a href=\"/content/article/5494127.html\"></a><a "
                    "href=\"/content/about.html\"></a><a href=\"/a/1.html\"></a>"),
            (Texts{"||/content/article/5494127.html"}));
}

TEST(RelatedList, OrdinaryLinksAreNot) {
  EXPECT_TRUE(
      Related("<p>见<a href=\"/cn/a\">甲</a>。</p><ul><li>一 <a href=\"/cn/b\">乙</a></li></ul>")
          .empty());
}

}  // namespace
}  // namespace kg
