// UTF-8 by code points. Everything stored is valid UTF-8; Sanitized() is the gate.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "graph/model.h"

namespace kg {

/// What stands for bytes that are no text.
constexpr char32_t kReplacement = 0xFFFD;

/// `bytes` with invalid sequences (surrogates and overlong forms too) replaced by U+FFFD and C0/C1
/// controls but '\t' and '\n' dropped. Linear.
std::string Sanitized(std::string_view bytes);

bool IsValidUtf8(std::string_view bytes);

/// Code points in valid UTF-8.
std::size_t CountCodePoints(std::string_view text);

/// Whether `byte` goes on with a code point that an earlier byte began.
inline bool IsContinuation(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80; }

/// The code point at `*pos` (a boundary, < size) of valid UTF-8; moves `*pos` behind it.
inline char32_t NextCodePoint(std::string_view text, std::size_t* pos) {
  const auto at = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const char32_t lead = at(*pos);
  if (lead < 0x80) {
    ++*pos;
    return lead;
  }
  // Three bytes, most of Chinese text, go without a loop.
  if ((lead & 0xF0) == 0xE0 && text.size() - *pos >= 3) {
    const char32_t point =
        (lead & 0x0F) << 12 | (at(*pos + 1) & 0x3FU) << 6 | (at(*pos + 2) & 0x3FU);
    *pos += 3;
    return point;
  }
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t point = lead & (0x7FU >> size);
  const std::size_t end = std::min(*pos + size, text.size());
  for (std::size_t i = *pos + 1; i < end; ++i) point = point << 6 | (at(i) & 0x3FU);
  *pos = end;
  return point;
}

void AppendUtf8(std::string& out, char32_t code_point);

/// The part of valid UTF-8 `text` that `span` covers, clamped to its end. O(span.end).
std::string_view Slice(std::string_view text, Span span);

}  // namespace kg
