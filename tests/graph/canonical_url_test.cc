#include "graph/canonical_url.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace kg {
namespace {

// Empty when it is refused, which no canonical address is.
std::string Canonical(std::string_view url, std::string_view base = {}) {
  return CanonicalUrl(url, base).value_or("");
}

struct Spellings {
  std::string canonical{};
  std::vector<std::string> written{};
};

void PrintTo(const Spellings& spellings, std::ostream* out) { *out << spellings.canonical; }

class EverySpelling : public testing::TestWithParam<Spellings> {};

TEST_P(EverySpelling, IsOneArticle) {
  const Spellings& param = GetParam();
  EXPECT_EQ(Canonical(param.canonical), param.canonical);
  for (const std::string& url : param.written) EXPECT_EQ(Canonical(url), param.canonical) << url;
  EXPECT_TRUE(IsArticleLink("https://www.chenxing.example/cn/20230101-x", param.canonical));
}

// "示例" is %E7%A4%BA%E4%BE%8B.
INSTANTIATE_TEST_SUITE_P(
    Publishers, EverySpelling,
    testing::Values(
        Spellings{
            "https://www.rfi.fr/cn/%E7%A4%BA%E4%BE%8B/20231120-%E7%A4%BA%E4%BE%8B-a",
            {"http://www.rfi.fr//cn/%E7%A4%BA%E4%BE%8B/20231120-%E7%A4%BA%E4%BE%8B-a",
             "https://rfi.fr/cn/示例/20231120-示例-a", "https://m.rfi.fr/cn/示例/20231120-示例-a/",
             "https://www.rfi.fr/cn/%e7%a4%ba%e4%be%8b/"
             "20231120-%e7%a4%ba%e4%be%8b-a?xtor=RSS-1#top",
             "HTTPS://WWW.RFI.FR:443/cn/示例/20231120-示例-a?anything=else"}},
        Spellings{"https://www.rfi.fr/cn/%E7%A4%BA%E4%BE%8B-b", {"http://www.rfi.fr//cn/示例-b"}},
        Spellings{"https://www.dw.com/zh/a-61966950",
                  {"https://www.dw.com/zh/示例 示例/a-61966950",
                   "https://www.dw.com/zh/%E7%A4%BA/a-61966950/",
                   "https://www.dw.com/zh/谁是示例?/a-61966950",
                   "https://www.dw.com/zh/是?不是?/a-61966950?x=1",
                   "https://www.dw.com/zh/80%%20示例/a-61966950?maca=chi-rss",
                   "https://dw.com/en/x/a-61966950", "https://amp.dw.com/zh/x/a-61966950",
                   "https://api.dw.com/api/detail/article/61966950"}},
        Spellings{"https://www.dw.com/zh/av-61966950", {"https://www.dw.com/zh/示例/av-61966950"}},
        Spellings{"https://www.voachinese.com/a/5493193.html",
                  {"https://www.voachinese.com/a/some-slug-20200707/5493193.html",
                   "http://m.voachinese.com/a/5493193.html",
                   "https://www.voachinese.com/content/article/5493193.html",
                   "https://www.voachinese.com/content/vpn-20150203/5493193.html"}},
        Spellings{"https://cn.reuters.com/article/idCNKBS2428NF",
                  {"https://cn.reuters.com/article/a-slug-0701-idCNKBS2428NF",
                   "https://cn.reuters.com/article/a-topic/a-slug-idCNKBS2428NF?il=0"}},
        Spellings{
            "https://cn.ft.com/story/001088324",
            {"https://cn.ft.com/story/001088324?full=y", "http://www.ftchinese.com/story/001088324",
             "https://m.ftchinese.com/premium/001088324",
             "http://big5.ftchinese.com/story/001088324"}},
        Spellings{"https://cn.nytimes.com/usa/20200701/a-slug",
                  {"https://cn.nytimes.com/usa/20200701/a-slug/",
                   "https://m.cn.nytimes.com/usa/20200701/a-slug/",
                   "https://cn.nytimes.com/usa/20200701/a-slug/zh-hant/",
                   "https://cn.nytimes.com/usa/20200701/a-slug/dual/?utm_source=x"}},
        Spellings{"https://www.rfa.org/mandarin/yataibaodao/gangtai/cl-07012020113957.html",
                  {"http://www.rfa.org/mandarin/yataibaodao/gangtai/cl-07012020113957.html"}},
        Spellings{"https://www.bbc.com/zhongwen/simp/53331782",
                  {"http://www.bbc.com/zhongwen/simp/world-53331782",
                   "https://www.bbc.com/zhongwen/trad/chinese-news-53331782",
                   "https://www.bbc.co.uk/zhongwen/simp/53331782?ocid=x"}},
        Spellings{"https://www.bbc.com/zhongwen/articles/c0de1fghij2o/simp",
                  {"https://www.bbc.com/zhongwen/articles/c0de1fghij2o/trad",
                   "https://www.bbc.com/zhongwen/articles/c0de1fghij2o"}},
        Spellings{"https://chinadigitaltimes.net/chinese/2020/07/%E7%A4%BA%E4%BE%8B",
                  {"http://chinadigitaltimes.net/chinese/2020/07/%e7%a4%ba%e4%be%8b/",
                   "https://chinadigitaltimes.net/chinese/2020/07/示例/#comments"}},
        Spellings{"https://chinadigitaltimes.net/chinese/681376.html", {}},
        Spellings{"https://www.iyouport.org/%E7%A4%BA%E4%BE%8B",
                  {"https://www.iyouport.org/%e7%a4%ba%e4%be%8b/?share=twitter",
                   "https://iyouport.org/示例/"}},
        Spellings{"https://matters.news/@someone/%E7%A4%BA-bafyrei2",
                  {"https://matters.news/@someone/%25E7%25A4%25BA-bafyrei2",
                   "https://matters.town/@someone/示-bafyrei2"}},
        Spellings{"https://medium.com/p/70a3c50caf7f",
                  {"https://medium.com/@hulitw/a-story-70a3c50caf7f?source=rss-f1fb3e40dc37------2",
                   "https://hulitw.medium.com/a-story-70a3c50caf7f?source=friends"}},
        Spellings{"https://pao-pao.net/article/1052", {"https://secure.pao-pao.net/article/1052"}},
        Spellings{"https://www.allnow.com/post/614d609cefa7ce3e3869cf97",
                  {"https://m.allnow.com/post/614d609cefa7ce3e3869cf97?from=timeline"}},
        Spellings{"https://nei.st/medium/caixin/a-text",
                  {"https://nei.st/medium/caixin/a-text?source=x"}},
        Spellings{
            "https://www.youtube.com/watch?v=XdEuII9cv-U",
            {"http://youtube.com/watch?feature=youtu.be&v=XdEuII9cv-U&t=133",
             "https://youtu.be/XdEuII9cv-U?t=3", "https://www.youtube.com/watch?v=XdEuII9cv-U&&&",
             "//www.youtube.com/embed/XdEuII9cv-U"}},
        Spellings{"https://www.chenxing.example/cn/%E7%A4%BA%E4%BE%8B/20230517-%E7%A4%BA",
                  {"http://www.chenxing.example//cn/示例/20230517-示?utm_medium=rss#x"}},
        Spellings{"https://news.haibian.example/yaowen/keji/lq-08232023144040.html",
                  {"http://news.haibian.example/yaowen/keji/lq-08232023144040.html"}}));

TEST(CanonicalUrl, HostsOutsideTheTableLoseWwwAndM) {
  EXPECT_EQ(Canonical("http://WWW.Example.org/a"), "https://example.org/a");
  EXPECT_EQ(Canonical("https://m.example.org/a/"), "https://example.org/a");
  EXPECT_EQ(Canonical("https://www.m.example.org."), "https://example.org");
  EXPECT_EQ(Canonical("https://www.com/a"), "https://www.com/a");
}

TEST(CanonicalUrl, DefaultPortsUserNamesAndFragmentsGo) {
  EXPECT_EQ(Canonical("http://me:secret@example.org:80/a#b?c"), "https://example.org/a");
  EXPECT_EQ(Canonical("https://example.org:8443?x=1"), "https://example.org:8443/?x=1");
  EXPECT_EQ(Canonical("https://example.org:/a"), "https://example.org/a");
}

TEST(CanonicalUrl, EscapesAreWrittenOneWay) {
  EXPECT_EQ(Canonical("https://example.org/%7euser/a%2db/%e4%bd%a0 \"<你>"),
            "https://example.org/~user/a-b/%E4%BD%A0%20%22%3C%E4%BD%A0%3E");
  EXPECT_EQ(Canonical("https://example.org/a%2fb%2Fc"), "https://example.org/a%2Fb%2Fc");
  EXPECT_EQ(Canonical("https://example.org/100%"), "https://example.org/100%25");
  EXPECT_EQ(Canonical("https://example.org/%3Fno%23query"), "https://example.org/%3Fno%23query");
  EXPECT_EQ(Canonical("https://example.org/?q=%e4%bd%a0+a b&r=%2Fx/"),
            "https://example.org/?q=%E4%BD%A0+a%20b&r=%2Fx/");
}

TEST(CanonicalUrl, BytesThatAreNoUtf8StayAsTheyAre) {
  EXPECT_EQ(Canonical("https://example.org/%e7%a4"), "https://example.org/%E7%A4");
  EXPECT_EQ(Canonical("https://example.org/\xE7\xA4"), "https://example.org/%E7%A4");
}

TEST(CanonicalUrl, ComposedAndDecomposedLettersAreOne) {
  EXPECT_EQ(Canonical("https://example.org/caf\u0065\u0301"), "https://example.org/caf%C3%A9");
  EXPECT_EQ(Canonical("https://example.org/caf%C3%A9"), "https://example.org/caf%C3%A9");
}

// A segment that goes takes its broken bytes with it; what is left must be composed at once.
TEST(CanonicalUrl, BrokenBytesInASegmentThatGoesDoNotHinderComposing) {
  EXPECT_EQ(Canonical("https://example.org/e\u0301/\xFF/.."), "https://example.org/%C3%A9");
}

TEST(CanonicalUrl, DotAndEmptySegmentsGo) {
  EXPECT_EQ(Canonical("https://example.org/a//./b/../c/"), "https://example.org/a/c");
  EXPECT_EQ(Canonical("https://example.org/../%2e%2e/a"), "https://example.org/a");
}

TEST(CanonicalUrl, TrackingParametersGoAndOthersStayInOrder) {
  EXPECT_EQ(Canonical("https://example.org/a?b=2&utm_source=x&a=1&fbclid=y&XTOR=z&&ref=w"),
            "https://example.org/a?b=2&a=1");
  EXPECT_EQ(Canonical("https://example.org/a?source=rss----1"), "https://example.org/a");
  EXPECT_EQ(Canonical("https://example.org/a?source=book&reference=1"),
            "https://example.org/a?source=book&reference=1");
}

TEST(CanonicalUrl, InternationalHostsHaveOneSpelling) {
  EXPECT_EQ(Canonical("http://Bücher.example/x"), "https://xn--bcher-kva.example/x");
  EXPECT_EQ(Canonical("http://xn--bcher-kva.example/x"), "https://xn--bcher-kva.example/x");
}

TEST(CanonicalUrl, RelativeLinksAreResolved) {
  const std::string base = "https://www.chenxing.example/cn/a/20230517-b?x=1";
  EXPECT_EQ(Canonical("/cn/中国/20230518-c", base),
            "https://www.chenxing.example/cn/%E4%B8%AD%E5%9B%BD/20230518-c");
  EXPECT_EQ(Canonical("20230518-c", base), "https://www.chenxing.example/cn/a/20230518-c");
  EXPECT_EQ(Canonical("../b/20230518-c", base), "https://www.chenxing.example/cn/b/20230518-c");
  EXPECT_EQ(Canonical("//example.org/a", base), "https://example.org/a");
  EXPECT_EQ(Canonical("a", "https://example.org"), "https://example.org/a");
  EXPECT_EQ(Canonical("?page=2", "https://example.org/a?x=1"), "https://example.org/a?page=2");
  EXPECT_EQ(Canonical("#top", "https://example.org/a?x=1"), "https://example.org/a?x=1");
  EXPECT_EQ(Canonical("https://other.example/a", base), "https://other.example/a");
}

TEST(CanonicalUrl, BlanksAroundAndBreaksInsideAreNoPartOfIt) {
  EXPECT_EQ(Canonical(" \r\n https://example.org/a\n\tb \t"), "https://example.org/ab");
}

TEST(CanonicalUrl, WhatIsNoWebAddressIsRefused) {
  for (const char* url :
       {"", "/a", "a", "#a", "mailto:a@example.org", "javascript:void(0)", "ftp://example.org/a",
        "http:", "http://", "https:///", "https://a..b/", "https://.a/", "https://exa mple.org/",
        "https://example.org:port/", "https://example.org:99999/", "https://%E4%BD%A0/",
        "https://[::1]/", "https：//example.org/a", "https://？/"}) {
    EXPECT_FALSE(CanonicalUrl(url)) << url << " became " << Canonical(url);
  }
  EXPECT_FALSE(CanonicalUrl("mailto:a@example.org", "https://example.org/a"));
  EXPECT_FALSE(CanonicalUrl("https://example.org/" + std::string(9000, 'a')));
}

// The law: whatever comes out comes out again.
TEST(CanonicalUrl, IsIdempotentOnJunk) {
  const std::vector<std::string> parts = {"http://",
                                          "https://",
                                          "//",
                                          "/",
                                          "?",
                                          "#",
                                          "&",
                                          "=",
                                          "%",
                                          "%2",
                                          "%25",
                                          "%2F",
                                          "%2f",
                                          "%e7%a4",
                                          "%E7%A4%BA",
                                          "%252e",
                                          "..",
                                          ".",
                                          "示",
                                          "é",
                                          "e\u0301",
                                          "\u212B",
                                          "\u1100\u1161",
                                          "\u3099",
                                          "か",
                                          "\xFF",
                                          "\xE7",
                                          " ",
                                          "\n",
                                          "a-1",
                                          "a-61966950",
                                          "www.",
                                          "m.",
                                          "www.dw.com",
                                          "zh",
                                          "cn",
                                          "rfi.fr",
                                          "youtu.be",
                                          "XdEuII9cv-U",
                                          "watch",
                                          "v=XdEuII9cv-U",
                                          "utm_source=x",
                                          "ref",
                                          ":80",
                                          ":8080",
                                          "@",
                                          "+",
                                          "\"",
                                          "<",
                                          "41",
                                          "2",
                                          "5",
                                          "F",
                                          "20231120-x",
                                          "example.org",
                                          "medium.com",
                                          "-70a3c50caf7f",
                                          "/article/",
                                          "idCNKBS2428NF",
                                          "cn.reuters.com",
                                          "voachinese.com",
                                          "/a/",
                                          "5493193.html",
                                          "bbc.co.uk",
                                          "/zhongwen/trad/",
                                          "world-53331782",
                                          "articles/",
                                          "c0de1fghij2o"};
  std::mt19937_64 random(7);
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string url = random() % 4 == 0 ? "" : "https://";
    for (auto n = random() % 12; n > 0; --n) url += parts[random() % parts.size()];
    const auto once = CanonicalUrl(url, random() % 2 == 0 ? "https://www.rfi.fr/cn/a/b" : "");
    if (!once) continue;
    ++accepted;
    ASSERT_EQ(CanonicalUrl(*once), once) << url;
  }
  EXPECT_GT(accepted, 10'000);
}

UrlFacts Facts(std::string_view url) { return FactsOf(Canonical(url)); }

std::string DayInAddress(std::string_view url) {
  const UrlFacts facts = Facts(url);
  return facts.day ? ToIso(*facts.day).substr(0, 10) : "none";
}

TEST(FactsOf, PublisherIsTheHostWithoutWww) {
  EXPECT_EQ(Facts("http://www.rfi.fr//cn/x/20231120-y").publisher, "rfi.fr");
  EXPECT_EQ(Facts("https://m.cn.nytimes.com/usa/20200701/x/").publisher, "cn.nytimes.com");
  EXPECT_EQ(Facts("https://youtu.be/XdEuII9cv-U").publisher, "youtube.com");
  EXPECT_EQ(Facts("https://www.unknown.example/x?y").publisher, "unknown.example");
  EXPECT_EQ(Facts("https://unknown.example").publisher, "unknown.example");
}

TEST(FactsOf, SectionFollowsThePublishersRule) {
  EXPECT_EQ(Facts("https://www.rfi.fr/cn/中国/20231120-x").section, "中国");
  EXPECT_EQ(Facts("https://www.rfi.fr/cn/专栏检索/要闻解说/20231209-x").section, "要闻解说");
  EXPECT_EQ(Facts("http://www.rfi.fr//cn/contenu/20200708-x").section, "");
  EXPECT_EQ(Facts("http://www.rfi.fr//cn/一-二").section, "");
  EXPECT_EQ(
      Facts("https://www.rfa.org/mandarin/yataibaodao/gangtai/cl-07012020113957.html").section,
      "gangtai");
  EXPECT_EQ(Facts("https://cn.nytimes.com/asia-pacific/20200629/x/").section, "asia-pacific");
  EXPECT_EQ(Facts("https://www.chenxing.example/cn/体育/20240803-x").section, "体育");
  EXPECT_EQ(Facts("https://www.chenxing.example/cn/专栏检索/要闻/20240803-x").section, "要闻");
  EXPECT_EQ(Facts("https://news.haibian.example/yaowen/keji/lq-08232023144040.html").section,
            "keji");
  EXPECT_EQ(Facts("https://unknown.example/a/20240803-x").section, "");
}

TEST(FactsOf, DayIsTheFirstThatCanBeOne) {
  EXPECT_EQ(DayInAddress("https://www.rfi.fr/cn/中国/20231120-x-20231121"), "2023-11-20");
  EXPECT_EQ(DayInAddress("https://unknown.example/2023/11/20/x"), "2023-11-20");
  EXPECT_EQ(DayInAddress("https://unknown.example/news-2023-11-20-x"), "2023-11-20");
  EXPECT_EQ(DayInAddress("https://www.rfa.org/mandarin/x/y/cl-07012020113957.html"), "2020-07-01");
  EXPECT_EQ(DayInAddress("https://unknown.example/20200701113957"), "2020-07-01");
  EXPECT_EQ(DayInAddress("https://unknown.example/20231131/20231201"), "2023-12-01");
}

TEST(FactsOf, NumbersThatAreNoDayGiveNone) {
  EXPECT_EQ(DayInAddress("https://www.dw.com/zh/x/a-20160401"), "none");
  EXPECT_EQ(DayInAddress("https://chinadigitaltimes.net/chinese/2020/07/x/"), "none");
  EXPECT_EQ(DayInAddress("https://unknown.example/12345678/202307011/2023/13/01"), "none");
  EXPECT_EQ(DayInAddress("https://unknown.example/%20200720"), "none");
  EXPECT_EQ(DayInAddress("https://unknown.example/x?day=20231120"), "none");
}

bool IsLink(std::string_view target, std::string_view host = "https://unknown.example/x") {
  return IsArticleLink(Canonical(host), Canonical(target));
}

TEST(IsArticleLink, ListsAuthorsFilesAndStartPagesOfKnownPublishersAreNone) {
  for (const char* url :
       {"https://www.rfi.fr/cn/", "https://www.rfi.fr/cn/中国/", "https://www.rfi.fr/tw/尼古拉",
        "https://www.rfi.fr/cn/专栏检索/要闻解说/", "https://www.dw.com/zh/x/s-9097",
        "https://chinadigitaltimes.net/chinese/tag/x/",
        "https://chinadigitaltimes.net/chinese/files/2020/06/x.jpeg",
        "https://www.iyouport.org/category/x-y/", "https://www.iyouport.org/about/",
        "https://nei.st/medium/wsj", "https://nei.st/tag/x", "https://pao-pao.net/tags/161",
        "https://m.cn.nytimes.com/morning-brief/", "https://www.youtube.com/user/someone",
        "https://news.haibian.example/fukan/tag/航天/",
        "https://news.haibian.example/yaowen/keji/lq-08232023144040.html/dc110b22.jpg"}) {
    EXPECT_FALSE(IsLink(url, url)) << url;
  }
}

TEST(IsArticleLink, UnknownSitesCountOnTheirOwnHostOnly) {
  EXPECT_TRUE(IsLink("https://www.unknown.example/2023/a-story.html"));
  EXPECT_FALSE(IsLink("https://other.example/2023/a-story.html"));
  for (const char* url : {"https://unknown.example", "https://unknown.example/tag/x",
                          "https://unknown.example/Author/x", "https://unknown.example/a/photo.JPG",
                          "https://unknown.example/?p=1"}) {
    EXPECT_FALSE(IsLink(url)) << url;
  }
}

}  // namespace
}  // namespace kg
