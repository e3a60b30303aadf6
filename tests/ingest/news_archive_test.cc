#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "graph/canonical_url.h"
#include "ingest/page_time.h"
#include "tests/ingest/read_articles.h"
#include "tests/support/shared_data.h"

namespace kg {
namespace {

const std::string kAddress = "https://www.chenxing.example/cn/%E6%AC%A7%E6%B4%B2/20230517-a";
const std::string kPage =
    "<div>17/05/2023 - 18:25</div><p>李辉在基辅会见了乌克兰外长库莱巴。</p>\n";

std::string File(const std::string& head) { return head + "------\n\n" + kPage; }

std::string SeenIn(const std::string& head) {
  const RawArticle article = ReadOne(File(head));
  return article.seen ? ToIso(*article.seen) : "none";
}

std::string TitleIn(const std::string& title) {
  return ReadOne(File("<!--1684345502000-->\n[" + title + "](" + kAddress + ")\n")).title;
}

TEST(NewsArchive, ReadsTheFourParts) {
  const RawArticle article =
      ReadOne(File("<!--1684345502000-->\n[李辉抵达基辅](" + kAddress + ")\n"));
  EXPECT_EQ(article.url, kAddress);
  EXPECT_EQ(article.title, "李辉抵达基辅");
  ASSERT_TRUE(article.seen);
  EXPECT_EQ(ToIso(*article.seen), "2023-05-17T17:45:02Z");
  EXPECT_FALSE(article.published);
  EXPECT_EQ(article.page.date, "17/05/2023 - 18:25");
  EXPECT_EQ(article.page.paragraphs,
            std::vector<std::string>{"李辉在基辅会见了乌克兰外长库莱巴。"});
}

TEST(NewsArchive, ATimeThatIsNotKnownStaysUnknown) {
  const std::string title_line = "[晨星](" + kAddress + ")\n";
  EXPECT_EQ(SeenIn("<!--NaN-->\n" + title_line), "none");
  EXPECT_EQ(SeenIn(title_line), "none");
  EXPECT_EQ(SeenIn("<!--0-->\n" + title_line), "none");
  EXPECT_EQ(SeenIn("<!---5000-->\n" + title_line), "none");
  EXPECT_EQ(SeenIn("<!--99999999999999999999-->\n" + title_line), "none");
  EXPECT_EQ(SeenIn("<!--9223372036854775807-->\n" + title_line), "none");
}

TEST(NewsArchive, WithoutACommentTheDateLineTells) {
  const RawArticle article = ReadOne(
      "[晨星](" + kAddress + ")\n------\n日期：Fri, 12 Jun 2020 07:50:51 +0000\n\n" + kPage);
  ASSERT_TRUE(article.seen);
  EXPECT_EQ(ToIso(*article.seen), "2020-06-12T07:50:51Z");
  EXPECT_EQ(article.page.paragraphs.size(), 1U);
}

TEST(NewsArchive, TitlesHoldBracketsAndTheAddressIsTheLast) {
  EXPECT_EQ(TitleIn("[[live 直播 ] 法国选举](续)"), "[[live 直播 ] 法国选举](续)");
  EXPECT_EQ(TitleIn("[视频]李辉抵达[基辅]"), "[视频]李辉抵达[基辅]");
  EXPECT_EQ(TitleIn("他说](http://x.example/a)之后"), "他说](http://x.example/a)之后");
}

TEST(NewsArchive, TitlesAreDecodedAndComposedAndKeepTheirBlanks) {
  EXPECT_EQ(TitleIn("&quot;沸腾&quot;的时代 &amp; 气候"), "\"沸腾\"的时代 & 气候");
  EXPECT_EQ(TitleIn("Caf\u0065\u0301 会谈"), "Caf\u00E9 会谈");
  EXPECT_EQ(TitleIn("两个空格   订18日"), "两个空格   订18日");
}

TEST(NewsArchive, ATitleOverSeveralLinesIsRead) {
  const RawArticle article =
      ReadOne(File("<!--1684345502000-->\n[晨星评论：\n北京的回应\n\n](" + kAddress + ")\n"));
  EXPECT_EQ(article.title, "晨星评论：\n北京的回应");
  EXPECT_EQ(article.url, kAddress);
}

TEST(NewsArchive, FrontMatterBeforeItIsSkipped) {
  const RawArticle article = ReadOne("---\nlayout: post\ntitle: 别的\n---\n\n" +
                                     File("<!--1684345502000-->\n[晨星](" + kAddress + ")\n"));
  EXPECT_EQ(article.title, "晨星");
  EXPECT_TRUE(article.seen);
}

TEST(NewsArchive, LinesMayEndAsOnWindowsButALoneReturnIsText) {
  const RawArticle article =
      ReadOne("<!--1684345502000-->\r\n[晨星](" + kAddress +
              ")\r\n------\r\n\r\n<p>第一段。</p><img alt=\"图\r片\"><p>第二段。</p>\r\n");
  EXPECT_EQ(article.title, "晨星");
  EXPECT_EQ(article.page.paragraphs, (std::vector<std::string>{"第一段。", "第二段。"}));
}

TEST(NewsArchive, APageOverSeveralLinesIsOnePage) {
  const RawArticle article =
      ReadOne("<!--1684345502000-->\n[晨星](" + kAddress +
              ")\n------\n\n<p>第一段。</p>\n\n<p>第二段。</p>\n------\n<p>第三段。</p>\n");
  ASSERT_GE(article.page.paragraphs.size(), 3U);
  EXPECT_EQ(article.page.paragraphs.front(), "第一段。");
  EXPECT_EQ(article.page.paragraphs.back(), "第三段。");
}

TEST(NewsArchive, AnArticleWithoutTextIsAnArticle) {
  const RawArticle article = ReadOne("<!--1684345502000-->\n[晨星](" + kAddress + ")\n------\n");
  EXPECT_EQ(article.title, "晨星");
  EXPECT_TRUE(article.page.paragraphs.empty());
}

TEST(NewsArchive, TheAddressMayHoldReferences) {
  EXPECT_EQ(ReadOne(File("<!--1684345502000-->\n[晨星](https://x.example/a?b=1&amp;copy=2)\n")).url,
            "https://x.example/a?b=1&copy=2");
}

TEST(NewsArchive, RejectionsNameTheLineAndTheReason) {
  const std::string comment = "<!--1684345502000-->\n";
  EXPECT_EQ(WhyRejected(File(comment + "李辉抵达基辅\n")), "2: this is not [title](address)");
  EXPECT_EQ(WhyRejected(File(comment + "[李辉抵达基辅]\n")), "2: this is not [title](address)");
  EXPECT_EQ(WhyRejected(comment), "2: there is no title");
  EXPECT_EQ(WhyRejected(File(comment)), "2: there is no title");
  EXPECT_EQ(WhyRejected(File(comment + "[](" + kAddress + ")\n")), "2: the title is empty");
  EXPECT_EQ(WhyRejected(File(comment + "[晨星](/cn/a-b)\n")),
            "2: the address is not a web address");
  EXPECT_EQ(WhyRejected(File(comment + "[晨星]()\n")), "2: the address is not a web address");
  EXPECT_EQ(WhyRejected(File("[晨星](ftp://x.example/a)\n")),
            "1: the address is not a web address");
  EXPECT_EQ(WhyRejected(comment + "[晨星](" + kAddress + ")\n"),
            "2: no line of dashes follows the title");
  EXPECT_EQ(WhyRejected("---\na: b\n---\n" + File(comment + "晨星\n")),
            "5: this is not [title](address)");
}

std::string BytesOf(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(NewsArchive, EveryRealFixtureIsRead) {
  const std::filesystem::path folder = SharedData("corpus/rfi");
  KG_NEEDS_SHARED(folder);
  int files = 0;
  for (const char* part : {"articles", "later"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / part)) {
      if (!entry.is_regular_file()) continue;
      ++files;
      const RawArticle article = ReadOne(BytesOf(entry.path()));
      EXPECT_FALSE(article.title.empty()) << entry.path();
      const auto url = CanonicalUrl(article.url);
      ASSERT_TRUE(url) << entry.path();
      EXPECT_TRUE(IsArticleLink(*url, *url)) << *url;
      EXPECT_TRUE(article.seen) << entry.path();
      if (article.page.date.empty()) continue;
      EXPECT_TRUE(PageTime(article.page.date, FactsOf(*url).publisher)) << article.page.date;
    }
  }
  EXPECT_GE(files, 71);
}

TEST(NewsArchive, TheSeedHasItsAddressAndTimes) {
  const std::filesystem::path seed = SharedData("corpus/rfi/articles/rfi/000_7ce5041714d4c4c3.md");
  KG_NEEDS_SHARED(seed);
  const RawArticle article = ReadOne(BytesOf(seed));
  const std::string url = CanonicalUrl(article.url).value_or("");
  EXPECT_TRUE(url.starts_with("https://www.rfi.fr/cn/%E4%B8%AD%E5%9B%BD/20231120-")) << url;
  const UrlFacts facts = FactsOf(url);
  EXPECT_EQ(facts.publisher, "rfi.fr");
  EXPECT_EQ(facts.section, "中国");
  EXPECT_EQ(ToIso(facts.day.value_or(Time{})), "2023-11-20T00:00:00Z");
  EXPECT_EQ(ToIso(article.seen.value_or(Time{})), "2023-11-20T14:45:02Z");
  EXPECT_EQ(article.page.date, "20/11/2023 - 15:42");
  EXPECT_EQ(ToIso(PageTime(article.page.date, facts.publisher).value_or(Time{})),
            "2023-11-20T14:42:00Z");
}

}  // namespace
}  // namespace kg
