#include "graph/url_parts.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

std::string Split(std::string_view url) {
  const std::optional<UrlParts> parts = SplitUrl(url);
  return parts ? parts->host + " " + std::string(parts->path) + " " + std::string(parts->query)
               : "none";
}

TEST(SplitUrl, TakesHostPathAndQueryApart) {
  EXPECT_EQ(Split("HTTPS://User:Pw@WWW.Chenxing.Example:443/cn//a?b=c?d#e"),
            "www.chenxing.example /cn//a b=c?d");
  EXPECT_EQ(Split("//chenxing.example:8080"), "chenxing.example:8080  ");
  EXPECT_EQ(Split("http://chenxing.example.?x"), "chenxing.example  x");
  EXPECT_EQ(Split("http://晨星.example/中国"), "xn--kiv4f.example /中国 ");
}

TEST(SplitUrl, WithoutAUsableHostThereIsNone) {
  for (const char* url :
       {"", "/cn/a", "chenxing.example/a", "ftp://chenxing.example/", "https://", "https:///",
        "https://a b/", "https://.example/", "https://a..b/", "https://h:99999/", "https://h:x/",
        "mailto:li@chenxing.example", "javascript:alert(1)"}) {
    EXPECT_EQ(Split(url), "none") << url;
  }
}

TEST(ResolveUrl, FollowsTheBase) {
  const std::string base = "https://chenxing.example/cn/a/b?q=1";
  EXPECT_EQ(ResolveUrl("/x?y", base), "https://chenxing.example/x?y");
  EXPECT_EQ(ResolveUrl("c", base), "https://chenxing.example/cn/a/c");
  EXPECT_EQ(ResolveUrl("?z", base), "https://chenxing.example/cn/a/b?z");
  EXPECT_EQ(ResolveUrl("#top", base), base);
  EXPECT_EQ(ResolveUrl("//haibian.example/x", base), "//haibian.example/x");
  EXPECT_EQ(ResolveUrl("c", "https://chenxing.example"), "https://chenxing.example/c");
  EXPECT_EQ(ResolveUrl("/x", ""), std::nullopt);
  EXPECT_EQ(ResolveUrl("http://haibian.example/", ""), "http://haibian.example/");
}

TEST(CanonicalPath, HasOneFormForAllWaysOfWriting) {
  const std::string china = "/cn/%E4%B8%AD%E5%9B%BD";
  for (const char* path : {"/cn/中国", "/cn/%e4%b8%ad%e5%9b%bd", "//cn/./x/../中国/",
                           "/cn/%25E4%25B8%25AD%25E5%259B%25BD"}) {
    EXPECT_EQ(CanonicalPath(path), china) << path;
  }
  EXPECT_EQ(CanonicalPath("/caf%C3%A9"), CanonicalPath("/cafe%CC%81"));
  EXPECT_EQ(CanonicalPath("/../.."), "");
  EXPECT_EQ(CanonicalPath("/a%2fb/100%"), "/a%2Fb/100%25");
  EXPECT_EQ(CanonicalPath("/\xFF"), "/%FF");
  EXPECT_EQ(DecodedPath(china), "/cn/中国");
}

TEST(CanonicalQuery, KeepsWhatItMeansAndLosesTheTracks) {
  EXPECT_EQ(CanonicalQuery("&a=%e4%b8&&b=%61 c&"), "a=%E4%B8&b=a%20c");
  EXPECT_EQ(CanonicalQuery("a=%26b"), "a=%26b");
  EXPECT_EQ(WithoutTracking("utm_source=x&id=7&REF=y&xtor=z&reference=1"), "id=7&reference=1");
  EXPECT_EQ(WithoutTracking("utm_source=x"), "");
}

}  // namespace
}  // namespace kg
