// Real articles, where they are at hand: each fixture shows what its manifest says it is for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "graph/canonical_url.h"
#include "tests/ingest/archive_files.h"
#include "tests/support/shared_data.h"

namespace kg {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;

class Fixtures : public testing::Test {
 protected:
  void SetUp() override { KG_NEEDS_SHARED(SharedData("corpus/rfi/articles")); }

  static Article At(const std::string& path) {
    return ArticleIn(SharedData("corpus/rfi/articles") / path);
  }
  static Article Later(const std::string& path) {
    return ArticleIn(SharedData("corpus/rfi/later") / path);
  }
};

TEST_F(Fixtures, EachFileIsAnArticleWhoseSpansQuoteWhatTheyName) {
  int articles = 0;
  for (const auto& path : FilesBelow(SharedData("corpus/rfi/articles"))) {
    const Article article = ArticleIn(path);
    ExpectSpansQuoteWhatTheyName(article);
    EXPECT_TRUE(article.published) << path;
    EXPECT_FALSE(article.facts.publisher.empty()) << path;
    ++articles;
  }
  EXPECT_EQ(articles, 69);
}

TEST_F(Fixtures, TheCommentOfTheManifestIsWhenTheFeedSawIt) {
  std::ifstream manifest(SharedData("corpus/rfi/MANIFEST.tsv"));
  std::string line;
  std::getline(manifest, line);
  while (std::getline(manifest, line)) {
    std::vector<std::string> columns(1);
    for (const char c : line)
      c == '\t' ? (void)columns.emplace_back() : columns.back().push_back(c);
    const Article article = ArticleIn(SharedData("corpus/rfi") / columns[0]);
    if (columns[3] == "none") continue;
    ASSERT_TRUE(article.seen) << columns[0];
    EXPECT_EQ(std::to_string(article.seen->time_since_epoch().count()) + "000", columns[3])
        << columns[0];
  }
}

TEST_F(Fixtures, TheSeedHasThreeRelatedArticlesThatLieBesideIt) {
  const Article seed = At("rfi/000_7ce5041714d4c4c3.md");
  ASSERT_EQ(seed.related.size(), 3U);
  const char* const files[] = {"rfi/1002179.md", "rfi/1004382.md", "rfi/1004572.md"};
  for (std::size_t i = 0; i < 3; ++i) {
    const Article target = At(files[i]);
    EXPECT_EQ(seed.related[i].url, target.url) << files[i];
    EXPECT_EQ(seed.related[i].rank, i + 1);
    EXPECT_EQ(seed.related[i].title, target.title);
  }
  EXPECT_THAT(LabelNames(seed.related[0].labels), ElementsAre("中国", "俄罗斯", "法国", "博纳"));
  EXPECT_THAT(LabelNames(seed.related[1].labels), ElementsAre("法国", "中国", "乌克兰", "李辉"));
  EXPECT_THAT(LabelNames(seed.related[2].labels), ElementsAre("中国乌克兰特使"));
  EXPECT_THAT(seed.links, IsEmpty());
}

TEST_F(Fixtures, TheSeedHasItsTimeItsSectionAndNoTagsOfItsOwn) {
  const Article seed = At("rfi/000_7ce5041714d4c4c3.md");
  EXPECT_EQ(ToIso(*seed.published), "2023-11-20T14:42:00Z");
  EXPECT_EQ(seed.published_from, TimeSource::kBody);
  EXPECT_THAT(LabelNames(seed.labels, LabelRole::kSection), ElementsAre("中国"));
  EXPECT_THAT(LabelNames(seed.labels), IsEmpty());
  EXPECT_EQ(seed.facts.publisher, "rfi.fr");
  EXPECT_EQ(seed.language, "zh-Hans");
}

TEST_F(Fixtures, TheSeedNamesFivePersonsAndEachPlaceIsFound) {
  const Article seed = At("rfi/000_7ce5041714d4c4c3.md");
  EXPECT_THAT(PersonsOf(seed),
              UnorderedElementsAre("马克龙", "习近平", "金正恩", "普京", "泽连斯基"));
  const std::string searched =
      seed.text.substr(0, Slice(seed.text, {0, seed.fields[1].span.end}).size());
  for (const std::string& name : PersonsOf(seed)) {
    std::vector<Span> expected;
    for (std::size_t at = searched.find(name); at != std::string::npos;
         at = searched.find(name, at + 1)) {
      const auto start = static_cast<std::uint32_t>(CountCodePoints(searched.substr(0, at)));
      expected.push_back({start, start + static_cast<std::uint32_t>(CountCodePoints(name))});
    }
    std::vector<Span> found;
    for (const Mention& mention : FindEntity(seed, name)->mentions) found.push_back(mention.span);
    EXPECT_EQ(found, expected) << name;
  }
}

TEST_F(Fixtures, TheShareBlockAndTheTrailerAreNoText) {
  for (const char* path :
       {"rfi/000_7ce5041714d4c4c3.md", "rfi/999999.md", "rfi/1004395.md", "金融时报/1048197.md"}) {
    const Article article = At(path);
    for (const char* word : {"分享", "同一主题", "feedx", "facebook", "RSS", "%E"}) {
      EXPECT_THAT(TextOf(article, Field::kBody), Not(HasSubstr(word))) << path;
    }
    EXPECT_THAT(article.links, IsEmpty()) << path;
  }
  EXPECT_THAT(At("rfi/999999.md").related, IsEmpty());
}

TEST_F(Fixtures, OtherRelatedBlocksAreReadToo) {
  const Article talk = At("rfi/999970.md");
  EXPECT_THAT(talk.title, HasSubstr(" - 要闻解说"));
  EXPECT_FALSE(talk.authors.empty());
  bool programme = false;
  for (const Link& link : talk.related)
    programme |= LabelNames(link.labels) == std::vector<std::string>{"特别节目"};
  EXPECT_TRUE(programme);
  const Article host = At("rfi/999990.md");
  std::set<std::string> topics;
  std::set<std::string> sections;
  for (const Link& link : host.related) {
    for (const std::string& name : LabelNames(link.labels)) topics.insert(name);
    sections.insert(FactsOf(link.url).section);
  }
  EXPECT_THAT(topics, Contains("台湾2024大选"));
  EXPECT_THAT(sections, Contains("港澳台"));
}

TEST_F(Fixtures, TitlesKeepTheirBracketsAndLoseMarksOfSites) {
  EXPECT_THAT(At("rfi/1015008.md").title, StartsWith("[live 直播 ] "));
  EXPECT_THAT(At("法广/1048125_[视频]北京火速通过港版国安法或在国际舞台更孤立.md").title,
              StartsWith("[视频]"));
  EXPECT_THAT(At("rfi/1015007.md").title, AnyOf(HasSubstr("("), HasSubstr("（")));
  EXPECT_THAT(At("法广/1046962.md").title, StartsWith("Coronavirus – "));
  EXPECT_THAT(At("rfi/1015212.md").title, HasSubstr("法语课程"));
  for (const char* path : {"rfi/1030000.md", "法广/1047491.md", "法广/1048104.md"}) {
    EXPECT_THAT(At(path).title, Not(HasSubstr("法国国际广播电台"))) << path;
  }
  for (const char* path :
       {"rfi/1015018.md",
        "路透/1048145_就美国对香港施加限制 中方&quot;将采取必要反制措施&quot;--中国外交部.md"}) {
    EXPECT_THAT(At(path).title, HasSubstr("\"")) << path;
    EXPECT_THAT(At(path).title, Not(HasSubstr("&"))) << path;
  }
  EXPECT_THAT(At("法广/1047376.md").title, HasSubstr(" - 要闻分析"));
}

TEST_F(Fixtures, AnAddressIsOneArticleHoweverItIsWritten) {
  EXPECT_EQ(At("dw/1035996.md").url, At("dw/1036003.md").url);
  EXPECT_EQ(At("自由亚洲电台/1048384.md").url, At("自由亚洲电台/1048385.md").url);
  EXPECT_THAT(At("德国之声/1048317.md").url, testing::ContainsRegex("/a-[0-9]+$"));
  EXPECT_THAT(At("美国之音/1047906.md").url, testing::ContainsRegex("/[0-9]+"));
  EXPECT_NE(At("rfi/1014994.md").url, At("rfi/1015009.md").url);
}

TEST_F(Fixtures, ACloneIsAnArticleOfItsOwnWithTheSameTitleAndText) {
  const Article original = At("rfi/1015224.md");
  const Article clone = At("rfi/1015214.md");
  EXPECT_NE(clone.url, original.url);
  EXPECT_EQ(clone.title, original.title);
  EXPECT_EQ(TextOf(clone, Field::kBody), TextOf(original, Field::kBody));
}

TEST_F(Fixtures, APathThatWasWrittenAgainHoldsAnotherArticle) {
  EXPECT_NE(Later("rfi/999990.md").url, At("rfi/999990.md").url);
  const Article before = At("中国数字时代/398116.md");
  const Article after = Later("中国数字时代/398116.md");
  EXPECT_EQ(after.url, before.url);
  EXPECT_THAT(LabelNames(before.labels), IsEmpty());
  EXPECT_THAT(LabelNames(after.labels), Contains("江天勇"));
}

TEST_F(Fixtures, TimesComeFromTheBodyElseFromTheFeed) {
  EXPECT_EQ(ToIso(*At("rfi/999980.md").published), "2024-02-16T23:44:00Z");
  EXPECT_EQ(At("dw/1036010.md").published_from, TimeSource::kFeed);
  const Article dated = At("中国数字时代/401707.md");
  EXPECT_EQ(DayOf(dated.seen).substr(0, 7), "2020-06");
  EXPECT_EQ(At("bbc/1041692.md").published_from, TimeSource::kBody);
  EXPECT_EQ(DayOf(At("bbc/1041692.md").published), "2024-08-07");
  EXPECT_EQ(ToIso(*At("nyt/1042643.md").published), "2024-06-26T00:47:21Z");
}

TEST_F(Fixtures, ArticlesWithoutTextAreKept) {
  for (const char* path :
       {"dw/1036010.md", "cdt/367199.md", "rfi/1004423.md", "德国之声/1048008.md"}) {
    const Article article = At(path);
    EXPECT_FALSE(article.title.empty()) << path;
    EXPECT_LT(TextOf(article, Field::kBody).size(), 400U) << path;
  }
}

TEST_F(Fixtures, WordsOfInterfacesAndProgramsAreNoText) {
  for (const auto& path : FilesBelow(SharedData("corpus/rfi/articles"))) {
    const Article article = ArticleIn(path);
    for (const char* line :
         {"\n广告\n", "\n举报广告\n", "\n继续浏览后续\n", "\n播放影片\n", "\nArray\n", "null ",
          "get_post_time", "\n图像来源，\n", "Image caption\n", "data-", "</", "©"}) {
      EXPECT_THAT("\n" + TextOf(article, Field::kBody) + "\n", Not(HasSubstr(line))) << path;
    }
  }
}

TEST_F(Fixtures, AuthorsComeFromEveryFormOfByline) {
  EXPECT_THAT(At("德国之声/1048152.md").authors, ElementsAre("张慈"));
  EXPECT_EQ(At("rfa/1038203.md").authors.size(), 1U);
  const std::vector<std::string> doubled = At("纽约时报/1048189.md").authors;
  EXPECT_EQ(std::set(doubled.begin(), doubled.end()).size(), doubled.size());
  EXPECT_THAT(doubled, Not(IsEmpty()));
  EXPECT_THAT(At("bbc/1041692.md").authors, Not(IsEmpty()));
  EXPECT_THAT(At("路透/1047976.md").authors, IsEmpty());
}

TEST_F(Fixtures, LinksAndListsOfOtherSourcesAreRead) {
  EXPECT_THAT(At("纽约时报/1048178.md").links, Not(IsEmpty()));
  EXPECT_THAT(At("法广/1046962.md").links, Not(IsEmpty()));
  for (const char* path :
       {"自由亚洲电台/1048495.md", "自由亚洲电台/1048502.md", "rfa/1038203.md"}) {
    EXPECT_THAT(At(path).related, Not(IsEmpty())) << path;
  }
  EXPECT_THAT(LabelNames(At("中国数字时代/399197.md").labels), Not(IsEmpty()));
}

TEST_F(Fixtures, ScriptsAreToldApart) {
  EXPECT_EQ(At("德国之声/1047994.md").language, "zh-Hant");
  EXPECT_EQ(At("rfi/1004376.md").language, "zh-Hans");
}

TEST_F(Fixtures, TwoSpellingsOfOnePersonAreOne) {
  for (const auto& [path, name, alias] : {std::tuple("rfi/1002171.md", "马克龙", "马克宏"),
                                          std::tuple("rfi/1015009.md", "泽连斯基", "泽伦斯基")}) {
    const Article article = At(path);
    const Entity* entity = FindEntity(article, name);
    ASSERT_NE(entity, nullptr) << path;
    EXPECT_THAT(entity->aliases, Contains(alias)) << path;
    EXPECT_EQ(FindEntity(article, alias), nullptr) << path;
  }
  for (const char* path :
       {"rfi/1004376.md", "rfi/1004382.md", "rfi/1004395.md", "rfi/1004495.md", "rfi/1004572.md"}) {
    EXPECT_THAT(PersonsOf(At(path)), Contains("李辉")) << path;
  }
  EXPECT_THAT(PersonsOf(At("rfi/1002179.md")), Contains(HasSubstr("博纳")));
}

}  // namespace
}  // namespace kg
