#include "graph/text_codec.h"

#include <gtest/gtest.h>

#include <random>

#include "graph/error.h"
#include "graph/utf8.h"

namespace kg {
namespace {

TEST(TextCodec, EveryCharacterComesBack) {
  std::string text;
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point < 0xD800 || point > 0xDFFF) AppendUtf8(text, point);
  }
  EXPECT_TRUE(UnpackText(PackText(text)) == text);
}

TEST(TextCodec, AnyBytesComeBack) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 20000; ++round) {
    // Leads and continuations are frequent, so that broken and overlong forms come up.
    constexpr std::string_view kBytes = "a\x80\xBF\xC0\xC2\xDF\xE0\xE3\xE4\xE9\xEF\xF0\xFF";
    std::string text(random() % 12, '\0');
    for (char& byte : text) byte = kBytes[random() % kBytes.size()];
    ASSERT_EQ(UnpackText(PackText(text)), text) << testing::PrintToString(text);
  }
}

TEST(TextCodec, ChineseTakesTwoBytesACharacter) {
  EXPECT_EQ(PackText("法国总统，“马克龙”…").size(), 22U);
  EXPECT_EQ(PackText("RFI é").size(), 6U);
}

TEST(TextCodec, WhatEndsInTheMiddleOfAPairIsRefused) {
  const std::string packed = PackText("法国");
  EXPECT_THROW(UnpackText(packed.substr(0, 3)), Error);
  EXPECT_THROW(UnpackText("\xFF"), Error);
}

}  // namespace
}  // namespace kg
