#include "queries/text_match.h"

#include <gtest/gtest.h>

#include "graph/utf8.h"

namespace kg {
namespace {

constexpr std::string_view kText =
    "普京與習近平通話\n雙方談到能源。訪華日期未定。\n相關：北約峰會\n";

Article SampleArticle() {
  Article article;
  article.url = "https://a.example/1";
  article.title = "普京與習近平通話";
  article.fields = {{Field::kTitle, {0, 8}}, {Field::kBody, {9, 23}}, {Field::kRelated, {24, 31}}};
  return article;
}

std::string QuoteOf(std::string_view query) {
  const auto found = WantedWords(query).FindIn(SampleArticle(), kText);
  if (!found) return "";
  EXPECT_EQ(found->quote, Slice(kText, found->span));  // law 3
  return found->quote;
}

TEST(WantedWords, AreQuotedInEitherScript) {
  EXPECT_EQ(QuoteOf("能源"), "雙方談到能源。");
  EXPECT_EQ(QuoteOf("访华"), "訪華日期未定。");
  EXPECT_EQ(QuoteOf("访华 能源"), "雙方談到能源。");
}

TEST(WantedWords, MayStandInTheTitleInPart) {
  EXPECT_EQ(QuoteOf("普京 访华"), "訪華日期未定。");
  EXPECT_EQ(QuoteOf("访华 普京"), "訪華日期未定。");
}

TEST(WantedWords, OfTheTitleAloneOfOthersOrOfNothingHaveNoQuote) {
  EXPECT_EQ(QuoteOf("普京"), "");
  EXPECT_EQ(QuoteOf("北约"), "");
  EXPECT_EQ(QuoteOf("能源 北约"), "");
  EXPECT_EQ(QuoteOf(" "), "");
  EXPECT_TRUE(WantedWords("普京").StandIn(SampleArticle().title));
  EXPECT_FALSE(WantedWords("普京 访华").StandIn(SampleArticle().title));
}

}  // namespace
}  // namespace kg
