#include "graph/publishers.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <set>
#include <sstream>

#include "graph/error.h"

namespace kg {
namespace {

std::vector<Publisher> Load(const std::string& table) {
  std::istringstream in(table);
  return LoadPublishers(in);
}

std::string ErrorOf(const std::string& table) {
  try {
    Load(table);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    return error.what();
  }
  return "no error";
}

TEST(LoadPublishers, ReadsEveryKey) {
  const auto publishers = Load(
      "# a comment\n"
      "host: www.one.example\nalso: one.test two.test\nname: 一号\nzone: Asia/Tokyo\n"
      "article: /a/(\\d+) => /\\1\narticle: /b/.*\nsection: /([^/]+)/.*\ndates: none\n"
      "\n  host:\tthree.example  \r\n name: 三号\narticle: /.+\n");
  ASSERT_EQ(publishers.size(), 2U);
  const Publisher& first = publishers[0];
  EXPECT_EQ(first.host, "www.one.example");
  EXPECT_EQ(first.aliases, (std::vector<std::string>{"one.test", "two.test"}));
  EXPECT_EQ(first.name, "一号");
  EXPECT_EQ(first.zone, "Asia/Tokyo");
  EXPECT_FALSE(first.dated_paths);
  ASSERT_EQ(first.articles.size(), 2U);
  EXPECT_EQ(first.articles[0].rewrite, "/\\1");
  EXPECT_EQ(first.articles[0].pattern->pattern(), "/a/(\\d+)");
  EXPECT_EQ(first.articles[1].rewrite, "");
  EXPECT_EQ(first.sections.size(), 1U);
  EXPECT_EQ(publishers[1].host, "three.example");
  EXPECT_EQ(publishers[1].zone, "UTC");
  EXPECT_TRUE(publishers[1].dated_paths);
}

TEST(LoadPublishers, SaysWhichLineIsWrong) {
  EXPECT_EQ(ErrorOf("\nname: x\n"), "publishers, line 2: a publisher begins with its host");
  EXPECT_EQ(ErrorOf("host\n"), "publishers, line 1: 'key: value' is expected");
  EXPECT_EQ(ErrorOf("host:\n"), "publishers, line 1: there is no value");
  EXPECT_EQ(ErrorOf("host: a.b\ncolour: red\n"),
            "publishers, line 2: unknown key or value 'colour'");
  EXPECT_EQ(ErrorOf("host: a.b\ndates: some\n"),
            "publishers, line 2: unknown key or value 'dates'");
  EXPECT_EQ(ErrorOf("host: a.b\narticle: /x\n"), "publishers, line 2: a.b has no name");
  EXPECT_EQ(ErrorOf("host: a.b\nname: x\nhost: c.d\n"),
            "publishers, line 3: a.b has no article form");
  EXPECT_NE(ErrorOf("host: a.b\narticle: /(x\n").find("line 2: missing )"), std::string::npos);
  EXPECT_NE(ErrorOf("host: a.b\narticle: /x => /\\1\n").find("line 2"), std::string::npos);
  EXPECT_NE(ErrorOf("host: a.b\narticle: /x => x\n").find("line 2"), std::string::npos);
}

TEST(Publishers, NoHostIsListedTwice) {
  std::set<std::string_view> hosts;
  for (const Publisher& publisher : Publishers()) {
    EXPECT_TRUE(hosts.insert(BareHost(publisher.host)).second) << publisher.host;
    for (const std::string& alias : publisher.aliases) {
      EXPECT_TRUE(hosts.insert(BareHost(alias)).second) << alias;
    }
  }
}

TEST(FindPublisher, TakesAliasesAndBareHosts) {
  ASSERT_NE(FindPublisher("www.rfi.fr"), nullptr);
  EXPECT_EQ(FindPublisher("rfi.fr"), FindPublisher("www.rfi.fr"));
  EXPECT_EQ(FindPublisher("m.rfi.fr"), FindPublisher("www.rfi.fr"));
  EXPECT_EQ(FindPublisher("ftchinese.com"), FindPublisher("cn.ft.com"));
  EXPECT_EQ(FindPublisher("chenxing.example")->name, "晨星通讯");
  EXPECT_EQ(FindPublisher("fr"), nullptr);
  EXPECT_EQ(FindPublisher("en.rfi.fr"), nullptr);
  EXPECT_EQ(FindPublisher(""), nullptr);
}

}  // namespace
}  // namespace kg
