// What holds for the names in any text at all.
#include <gtest/gtest.h>

#include <random>

#include "graph/utf8.h"
#include "ingest/people/extractor.h"
#include "tests/support/fewer_with_sanitizers.h"
#include "tests/support/repeated.h"

namespace kg {
namespace {

const std::vector<std::string> kParts = {"马克龙",    "習近平", "普京",
                                         "李",        "王小明", "欧阳",
                                         "总统",      "主席",   "说",
                                         "表示",      "先生",   "谢尔盖-绍伊古",
                                         "让·卡斯泰", "·",      "-",
                                         "—",         "（",     "）",
                                         "(",         ")",      "Emmanuel Bonne",
                                         "de",        "W.",     "A",
                                         "NATO",      " ",      "\n",
                                         "\u3000",    "。",     "，",
                                         "、",        "阿",     "尔",
                                         "斯",        "德",     "特",
                                         "中国",      "法国",   "北约",
                                         "大学",      "周一向", "方面",
                                         "高峰",      "\uFFFD", "\uFFFF",
                                         "\u200B",    "\u0301", "😀",
                                         "𠮷",        "𠮷野家", "\U0010FFFF",
                                         "\u00B7",    "é",      "Ł",
                                         "１",        "3",      "’",
                                         "'",         "\x01"};

std::string RandomText(std::mt19937_64& random) {
  std::string text;
  for (auto n = random() % 30; n > 0; --n) {
    if (random() % 8 == 0) {
      const auto point = static_cast<char32_t>(random() % (random() % 2 == 0 ? 0x110000 : 0xA000));
      if (point < 0xD800 || point > 0xDFFF) AppendUtf8(text, point);
    } else {
      text += kParts[random() % kParts.size()];
    }
  }
  return text;
}

// The text as up to three fields in a row, perhaps with something between them.
std::vector<FieldSpan> RandomFields(std::mt19937_64& random, std::uint32_t size) {
  std::vector<FieldSpan> fields;
  std::uint32_t at = 0;
  for (const Field field : {Field::kTitle, Field::kBody, Field::kTag}) {
    const auto start = at + static_cast<std::uint32_t>(random() % 3 == 0 ? 1 : 0);
    const auto end = start + static_cast<std::uint32_t>(random() % (size + 1));
    if (end > size) break;
    fields.push_back({field, {start, end}});
    at = end;
  }
  if (at < size) fields.push_back({Field::kCaption, {at, size}});
  return fields;
}

TEST(PeopleInAnyText, AreQuotedInOrderAndDoNotOverlap) {
  std::mt19937_64 random(121);
  std::size_t names = 0;
  for (int round = 0; round < 30'000; ++round) {
    const std::string text = RandomText(random);
    const std::vector<FieldSpan> fields =
        RandomFields(random, static_cast<std::uint32_t>(CountCodePoints(text)));
    std::uint32_t end = 0;
    for (const FoundName& name : ExtractNames({text, fields})) {
      ASSERT_LE(end, name.span.start) << text;
      ASSERT_LT(name.span.start, name.span.end) << text;
      end = name.span.end;
      const auto holds = [&](const FieldSpan& f) {
        return f.field != Field::kTag && f.span.start <= name.span.start &&
               name.span.end <= f.span.end;
      };
      ASSERT_TRUE(std::any_of(fields.begin(), fields.end(), holds)) << text;
      const std::string quote(Slice(text, name.span));
      ASSERT_TRUE(IsValidUtf8(name.entity) && !name.entity.empty()) << text;
      ASSERT_EQ(quote.find('\n'), std::string::npos) << text;
      ASSERT_EQ(quote, name.alias.empty() ? name.entity : name.alias) << text;
      ++names;
    }
  }
  EXPECT_GT(names, 20'000U);
}

// A search that went back over what it saw would take hours here.
TEST(PeopleInAnyText, AreFoundInLongTextsOfOneKindAtOnce) {
  for (const char* part : {"阿", "斯·", "斯-", "李", "王小明", "A ", "Aa ", "a-", "（", "总统",
                           "马克龙", "总统阿尔斯", "A.", "Aa Bb（"}) {
    const std::string text = Repeated(part, FewerWithSanitizers(300'000U, 30'000U));
    const auto start = std::chrono::steady_clock::now();
    ExtractNames({text, {{Field::kBody, {0, static_cast<std::uint32_t>(CountCodePoints(text))}}}});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30)) << part;
  }
}

}  // namespace
}  // namespace kg
