#include "graph/text_codec.h"

#include <array>
#include <cstdint>

#include "graph/bytes.h"

namespace kg {
namespace {

// A byte below kPair is itself. From kPair on it opens a pair whose 15 bits number a character of
// these windows, first to last; kRaw opens a pair whose second byte is one byte of the text as it is.
constexpr std::uint8_t kPair = 0x80;
constexpr std::uint8_t kRaw = 0xFF;

struct Window {
  std::uint32_t first;  // code point
  std::uint32_t size;
};
constexpr std::array<Window, 4> kWindows = {{
    {0x3000, 0x7000},  // Chinese: punctuation, kana, ideographs
    {0x2000, 0x100},   // quotes, dashes, ellipsis
    {0xFF00, 0x100},   // full-width forms
    {0x80, 0xD00},     // Latin, Greek, Cyrillic and more
}};

bool Continues(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80; }

std::uint32_t SixBits(char byte) { return static_cast<std::uint32_t>(byte) & 0x3F; }

/// A character of two or three bytes at `at`, in its one valid form; 0 when there is none.
std::uint32_t CharacterAt(std::string_view text, std::size_t at, std::size_t* size) {
  const std::uint32_t lead = static_cast<std::uint8_t>(text[at]);
  if (lead >= 0xE0 && lead < 0xF0 && text.size() - at > 2 && Continues(text[at + 1]) && Continues(text[at + 2])) {
    const std::uint32_t point = (lead & 0xF) << 12 | SixBits(text[at + 1]) << 6 | SixBits(text[at + 2]);
    *size = 3;
    return point >= 0x800 ? point : 0;
  }
  if (lead >= 0xC2 && lead < 0xE0 && text.size() - at > 1 && Continues(text[at + 1])) {
    *size = 2;
    return (lead & 0x1F) << 6 | SixBits(text[at + 1]);
  }
  return 0;
}

/// Two bytes for `point`, as one number; 0 when no window has it.
std::uint32_t PairOf(std::uint32_t point) {
  std::uint32_t base = std::uint32_t{kPair} << 8;
  for (const Window& window : kWindows) {
    if (point - window.first < window.size) return base + point - window.first;
    base += window.size;
  }
  return 0;
}

std::uint32_t PointOf(std::uint32_t pair) {
  std::uint32_t number = pair - (std::uint32_t{kPair} << 8);
  for (const Window& window : kWindows) {
    if (number < window.size) return window.first + number;
    number -= window.size;
  }
  throw Error(ErrorCode::kCorrupt, "a stored text has a character out of range");
}

char* WriteUtf8(std::uint32_t point, char* out) {
  if (point < 0x800) {
    *out++ = static_cast<char>(0xC0 | point >> 6);
  } else {
    *out++ = static_cast<char>(0xE0 | point >> 12);
    *out++ = static_cast<char>(0x80 | (point >> 6 & 0x3F));
  }
  *out++ = static_cast<char>(0x80 | (point & 0x3F));
  return out;
}

}  // namespace

std::string PackText(std::string_view text) {
  std::string packed(2 * text.size(), '\0');
  char* out = packed.data();
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<std::uint8_t>(text[at]) < kPair) {
      *out++ = text[at++];
      continue;
    }
    // Most characters of the first window need none of the general case's questions.
    const auto row = static_cast<std::uint8_t>(text[at]) - 0xE3U;
    if (row < 7 && text.size() - at > 2 && Continues(text[at + 1]) && Continues(text[at + 2])) {
      const std::uint32_t number = row << 12 | SixBits(text[at + 1]) << 6 | SixBits(text[at + 2]);
      *out++ = static_cast<char>(kPair + (number >> 8));
      *out++ = static_cast<char>(number);
      at += 3;
      continue;
    }
    std::size_t size = 0;
    const std::uint32_t pair = PairOf(CharacterAt(text, at, &size));
    *out++ = pair != 0 ? static_cast<char>(pair >> 8) : static_cast<char>(kRaw);
    *out++ = pair != 0 ? static_cast<char>(pair) : text[at];
    at += pair != 0 ? size : 1;
  }
  packed.resize(static_cast<std::size_t>(out - packed.data()));
  return packed;
}

std::string UnpackText(std::string_view packed) {
  std::string text(2 * packed.size(), '\0');
  char* out = text.data();
  for (ByteReader in(packed); !in.empty();) {
    const std::uint8_t first = in.Byte();
    if (first < kPair) {
      *out++ = static_cast<char>(first);
    } else if (first == kRaw) {
      *out++ = static_cast<char>(in.Byte());
    } else {
      out = WriteUtf8(PointOf(std::uint32_t{first} << 8 | in.Byte()), out);
    }
  }
  text.resize(static_cast<std::size_t>(out - text.data()));
  return text;
}

}  // namespace kg
