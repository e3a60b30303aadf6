#include "ingest/html_page.h"

#include <gtest/gtest.h>

#include <chrono>

#include "graph/utf8.h"
#include "tests/ingest/read_page.h"

namespace kg {
namespace {

using Texts = std::vector<std::string>;

Texts ParagraphsOf(std::string_view html) { return ReadPage(html).paragraphs; }

// "anchor text -> address" for each link in the text.
Texts Anchors(std::string_view html) {
  const PageContent page = ReadPage(html);
  Texts anchors;
  for (const RawAnchor& anchor : page.anchors) {
    anchors.push_back(std::string(Slice(page.paragraphs.at(anchor.paragraph), anchor.span)) +
                      " -> " + anchor.url);
  }
  return anchors;
}

TEST(HtmlPage, BlocksAreParagraphsAndInlineTagsAreNot) {
  EXPECT_EQ(ParagraphsOf("<div><p>李<b>辉</b>抵达<em>基辅</em>。</p><h2>小标题</"
                         "h2>无标签<br>换行<ul><li>一项</li></ul></div>"),
            (Texts{"李辉抵达基辅。", "小标题", "无标签", "换行", "一项"}));
}

TEST(HtmlPage, BlanksAreOneAndEmptyParagraphsGo) {
  EXPECT_EQ(ParagraphsOf("<p><strong>导语。        </strong></p><p>&nbsp;</p><p>\u3000\u3000第一 "
                         "\u00A0段\t</p><p></p>"),
            (Texts{"导语。", "第一 段"}));
}

TEST(HtmlPage, LinksKeepTheirPlaceAndTheirAddress) {
  EXPECT_EQ(Anchors("<p>此前，<a href=\"/cn/a?x=1&amp;y=2\"> 马克龙<b>访华</b> </a>，见<a "
                    "href='#x'>上文</a>。</p>"
                    "<p><a href=\"https://haibian.example/b\">b</a></p><a href=\"/none\"></a>"),
            (Texts{"马克龙访华 -> /cn/a?x=1&y=2", "b -> https://haibian.example/b"}));
}

TEST(HtmlPage, TheDateLineIsNoParagraph) {
  const PageContent page = ReadPage("<div>20/11/2023 - 15:42</div><p>正文。</p>");
  EXPECT_EQ(page.date, "20/11/2023 - 15:42");
  EXPECT_EQ(page.paragraphs, Texts{"正文。"});
  const PageContent with_byline = ReadPage(
      "<div><i>null 何晓岚（综合报道）<br>2020-07-08T00:54:15.550Z</i></div><p>正文。</p>");
  EXPECT_EQ(with_byline.date, "2020-07-08T00:54:15.550Z");
  EXPECT_EQ(with_byline.authors, Texts{"何晓岚"});
  EXPECT_EQ(with_byline.paragraphs, Texts{"正文。"});
  EXPECT_EQ(
      ReadPage(
          "<address>何晓岚</address><time pudate=\"2024-06-26 08:47:21\">今天</time><p>正文。</p>")
          .date,
      "2024-06-26 08:47:21");
}

TEST(HtmlPage, BylinesAreAuthorsAndNoText) {
  const PageContent page = ReadPage(
      "<p>正文。</p><div><div><span>作者：</span><a href=\"/cn/z/\" "
      "title=\"何晓岚\">何晓岚</a></div></div>");
  EXPECT_EQ(page.authors, Texts{"何晓岚"});
  EXPECT_EQ(page.paragraphs, Texts{"正文。"});
  EXPECT_TRUE(page.anchors.empty());
  EXPECT_EQ(ReadPage("<p>正文。</p><p>记者：何晓岚   责编：于帆</p>").paragraphs, Texts{"正文。"});
  EXPECT_EQ(ReadPage("<p>正文。（译者：何晓岚/核稿：于帆）</p>").paragraphs, Texts{"正文。"});
}

TEST(HtmlPage, CaptionsAreKeptOnceAndApart) {
  const std::string caption = "2023年11月18日，记者会现场。（资料图）";
  const PageContent page =
      ReadPage("<figure><img alt=\"" + caption + "\" src=x><figcaption>" + caption +
               "</figcaption><a data-caption=\"" + caption +
               "\" href=y><img src=z></a></figure><p>正文。</p><img "
               "src=x><div><small>另一张图的说明</small></div><p>再一段。</p>");
  EXPECT_EQ(page.captions, (Texts{caption, "另一张图的说明"}));
  EXPECT_EQ(page.paragraphs, (Texts{"正文。", "再一段。"}));
}

TEST(HtmlPage, ACreditInASpanOfItsOwnIsNoCaption) {
  EXPECT_EQ(ReadPage("<figure><img src=x><figcaption><span >街头</span> <span>©  "
                     "美联社</span></figcaption></figure>")
                .captions,
            Texts{"街头"});
}

TEST(HtmlPage, TagsComeFromTheLineThatHoldsThem) {
  const PageContent page = ReadPage(
      "<p>正文。</p><p><small>&copy; 何晓岚<br/>Post tags: <a href='/t/1' rel=\"tag\">佩洛西</a>, "
      "<a href='/t/2' rel=\"tag\">台海</a>, "
      "<a href='/t/1' rel=\"tag\">佩洛西</a><br/></small></p>");
  EXPECT_EQ(page.tags, (Texts{"佩洛西", "台海"}));
  EXPECT_EQ(page.paragraphs, Texts{"正文。"});
}

// Rows of the breakage table.
TEST(HtmlPage, BrokenTagsLoseNoText) {
  EXPECT_EQ(ParagraphsOf("<p></small></p></li><p>一</span></aside></p></section>二"),
            (Texts{"一", "二"}));
  EXPECT_EQ(
      ParagraphsOf("<p><figure><img src=x></p><figcaption>说明</figcaption></figure><p>正文。</p>"),
      Texts{"正文。"});
  EXPECT_EQ(
      ParagraphsOf("<divdata-x><p>一</div><asidedata-org-name=\"\"data-org-type=\"\">二</aside>"),
      (Texts{"一", "二"}));
  EXPECT_EQ(
      ParagraphsOf("<p>一<div data-image-dataset=\"{&quot;url&quot;:&quot;https:\\/\\/x\"></div>"
                   "<div data-cy='[{\"devices\":[\"a>b\"]}]'>二</div>"),
      (Texts{"一", "二"}));
}

TEST(HtmlPage, WordsOfInterfacesAndProgramsAreNoText) {
  EXPECT_EQ(ParagraphsOf("<div>20/11/2023 - 15:42</div>Array<p>正文。</p><div>分享 "
                         ":</div><div><span>广告</span></div>"
                         "<divdata-tms-ad-type=\"box\">举报广告</div><button>播放影片</"
                         "button><time>01:53</time><p>继续浏览后续</p>"
                         "<br><hr><div>获取更多RSS：<br><a "
                         "href=\"https://feeds.example\">https://feeds.example</a><br>https://"
                         "run.feeds.example</div>"),
            Texts{"正文。"});
  EXPECT_EQ(ParagraphsOf("<p>正文。</p><noscript><img "
                         "src=x>重复</noscript><svg><text>图</text></svg><iframe>框</iframe>"),
            Texts{"正文。"});
}

TEST(HtmlPage, SquareBracketsAreNoLinks) {
  const PageContent page = ReadPage("<p>[战争]的代价(见上)。[People's Army]</p>");
  EXPECT_EQ(page.paragraphs, Texts{"[战争]的代价(见上)。[People's Army]"});
  EXPECT_TRUE(page.anchors.empty());
}

TEST(HtmlPage, AGalleryIsNotTheStory) {
  const PageContent page = ReadPage(
      "<p>正文。</p><h3>相关图集：海边</h3><div><img src=x><b>第一张</b>：海</div><div><img "
      "src=x><b>第二张</b>：船</div><p>结尾。</p>");
  EXPECT_EQ(page.paragraphs, (Texts{"正文。", "结尾。"}));
  EXPECT_EQ(page.captions.size(), 2U);
}

// A reader with a tree or with recursion ends here in minutes or without a stack.
TEST(HtmlPage, AMillionOpenTagsAreReadAtOnce) {
  for (const char* tag :
       {"<div>", "<p>", "<b>", "<a href=x>", "<figure>", "<div class=related>", "<ul><li>",
        "<span>", "<divdata-x>", "<a href=/a/1234.html></a>", "<a href=x data-article-item-link>x",
        "<li><b><a href=x>x</a></b></li>", "<noscript>", "<a rel=tag href=x>x</a>, "}) {
    std::string html;
    for (int i = 0; i < 1'000'000; ++i) html += tag;
    html += "正文。";
    const auto start = std::chrono::steady_clock::now();
    const PageContent page = ReadPage(html);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60)) << tag;
    EXPECT_FALSE(page.paragraphs.empty() && page.related.empty()) << tag;
  }
}

TEST(HtmlPage, AnAttributeOfTenMegabytesIsReadAtOnce) {
  const std::string big(10 << 20, 'x');
  EXPECT_EQ(ParagraphsOf("<p title=\"" + big + "\">正文。</p>"), Texts{"正文。"});
  EXPECT_EQ(ParagraphsOf("<p " + big + ">正文。</p>"), Texts{"正文。"});
  EXPECT_EQ(ParagraphsOf("<p>正文。</p><p title=\"" + big), Texts{"正文。"});
  std::string many = "<p";
  for (int i = 0; i < 500'000; ++i) many += " a='";
  EXPECT_EQ(ParagraphsOf(many + ">正文。</p>").size(), 1U);
}

}  // namespace
}  // namespace kg
