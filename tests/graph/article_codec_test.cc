#include "graph/article_codec.h"

#include <gtest/gtest.h>

#include <random>

#include "graph/error.h"
#include "tests/support/random_articles.h"

namespace kg {
namespace {

TEST(ArticleCodec, WhatIsWrittenIsReadAgain) {
  for (const PlacedArticle& placed : RandomArchive(11).Make(200)) {
    const std::string bytes = EncodeArticle({.article = placed.article});
    const StoredArticle read = DecodeArticle(bytes);
    EXPECT_EQ(EncodeArticle(read), bytes);
    EXPECT_EQ(read.article.url, placed.article.url);
    EXPECT_EQ(read.article.entities, placed.article.entities);
    EXPECT_EQ(read.article.related, placed.article.related);
    EXPECT_EQ(read.article.seen, placed.article.seen);
  }
}

TEST(ArticleCodec, TheOutlineIsThatOfTheArticle) {
  ArticleOutline outline;  // used again, as by its callers
  for (const PlacedArticle& placed : RandomArchive(14).Make(200)) {
    const std::string bytes = EncodeArticle({.article = placed.article});
    const Article article = DecodeArticle(bytes).article;
    DecodeOutline(bytes, outline);
    ASSERT_EQ(outline.entities.size(), article.entities.size());
    for (std::size_t i = 0; i < article.entities.size(); ++i) {
      EXPECT_EQ(outline.entities[i].kind, article.entities[i].kind);
      EXPECT_EQ(outline.entities[i].name, article.entities[i].name);
    }
    std::vector<std::string_view> tags;
    for (const Label& label : article.labels) {
      if (label.role == LabelRole::kTag) tags.push_back(label.name);
    }
    EXPECT_EQ(outline.tags, tags);
  }
}

TEST(ArticleCodec, DamagedBytesAreReportedOrReadButNeverCrash) {
  std::mt19937_64 random(5);
  int refused = 0;
  for (const PlacedArticle& placed : RandomArchive(12).Make(200)) {
    std::string bytes = EncodeArticle({.article = placed.article});
    for (int i = 0; i < 20; ++i) {
      std::string damaged = bytes.substr(0, bytes.size() - random() % 3);
      damaged[random() % damaged.size()] = static_cast<char>(random());
      try {
        EXPECT_EQ(EncodeArticle(DecodeArticle(damaged)), damaged);
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kCorrupt);
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST(ArticleCodec, TheDigestOfContentLooksAtTextAndNotAtTimes) {
  Article article = RandomArchive(13).Make(1)[0].article;
  const Digest digest = ContentDigest(article);
  article.seen = kLastTime;
  article.published = kFirstTime;
  EXPECT_EQ(ContentDigest(article), digest);
  article.text += "。";
  EXPECT_NE(ContentDigest(article), digest);
}

}  // namespace
}  // namespace kg
