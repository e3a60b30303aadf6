#include "graph/nfc.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "graph/utf8.h"

namespace kg {
namespace {

std::string Nfc(std::string text) {
  MakeNfc(&text);
  return text;
}

std::string ByIcu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string composed;
  nfc->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(composed);
  return composed;
}

// Alone, behind a Chinese sign, a letter, a kana and a jamo, and before a mark.
TEST(MakeNfc, AgreesWithIcuOnEveryCodePointInEveryNeighbourhood) {
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string sign;
    AppendUtf8(sign, c);
    for (const char* before : {"", "中", "e", "か", "\u1100", "\u0323"}) {
      const std::string text = before + sign;
      ASSERT_EQ(Nfc(text), ByIcu(text)) << std::hex << static_cast<unsigned>(c);
      ASSERT_EQ(Nfc(text + "\u0301"), ByIcu(text + "\u0301"))
          << std::hex << static_cast<unsigned>(c);
    }
  }
}

TEST(MakeNfc, LeavesWhatIsComposed) {
  EXPECT_EQ(Nfc(""), "");
  EXPECT_EQ(Nfc("法国总统“马克龙” é！"), "法国总统“马克龙” é！");
}

}  // namespace
}  // namespace kg
