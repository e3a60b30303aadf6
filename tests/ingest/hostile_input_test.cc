// Files made to take all time or memory: each is read or rejected within bounds.

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

#include "graph/canonical_url.h"
#include "graph/utf8.h"
#include "ingest/archive_reader.h"
#include "ingest/build_article.h"
#include "tests/support/repeated.h"

namespace kg {
namespace {

constexpr std::size_t kMany = 1'000'000;

std::string NewsPage(const std::string& html) {
  return "<!--1732445102000-->\n[标题](https://www.chenxing.example/cn/a/1)\n------\n\n" + html;
}

struct Result {
  std::vector<Article> articles{};
  std::vector<Rejection> rejected{};
};

// Processor time, as other programs run beside: 30 s, and more under sanitizers. What is not linear
// takes hours.
class HostileInput : public testing::Test {
 protected:
  Result Read(const std::string& bytes) {
    Result result;
    const std::clock_t start = std::clock();
    const auto take = [&](RawArticle&& raw) {
      std::string reason;
      if (auto article = BuildArticle(std::move(raw), &reason)) {
        result.articles.push_back(std::move(*article));
      } else {
        result.rejected.push_back({"x", 1, reason});
      }
    };
    ReadArticles(bytes, {.path = "x", .article = take, .reject = [&](Rejection&& why) {
                           result.rejected.push_back(std::move(why));
                         }});
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    EXPECT_LT(seconds, 150);
#else
    EXPECT_LT(seconds, 30);
#endif
    EXPECT_FALSE(result.articles.empty() && result.rejected.empty());
    for (const Article& article : result.articles) {
      EXPECT_TRUE(IsValidUtf8(article.text));
      EXPECT_TRUE(IsValidUtf8(article.title));
    }
    return result;
  }
};

TEST_F(HostileInput, AMillionNestedTags) {
  for (const char* tag : {"<div>", "<b>", "<ul><li>", "<a href='/x'>", "<!--"}) {
    Read(NewsPage("<p>正文。</p>" + Repeated(tag, kMany) + "<p>结尾。</p>"));
  }
}

TEST_F(HostileInput, AMillionEntities) {
  Read(NewsPage("<p>" + Repeated("&amp;&#20013;&#xFFFFFFFF;&lol9;", kMany / 4) + "</p>"));
  Read(NewsPage("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><p>&b;正文。</p>"));
}

TEST_F(HostileInput, AMillionLinksInOneArticle) {
  std::string links;
  for (std::size_t i = 0; i < kMany; ++i) {
    links += "<a href=/a/" + std::to_string(i) + ">甲</a>";
  }
  Read(NewsPage("<p>正文。" + links + "</p>"));
}

// As large as --max-file lets it be, and full of names.
TEST_F(HostileInput, SixteenMegabytesOfNamesInOneLine) {
  Read(NewsPage("<p>" + Repeated("法国总统马克龙访问北京。", (16 << 20) / 36) + "</p>"));
}

TEST_F(HostileInput, AHundredMegabytesOfOneLine) {
  Read(NewsPage("<p>" + Repeated("abcdefgh", 100'000'000 / 8) + "</p>"));
}

TEST_F(HostileInput, JsonOfAMillionLevels) {
  Read("{\"url\":" + Repeated("[", kMany) + "\n");
  Read("{\"url\":\"https://a.example/1\",\"title\":\"t\",\"text\":\"x\",\"more\":" +
       Repeated("{\"a\":", kMany) + "\n");
}

TEST_F(HostileInput, BytesThatAreNoText) {
  const std::string nul(1, '\0');
  const Result zeros = Read(NewsPage("<p>前" + nul + "后</p>"));
  for (const Article& article : zeros.articles) {
    EXPECT_EQ(article.text.find('\0'), std::string::npos);
  }
  Read(NewsPage("<p>正文正文正文\xFF\xC0\xAF\xED\xA0\x80</p>"));
  Read("{\"url\":\"https://a.example/1\",\"title\":\"\\ud800\",\"text\":\"x\\udc00\\u0000y\"}\n");
  Read(std::string(1000, '\xFF'));
}

TEST_F(HostileInput, DatesOutOfTime) {
  for (const char* date : {"0000-01-01", "0001-01-01", "1799-12-31", "9999-12-31", "99999-01-01",
                           "-1-01-01", "2023-02-30", "1970-13-01", "", "99999999999999999999"}) {
    const Result result = Read(std::string("{\"url\":\"https://a.example/x\",\"title\":\"t\","
                                           "\"text\":\"x\",\"published\":\"") +
                               date + "\"}\n");
    for (const Article& article : result.articles) {
      if (!article.published) continue;
      EXPECT_GE(*article.published, kFirstTime) << date;
      EXPECT_LE(*article.published, kLastTime) << date;
    }
  }
}

TEST_F(HostileInput, ATitleAndAnAddressOfAMegabyte) {
  const std::string much = Repeated("长", kMany / 3);
  Read("<!--1732445102000-->\n[" + much + "](https://www.chenxing.example/cn/a/" + much +
       ")\n------\n\n<p>正文。</p>");
  Read("---\ntitle: " + much + "\nfrom: https://a.example/" + Repeated("a/", kMany) + "\ntags: [" +
       Repeated("a, ", kMany) + "]\n---\n\n正文。\n");
}

TEST_F(HostileInput, MarkdownThatNests) {
  const std::string front = "---\ntitle: t\nfrom: https://a.example/1\n---\n\n";
  for (const char* sign : {"> ", "* ", "[", "**", "![](", "<"}) {
    Read(front + Repeated(sign, kMany) + "正文。\n");
    Read(front + Repeated(std::string(sign) + "\n", kMany / 4) + "正文。\n");
  }
}

}  // namespace
}  // namespace kg
