// The sample archive: what its README says of each damaged file is what it must come out as.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ingest/archive_files.h"

namespace kg {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::filesystem::path kSample = std::filesystem::path(KG_SOURCE_DIR) / "sample";

// The only file of the folder whose name starts with `id`.
Article SampleArticle(const std::string& folder, const std::string& id) {
  for (const auto& path : FilesBelow(kSample / "articles" / folder)) {
    if (path.filename().string().starts_with(id)) return ArticleIn(path);
  }
  ADD_FAILURE() << "no file " << id;
  return {};
}
Article Star(const std::string& id) { return SampleArticle("chenxing", id); }
Article Sea(const std::string& id) { return SampleArticle("haibian", id); }

std::string BodyOf(const Article& article) { return TextOf(article, Field::kBody); }

TEST(Sample, EveryFileIsAnArticleWhoseSpansQuoteWhatTheyName) {
  std::size_t articles = 0;
  for (const char* folder : {"articles", "jekyll"}) {
    for (const auto& path : FilesBelow(kSample / folder)) {
      const Article article = ArticleIn(path);
      ExpectSpansQuoteWhatTheyName(article);
      EXPECT_TRUE(article.published) << path;
      ++articles;
    }
  }
  EXPECT_EQ(articles, 112U);
  const FileReading lines = ReadArchiveFile(kSample / "lines.jsonl");
  EXPECT_EQ(lines.articles.size(), 3U);
  EXPECT_THAT(lines.rejected, IsEmpty());
  for (const Article& article : lines.articles) {
    ExpectSpansQuoteWhatTheyName(article);
    EXPECT_EQ(article.published_from, TimeSource::kGiven);
  }
}

TEST(Sample, BrokenFilesAreRejectedWithPathLineAndReason) {
  const std::map<std::string, std::pair<std::size_t, std::string>> expected = {
      {"empty.md", {1, "the file is empty"}},
      {"invalid-utf8.md", {5, "the text is not UTF-8"}},
      {"notes.md",
       {1, "no article: it starts with no archive header, no front matter and no JSON object"}},
      {"second-line-not-a-link.md", {2, "this is not [title](address)"}}};
  std::map<std::string, std::pair<std::size_t, std::string>> found;
  for (const auto& path : FilesBelow(kSample / "broken")) {
    const FileReading reading = ReadArchiveFile(path);
    EXPECT_THAT(reading.articles, IsEmpty()) << path;
    for (const Rejection& why : reading.rejected) {
      EXPECT_EQ(why.path, path.string());
      found[path.filename().string()] = {why.line, why.reason};
    }
  }
  EXPECT_EQ(found, expected);
}

TEST(Sample, TimesAreKnownWithoutAComment) {
  const Article body = Star("1048477");
  EXPECT_EQ(body.seen, std::nullopt);
  EXPECT_EQ(body.published_from, TimeSource::kBody);
  EXPECT_EQ(DayOf(body.published), "2024-11-27");
  const Article url = Star("1048544");
  EXPECT_EQ(url.published_from, TimeSource::kUrl);
  EXPECT_EQ(ToIso(*url.published), "2023-05-16T00:00:00Z");
  const Article line = Sea("1048573");
  EXPECT_EQ(ToIso(*line.seen), "2022-10-31T10:20:00Z");
  EXPECT_EQ(line.published_from, TimeSource::kFeed);
  const Article late = Star("1048574");
  EXPECT_EQ(ToIso(*late.published), "2022-04-10T22:34:00Z");
  EXPECT_EQ(DayOf(late.facts.day), "2022-04-10");
}

TEST(Sample, TitlesKeepBracketsQuotesAndBlanks) {
  EXPECT_EQ(Star("1048496").title, "[直播] 法国立法选举决选(更新)：左翼意外居首 国民联盟跌至第三");
  EXPECT_EQ(Star("1048544").title, "[视频]李辉登上开往基辅的列车");
  EXPECT_THAT(Star("1048478").title, HasSubstr("\"杯水车薪\""));
  EXPECT_THAT(Star("1048524").title, HasSubstr("登记   郭台铭"));
  EXPECT_THAT(Star("1048563").title, Not(HasSubstr(" – ")));
  EXPECT_EQ(Star("1048513").title, "神舟十八号升空 叶光富第二次进驻空间站");
}

TEST(Sample, OneAddressIsOneArticle) {
  EXPECT_THAT(Star("1048575").url,
              testing::StartsWith("https://www.chenxing.example/cn/%E5%9B%BD%E9%99%85/20220208-"));
  EXPECT_EQ(Star("1048522").url, Star("1048521").url);
  EXPECT_EQ(BodyOf(Star("1048522")), BodyOf(Star("1048521")));
  EXPECT_EQ(Star("1048542").url, Star("1048541").url);
  EXPECT_LT(BodyOf(Star("1048542")).size(), BodyOf(Star("1048541")).size());
  EXPECT_EQ(Sea("1048574").url.find("%e"), std::string::npos);
  EXPECT_NE(Sea("1048574").url, Star("1048574").url);
}

TEST(Sample, TwinsAreArticlesOfTheirOwn) {
  const Article talk = Star("1048507");
  const Article clone = Star("1048506");
  EXPECT_NE(clone.url, talk.url);
  EXPECT_EQ(clone.title, talk.title);
  EXPECT_EQ(BodyOf(clone), BodyOf(talk));
  EXPECT_EQ(Star("1048508").title + " - 要闻分析", talk.title);
  EXPECT_EQ(Star("1048483").title, Star("1048482").title);
  EXPECT_NE(Star("1048483").url, Star("1048482").url);
}

TEST(Sample, RelatedBlocksAreReadThroughTheirBrokenTags) {
  int with_block = 0;
  for (const auto& path : FilesBelow(kSample / "articles/chenxing")) {
    const Article article = ArticleIn(path);
    if (article.related.empty()) continue;
    ++with_block;
    for (const Link& link : article.related)
      EXPECT_THAT(link.labels, Not(IsEmpty())) << path << link.title;
    EXPECT_THAT(BodyOf(article), Not(HasSubstr("同一主题"))) << path;
  }
  EXPECT_EQ(with_block, 86);
  const Article article = Star("1048525");
  ASSERT_EQ(article.related.size(), 3U);
  EXPECT_THAT(LabelNames(article.related[0].labels), ElementsAre("中国", "俄罗斯", "法国", "博纳"));
  EXPECT_EQ(article.related[0].title, "法国总统顾问称中国不应向俄罗斯提供装备");
  EXPECT_THAT(PersonsOf(article),
              testing::UnorderedElementsAre("马克龙", "习近平", "金正恩", "普京"));
}

TEST(Sample, ListsNearTheTopAndTagsAtTheEndAreNoText) {
  const Article list = Sea("1048569");
  EXPECT_EQ(list.related.size(), 2U);
  EXPECT_THAT(BodyOf(list), Not(HasSubstr("藍白簽署六點共識 馬英九見證")));
  EXPECT_THAT(list.authors, ElementsAre("何曉嵐", "陳默"));
  EXPECT_EQ(list.language, "zh-Hant");
  const Article tags = Sea("1048574");
  EXPECT_THAT(LabelNames(tags.labels), ElementsAre("佩洛西", "蔡英文", "台海局势", "中美关系"));
  EXPECT_THAT(BodyOf(tags), Not(HasSubstr("get_post_time")));
}

TEST(Sample, LinksInTheTextAreCanonical) {
  const Article raw = Star("1048545");  // the same address in the text and in the related block
  EXPECT_THAT(raw.links, IsEmpty());
  EXPECT_THAT(raw.related[0].url,
              testing::StartsWith("https://www.chenxing.example/cn/%E4%B8%AD%E5%9B%BD/20230426-"));
  ASSERT_EQ(Star("1048549").links.size(), 1U);
  EXPECT_THAT(Star("1048549").links[0].url,
              testing::StartsWith("https://www.chenxing.example/cn/"));
  EXPECT_THAT(Star("1048550").links, IsEmpty());
  for (const Link& link : Star("1048550").related)
    EXPECT_THAT(link.url, Not(testing::ContainsRegex("[?#]")));
  EXPECT_THAT(Star("1048551").links, IsEmpty());
  EXPECT_THAT(BodyOf(Star("1048551")), HasSubstr("[战争]"));
}

TEST(Sample, NothingOfPlayersAdsAndFeedsIsText) {
  for (const auto& path : FilesBelow(kSample / "articles")) {
    const std::string body = "\n" + BodyOf(ArticleIn(path)) + "\n";
    for (const char* word : {"\n广告\n",    "举报广告",      "继续浏览后续", "播放影片", "01:53",
                             "获取更多RSS", "feeds.example", "\nArray\n",    "null",     "分享 :",
                             "data-",       "embed_config",  "devices",      "</",       "©",
                             "\u200B",      "\u00A0",        "\t",           "译者",     "責編",
                             "责编",        "作者："}) {
      EXPECT_THAT(body, Not(HasSubstr(word))) << path;
    }
  }
}

TEST(Sample, AVideoHasATitleAndNoText) {
  const Article video = Star("1048544");
  EXPECT_EQ(BodyOf(video), "");
  EXPECT_THAT(PersonsOf(video), ElementsAre("李辉"));
}

TEST(Sample, CaptionsAreKeptOnceWithoutTheirCredit) {
  EXPECT_EQ(TextOf(Star("1048557"), Field::kCaption),
            "2022年12月18日，梅西在卢塞尔体育场举起大力神杯。");
  EXPECT_EQ(TextOf(Star("1048548"), Field::kCaption),
            "2023年4月7日，习近平与马克龙在广州松园散步。");
  EXPECT_EQ(TextOf(Sea("1048569"), Field::kCaption),
            "2023年11月18日，柯文哲在台北召開記者會。（海邊日報資料圖）");
}

TEST(Sample, BylinesAreAuthorsAndNoMentions) {
  const Article talk = Star("1048538");
  EXPECT_THAT(talk.authors, ElementsAre("沈岚舟"));
  EXPECT_THAT(PersonsOf(talk), Not(Contains("沈岚舟")));
  EXPECT_THAT(talk.title, testing::EndsWith(" - 要闻分析"));
  EXPECT_THAT(Sea("1048565").authors, Contains("罗清"));
  EXPECT_THAT(PersonsOf(Star("1048563")), Not(Contains("许之桓")));
}

TEST(Sample, AnAgencyDispatchHasNoSectionAndNoDayInItsAddress) {
  const Article dispatch = Star("1048563");
  EXPECT_THAT(dispatch.facts.section, IsEmpty());
  EXPECT_EQ(dispatch.facts.day, std::nullopt);
  EXPECT_THAT(BodyOf(dispatch), testing::EndsWith("送上月面。"));
}

TEST(Sample, TwoSpellingsOfOnePersonAreOne) {
  for (const auto& [id, name, alias] :
       {std::tuple("1048572", "泽连斯基", "泽伦斯基"), std::tuple("1048495", "特朗普", "川普"),
        std::tuple("1048494", "哈里斯", "贺锦丽")}) {
    const Article article = Star(id);
    const Entity* entity = FindEntity(article, name);
    ASSERT_NE(entity, nullptr) << id;
    EXPECT_THAT(entity->aliases, Contains(alias)) << id;
  }
}

TEST(Sample, WordsThatLookLikeNamesAreNone) {
  for (const auto& path : FilesBelow(kSample / "articles")) {
    const std::vector<std::string> persons = PersonsOf(ArticleIn(path));
    for (const char* word : {"周一向", "周一", "方面", "法国方面", "高高举", "德尔", "约翰",
                             "布詹姆斯·韦布", "琳·迪翁"}) {
      EXPECT_THAT(persons, Not(Contains(word))) << path;
    }
  }
}

}  // namespace
}  // namespace kg
