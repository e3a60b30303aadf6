// Articles from a page, and what every article must hold to.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "graph/article.h"
#include "graph/article_codec.h"
#include "graph/utf8.h"
#include "ingest/build_article.h"
#include "ingest/html_page.h"

namespace kg {

/// What BuildArticle() makes of `raw`; the test fails when it makes nothing.
inline Article Build(RawArticle raw) {
  std::string reason;
  std::optional<Article> article = BuildArticle(std::move(raw), &reason);
  EXPECT_TRUE(article) << reason;
  return article.value_or(Article{});
}

inline Article BuildFromHtml(
    const std::string& title, std::string_view html,
    const std::string& url = "https://www.chenxing.example/cn/%E4%B8%AD%E5%9B%BD/20231120-x") {
  return Build({.url = url, .title = title, .page = ReadHtmlPage(html, url)});
}

inline std::string Quote(const Article& article, Span span) {
  return std::string(Slice(article.text, span));
}

/// Law 3 for everything in `article`: each span lies in the text, in a field that may hold it, and
/// quotes what it names; and the article can be stored and read again.
inline void ExpectSpansQuoteWhatTheyName(const Article& article) {
  const auto inside = [&](Span span, Field field) {
    for (const FieldSpan& part : article.fields) {
      if (part.field == field && part.span.start <= span.start && span.end <= part.span.end)
        return span.start < span.end;
    }
    return false;
  };
  EXPECT_TRUE(IsValidUtf8(article.text)) << article.url;
  ASSERT_FALSE(article.fields.empty()) << article.url;
  EXPECT_EQ(Quote(article, article.fields[0].span), article.title);
  EXPECT_EQ(article.fields.back().span.end + 1, CountCodePoints(article.text));
  for (std::size_t i = 1; i < article.fields.size(); ++i) {
    EXPECT_LT(article.fields[i - 1].field, article.fields[i].field) << article.url;
    EXPECT_EQ(article.fields[i - 1].span.end + 1, article.fields[i].span.start) << article.url;
  }
  for (const Entity& entity : article.entities) {
    ASSERT_FALSE(entity.mentions.empty()) << entity.name;
    std::uint32_t end = 0;
    for (const Mention& mention : entity.mentions) {
      EXPECT_TRUE(inside(mention.span, mention.field)) << article.url << " " << entity.name;
      EXPECT_GE(mention.span.start, end) << article.url << " " << entity.name;
      end = mention.span.end;
      const std::string quote = Quote(article, mention.span);
      EXPECT_TRUE(quote == entity.name || std::find(entity.aliases.begin(), entity.aliases.end(),
                                                    quote) != entity.aliases.end())
          << article.url << " " << entity.name << " is quoted as " << quote;
    }
  }
  for (const Label& label : article.labels) {
    if (label.role == LabelRole::kSection) continue;
    EXPECT_TRUE(inside(label.span, Field::kTag)) << article.url << " " << label.name;
    EXPECT_EQ(Quote(article, label.span), label.name);
  }
  for (std::size_t i = 0; i < article.related.size(); ++i) {
    const Link& link = article.related[i];
    EXPECT_EQ(link.rank, i + 1) << article.url;
    EXPECT_TRUE(inside(link.span, Field::kRelated)) << article.url;
    EXPECT_EQ(Quote(article, link.span), link.title.empty() ? link.url : link.title);
    for (const Label& label : link.labels) {
      EXPECT_TRUE(inside(label.span, Field::kRelated)) << article.url << " " << label.name;
      EXPECT_EQ(Quote(article, label.span), label.name);
    }
  }
  for (const Link& link : article.links)
    EXPECT_TRUE(inside(link.span, Field::kBody)) << article.url << " " << link.url;
  const std::string bytes = EncodeArticle({.article = article});
  EXPECT_EQ(EncodeArticle(DecodeArticle(bytes)), bytes) << article.url;
}

}  // namespace kg
