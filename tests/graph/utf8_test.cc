#include "graph/utf8.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace kg {
namespace {

// UTF-8 by its definition, one code point; empty for what has no encoding.
std::string Encoded(std::uint32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  const auto tail = [point](int shift) {
    return static_cast<char>(0x80 | (point >> shift & 0x3F));
  };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0 | point >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0)};
}

bool IsEncoding(std::string_view bytes) {
  std::uint32_t point = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() > 1) point &= 0x7FU >> bytes.size();
  for (const char byte : bytes.substr(1))
    point = point << 6 | (static_cast<unsigned char>(byte) & 0x3FU);
  return Encoded(point) == bytes;
}

bool SlowlyValid(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t size = 1;
    while (size <= 4 && size <= bytes.size() && !IsEncoding(bytes.substr(0, size))) ++size;
    if (size > 4 || size > bytes.size()) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::string RandomBytes(std::mt19937_64& random) {
  const std::vector<std::string> parts = {"a",
                                          "12345678",
                                          "\n",
                                          "\x7F",
                                          "\x01",
                                          "é",
                                          "李",
                                          "😀",
                                          "\xC2\x85",
                                          "\xEF\xBF\xBD",
                                          "\x80",
                                          "\xC0\xAF",
                                          "\xE0\x80\xAF",
                                          "\xED\xA0\x80",
                                          "\xF4\x90\x80\x80",
                                          "\xE6\x9D",
                                          "\xF0\x9F\x98",
                                          "\xFF",
                                          "\xF5"};
  std::string bytes;
  for (auto n = random() % 12; n > 0; --n) bytes += parts[random() % parts.size()];
  if (!bytes.empty() && random() % 2 == 0)
    bytes[random() % bytes.size()] = static_cast<char>(random());
  return bytes;
}

TEST(Utf8, EveryCodePointIsWrittenAndReadAgain) {
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(text, point);
    ASSERT_EQ(text, Encoded(point));
    std::size_t pos = 0;
    ASSERT_EQ(NextCodePoint(text, &pos), point);
    ASSERT_EQ(pos, text.size());
  }
}

TEST(Utf8, ValidityIsWhatTheDefinitionSays) {
  std::mt19937_64 random(31);
  int valid = 0;
  for (int round = 0; round < 100'000; ++round) {
    const std::string bytes = RandomBytes(random);
    ASSERT_EQ(IsValidUtf8(bytes), SlowlyValid(bytes)) << testing::PrintToString(bytes);
    valid += IsValidUtf8(bytes) ? 1 : 0;
  }
  EXPECT_GT(valid, 10'000);
  EXPECT_LT(valid, 90'000);
}

TEST(Sanitized, MendsWhatIsBrokenAndDropsControls) {
  EXPECT_EQ(Sanitized("李\xFF辉"), "李\uFFFD辉");
  EXPECT_EQ(Sanitized("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(Sanitized("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(Sanitized("end\xE6\x9D"), "end\uFFFD\uFFFD");
  EXPECT_EQ(Sanitized(std::string("a\0b\x1B[31m\r\x7F\xC2\x9B"
                                  "c\td\n",
                                  16)),
            "ab[31mc\td\n");
}

TEST(Sanitized, GivesValidTextAndLeavesCleanTextAlone) {
  std::mt19937_64 random(32);
  for (int round = 0; round < 50'000; ++round) {
    const std::string clean = Sanitized(RandomBytes(random));
    ASSERT_TRUE(SlowlyValid(clean)) << testing::PrintToString(clean);
    ASSERT_EQ(Sanitized(clean), clean);
    for (const char c : clean) {
      ASSERT_TRUE(static_cast<signed char>(c) < 0 || c >= ' ' || c == '\t' || c == '\n');
      ASSERT_NE(c, '\x7F');
    }
  }
}

TEST(Slice, CountsCodePointsAndStopsAtTheEnd) {
  const std::string text = "a李😀é!";
  EXPECT_EQ(CountCodePoints(text), 5U);
  const std::vector<std::string> points = {"a", "李", "😀", "é", "!"};
  for (std::uint32_t start = 0; start <= 7; ++start) {
    for (std::uint32_t end = start; end <= 7; ++end) {
      std::string expected;
      for (std::uint32_t i = start; i < end && i < points.size(); ++i) expected += points[i];
      EXPECT_EQ(Slice(text, {start, end}), expected) << start << " " << end;
    }
  }
  EXPECT_EQ(Slice(text, {3, 1}), "");
}

TEST(Slice, CountsCodePointsOfLongTexts) {
  const std::vector<std::string> points = {"a", "李", "😀", "é", "!"};
  std::mt19937 random(7);
  std::string text;
  std::vector<std::size_t> starts;  // of each code point, in bytes
  for (int i = 0; i < 700; ++i) {
    starts.push_back(text.size());
    text += points[random() % points.size()];
  }
  starts.push_back(text.size());
  for (int i = 0; i < 3000; ++i) {
    const auto start = static_cast<std::uint32_t>(random() % 720);
    const auto end = start + static_cast<std::uint32_t>(random() % (i % 2 == 0 ? 30 : 720));
    const std::size_t first = starts[std::min<std::size_t>(start, 700)];
    const std::size_t last = starts[std::min<std::size_t>(end, 700)];
    EXPECT_EQ(Slice(text, {start, end}), text.substr(first, last - first)) << start << " " << end;
  }
}

}  // namespace
}  // namespace kg
