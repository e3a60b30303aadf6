#include "graph/text_codec.h"

#include <array>
#include <cstdint>
#include <memory>

#include "graph/error.h"

namespace kg {
namespace {

// A byte below kPair is itself. From kPair on it opens a pair whose 15 bits number a character of
// these windows, first to last; kRaw opens a pair whose second byte is one byte of the text as it
// is.
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

/// The character of two or three bytes that `text` begins with, in its one valid form, and how many
/// they are; 0 when there is none.
std::uint32_t CharacterAt(std::string_view text, std::size_t* size) {
  const std::uint32_t lead = static_cast<std::uint8_t>(text[0]);
  if (lead >= 0xC2 && lead < 0xE0 && text.size() > 1 && Continues(text[1])) {
    *size = 2;
    return (lead & 0x1F) << 6 | SixBits(text[1]);
  }
  if (lead < 0xE0 || lead >= 0xF0 || text.size() < 3) return 0;
  if (!Continues(text[1]) || !Continues(text[2])) return 0;
  const std::uint32_t point = (lead & 0xF) << 12 | SixBits(text[1]) << 6 | SixBits(text[2]);
  *size = 3;
  return point >= 0x800 ? point : 0;
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
  // Packed beside, so that what is kept has no room to spare.
  const auto packed = std::make_unique_for_overwrite<char[]>(2 * text.size());
  char* out = packed.get();
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<std::uint8_t>(text[at]);
    if (lead < kPair) {
      *out++ = text[at++];
      continue;
    }
    // The first window is the characters with these seven leads: no need to ask for more.
    if (lead >= 0xE3 && lead <= 0xE9 && text.size() - at > 2) {
      const auto high = static_cast<std::uint8_t>(text[at + 1] ^ 0x80);
      const auto low = static_cast<std::uint8_t>(text[at + 2] ^ 0x80);
      if ((high | low) < 0x40) {
        *out++ = static_cast<char>(kPair | (lead - 0xE3) << 4 | high >> 2);
        *out++ = static_cast<char>(high << 6 | low);
        at += 3;
        continue;
      }
    }
    std::size_t size = 0;
    const std::uint32_t pair = PairOf(CharacterAt(text.substr(at), &size));
    *out++ = static_cast<char>(pair != 0 ? pair >> 8 : kRaw);
    *out++ = pair != 0 ? static_cast<char>(pair) : text[at];
    at += pair != 0 ? size : 1;
  }
  return {packed.get(), out};
}

std::string UnpackText(std::string_view packed) {
  std::string text(packed.size() + packed.size() / 2, '\0');  // three bytes for two at most
  char* out = text.data();
  for (std::size_t at = 0; at < packed.size();) {
    const auto first = static_cast<std::uint8_t>(packed[at++]);
    if (first < kPair) {
      *out++ = static_cast<char>(first);
      continue;
    }
    if (at == packed.size())
      throw Error(ErrorCode::kCorrupt, "a stored text ends within a character");
    const auto second = static_cast<std::uint8_t>(packed[at++]);
    const std::uint32_t pair = std::uint32_t{first} << 8 | second;
    // Of the first window, which nearly all are: no need to look further.
    if (pair < (std::uint32_t{kPair} << 8) + kWindows[0].size) {
      out = WriteUtf8(pair - (std::uint32_t{kPair} << 8) + kWindows[0].first, out);
    } else if (first == kRaw) {
      *out++ = static_cast<char>(second);
    } else {
      out = WriteUtf8(PointOf(pair), out);
    }
  }
  text.resize(static_cast<std::size_t>(out - text.data()));
  return text;
}

}  // namespace kg
