#include "ingest/entities.h"

#include <gtest/gtest.h>

#include "graph/utf8.h"

namespace kg {
namespace {

TEST(Entities, NamesAndNumbersBecomeTheirCharacters) {
  EXPECT_EQ(DecodeEntities("&quot;政治解决&quot; &amp; &lt;b&gt;"), "\"政治解决\" & <b>");
  EXPECT_EQ(DecodeEntities("&#8212;&#x4E2D;&#X4e2d;&hellip;&CounterClockwiseContourIntegral;"),
            "—中中…∳");
  EXPECT_EQ(DecodeEntities("&NotEqualTilde;"), "\u2242\u0338");
}

TEST(Entities, OldNamesNeedNoSemicolonInText) {
  EXPECT_EQ(DecodeEntities("&copy2022 &nbsp&amp &notit;"), "©2022 \u00A0& ¬it;");
  EXPECT_EQ(DecodeEntities("&hellip x"), "&hellip x");
}

TEST(Entities, InAddressesParametersStay) {
  const auto decode = [](std::string_view text) {
    return DecodeEntities(text, EntityContext::kAttribute);
  };
  EXPECT_EQ(decode("/a?x=1&copy=2&amp;lt=3&ampere"), "/a?x=1&copy=2&lt=3&ampere");
  EXPECT_EQ(decode("?a&lt"), "?a<");
  EXPECT_EQ(decode("?a&copy;=1"), "?a©=1");
}

TEST(Entities, ImpossibleNumbersAreMended) {
  EXPECT_EQ(DecodeEntities("&#0;&#xD800;&#x110000;&#99999999999999999999;"),
            "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(DecodeEntities("&#150;&#x80;"), "–€");
}

TEST(Entities, WhatIsNoReferenceStays) {
  for (const char* text :
       {"&", "&&", "a & b", "&;", "&#;", "&#x;", "&#", "&nosuchname;", "&李;", "AT&T"}) {
    EXPECT_EQ(DecodeEntities(text), text);
  }
  EXPECT_EQ(DecodeEntities("&amp;amp;"), "&amp;");
}

TEST(Entities, EveryNumberGivesValidText) {
  for (std::uint32_t number = 0; number < 0x120000; number += 7) {
    ASSERT_TRUE(IsValidUtf8(DecodeEntities("&#" + std::to_string(number) + ";"))) << number;
  }
}

}  // namespace
}  // namespace kg
