#include "queries/find_name.h"

#include <gtest/gtest.h>

#include "graph/error.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

class FindName : public testing::Test {
 protected:
  void SetUp() override {
    Article article;
    article.url = "https://www.chenxing.example/cn/a/1";
    article.title = "题";
    article.text = "题\n";
    article.facts.publisher = "chenxing.example";
    const Mention mention{{0, 1}, Field::kTitle, 0, 0};
    article.entities = {
        {.name = "特朗普", .aliases = {"Donald Trump", "川普"}, .mentions = {mention}},
        {.name = "马克龙", .aliases = {"Macron"}, .mentions = {mention}},
        {.name = "勒庞", .aliases = {"Macron", "特朗普"}, .mentions = {mention}},
        {.kind = NodeKind::kPlace, .name = "中国", .mentions = {mention}}};
    article.labels = {{"中国", LabelRole::kTag, {0, 1}}, {"氣候", LabelRole::kTag, {0, 1}}};
    store_.Put(article, {DigestOf("a"), DigestOf("1")});
    store_.Sync();
  }

  std::string Found(std::string_view name) const {
    try {
      const Node node = FindNamed(store_, name);
      return NodeName(node.kind, node.key);
    } catch (const Error& error) {
      return error.code() == ErrorCode::kUsage ? "several" : "none";
    }
  }

  TempDir dir_;
  GraphStore store_ = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kCreate});
};

TEST_F(FindName, TakesIdsNamesAliasesAndAddresses) {
  EXPECT_EQ(Found("person:马克龙"), "person:马克龙");
  EXPECT_EQ(Found("马克龙"), "person:马克龙");
  EXPECT_EQ(Found("川普"), "person:特朗普");
  EXPECT_EQ(Found("Donald Trump"), "person:特朗普");
  EXPECT_EQ(Found("http://www.chenxing.example//cn/a/1#top"),
            "article:https://www.chenxing.example/cn/a/1");
  EXPECT_EQ(Found("article:http://www.chenxing.example/cn/a/1"),
            "article:https://www.chenxing.example/cn/a/1");
  EXPECT_EQ(Found("chenxing.example"), "publisher:chenxing.example");
}

TEST_F(FindName, TakesTheOtherScriptToo) {
  EXPECT_EQ(Found("馬克龍"), "person:马克龙");
  EXPECT_EQ(Found("person:馬克龍"), "person:马克龙");
  EXPECT_EQ(Found("氣候"), "topic:氣候");
}

TEST_F(FindName, ANameComesBeforeAnAliasOfAnother) { EXPECT_EQ(Found("特朗普"), "person:特朗普"); }

TEST_F(FindName, NeverGuessesBetweenSeveral) {
  EXPECT_EQ(Found("中国"), "several");
  EXPECT_EQ(Found("Macron"), "several");
  EXPECT_EQ(Found("place:中国"), "place:中国");
}

TEST_F(FindName, FindsNothingForWhatIsNotThere) {
  for (const char* name : {"", "无此人", "person:中国", "https://", "article:", ":", "person:"}) {
    EXPECT_EQ(Found(name), "none") << name;
  }
}

}  // namespace
}  // namespace kg
