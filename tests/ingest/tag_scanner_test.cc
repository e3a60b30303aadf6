#include "ingest/tag_scanner.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/support/repeated.h"

namespace kg {
namespace {

// "text", "<name|attribute=value|…>", "</name>" for each token; unknown elements have a '?'.
std::string Scan(std::string_view html) {
  std::string out;
  TagScanner scanner(html);
  for (Token token = scanner.Next(); token.kind != TokenKind::kEnd; token = scanner.Next()) {
    if (!out.empty()) out += ' ';
    if (token.kind == TokenKind::kText) {
      out += token.text;
      continue;
    }
    out += token.kind == TokenKind::kClose ? "</" : "<";
    out.append(token.tag == Tag::kOther ? "?" : "").append(token.name);
    for (const Attribute& attribute : token.attributes) {
      out.append("|").append(attribute.name).append("=").append(attribute.value);
    }
    out += '>';
  }
  return out;
}

TEST(TagScanner, TellsTextFromTags) {
  EXPECT_EQ(Scan("<p>一 <b class=x>二</b></P>"), "<p> 一  <b|class=x> 二 </b> </P>");
  EXPECT_EQ(Scan("3 < 4 && a<3 </3 <"), "3 < 4 && a<3 </3 <");
  EXPECT_EQ(Scan("<my-card>x</my-card>"), "<?my-card> x </?my-card>");
  EXPECT_EQ(Scan(""), "");
}

TEST(TagScanner, PassesOverCommentsDeclarationsScriptsAndStyles) {
  EXPECT_EQ(Scan("<!DOCTYPE html>a<!-- <b> -- > -->b<?php x?>c"), "a b c");
  EXPECT_EQ(Scan("a<script>if (1<b) '</p>'</script>b<STYLE>p>a{}</style>c"), "a b c");
  EXPECT_EQ(Scan("a<!-- never closed <b>c"), "a c");
  EXPECT_EQ(Scan("a<script>never closed <b>c"), "a");
}

TEST(TagScanner, ATagThatTheEndCutsOffIsNone) {
  EXPECT_EQ(Scan("a<img src=\"x"), "a");
  EXPECT_EQ(Scan("a</p"), "a");
}

// The breakage table of the archive.
TEST(TagScanner, NamesGluedToAnAttributeAreTakenApart) {
  EXPECT_EQ(Scan("<divdata-article-list>"), "<div|data-article-list=>");
  EXPECT_EQ(Scan("<asidedata-org-name=\"\"data-org-type=\"\">"),
            "<aside|data-org-name=|data-org-type=>");
  EXPECT_EQ(Scan("<divclass=\"m-block-ad \"data-tms-ad-type=\"box\">"),
            "<div|class=m-block-ad |data-tms-ad-type=box>");
  EXPECT_EQ(Scan("<imgsrc=\"data:image/gif;base64,R0\" alt=''>"),
            "<img|src=data:image/gif;base64,R0|alt=>");
  EXPECT_EQ(Scan("<sourcetype=\"image/webp\"srcset=\"a 1w\">"),
            "<source|type=image/webp|srcset=a 1w>");
  EXPECT_EQ(Scan("<video-playermedia-id=\"7\"video-type=\"hosted\">"),
            "<video-player|media-id=7|video-type=hosted>");
}

TEST(TagScanner, WordsThatOnlyBeginLikeAnElementStayWhole) {
  EXPECT_EQ(Scan("<param name=x><aside><spanish><imgclass><links href=x>"),
            "<?param|name=x> <aside> <?spanish> <?imgclass> <?links|href=x>");
}

TEST(TagScanner, AttributesComeInAllForms) {
  EXPECT_EQ(Scan("<a href=/x/y class='q \"r\"'data-z=\">\" disabled\n\thidden = h/>"),
            "<a|href=/x/y|class=q \"r\"|data-z=>|disabled=|hidden=h/>");
  EXPECT_EQ(Scan("<a data-cy='[{\"devices\":[\"a>b\"]}]'>t"),
            "<a|data-cy=[{\"devices\":[\"a>b\"]}]> t");
  EXPECT_EQ(Scan("<a title=\"a\rb\">"), "<a|title=a\rb>");
  EXPECT_EQ(Scan("<a title=\"never closed>t</a>"), "<a|title=\"never|closed=> t </a>");
}

TEST(FindAttribute, AsksForANameInAnyCase) {
  TagScanner scanner("<time dateTime=\"2024-08-07\" x><p data-x=1>");
  const Token time = scanner.Next();
  EXPECT_EQ(FindAttribute(time.attributes, "datetime"), "2024-08-07");
  EXPECT_EQ(FindAttribute(time.attributes, "x"), "");
  EXPECT_EQ(FindAttribute(scanner.Next().attributes, "x"), std::nullopt);
}

TEST(TagScanner, SkipsBehindTheEndTagOfAnElement) {
  TagScanner scanner("<svg><path d='<p>'></svg>text</svg>");
  scanner.Next();
  EXPECT_TRUE(scanner.SkipBehindClose(Tag::kSvg));
  EXPECT_EQ(scanner.Next().text, "text");
  EXPECT_FALSE(scanner.SkipBehindClose(Tag::kIframe));
  EXPECT_EQ(scanner.Next().tag, Tag::kSvg);
}

std::string PageOf(std::string_view part, std::size_t bytes) {
  return Repeated(part, bytes / part.size() + 1);
}

// Pages made to be slow: every form in which something opens and nothing closes it.
TEST(TagScanner, LooksAtEachByteAFewTimesOnly) {
  for (const char* part : {"<div>", "<a href=\"", "<a href='x\">", "<!--", "<!-- -->", "<!", "</",
                           "<script>", "<style>", "<noscript>", "<svg><iframe>", "<a ", "<a b=\"'",
                           "<", "<p", "&", "=\"'>", "<divdata-", "<a/'/\"/=>"}) {
    const std::string page = PageOf(part, 1 << 20);
    TagScanner scanner(page);
    for (Token token = scanner.Next(); token.kind != TokenKind::kEnd; token = scanner.Next()) {
      if (IsUnreadable(token.tag)) scanner.SkipBehindClose(token.tag);
    }
    EXPECT_LE(scanner.examined(), 16 * page.size() + 10'000) << part;
  }
}

TEST(TagScanner, TakesAnyBytesAndLosesNoText) {
  const std::vector<std::string> parts = {
      "<",      ">",     "</",     "<!--",  "-->", "\"",   "'",  "=",   " ",    "/",     "a", "div",
      "data-x", "class", "script", "&amp;", "李",  "\xFF", "\n", "<p>", "</p>", "<img ", "!"};
  std::mt19937_64 random(81);
  for (int round = 0; round < 20'000; ++round) {
    std::string html;
    for (auto n = random() % 25; n > 0; --n) html += parts[random() % parts.size()];
    TagScanner scanner(html);
    const char* behind = html.data();
    for (Token token = scanner.Next(); token.kind != TokenKind::kEnd; token = scanner.Next()) {
      const std::string_view what = token.kind == TokenKind::kText ? token.text : token.name;
      ASSERT_FALSE(what.empty()) << html;
      ASSERT_GE(what.data(), behind) << html;
      ASSERT_LE(what.data() + what.size(), html.data() + html.size()) << html;
      behind = what.data() + what.size();
    }
  }
}

}  // namespace
}  // namespace kg
