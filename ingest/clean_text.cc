#include "ingest/clean_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "graph/utf8.h"
#include "ingest/entities.h"

namespace kg {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Most of an article: printable ASCII but for '&', and three-byte code points from U+4000 to
// U+CFFF, none of which is a blank, a sign to drop or a surrogate. 0 for all others.
constexpr std::array<std::uint8_t, 256> kPlainLength = [] {
  std::array<std::uint8_t, 256> lengths{};
  for (std::size_t c = 0x21; c < 0x7F; ++c) lengths[c] = c == '&' ? 0 : 1;
  for (std::size_t c = 0xE4; c < 0xED; ++c) lengths[c] = 3;
  return lengths;
}();

bool IsBlank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool IsInvisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x180E ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

struct Decoded {
  char32_t code_point;
  std::size_t length;
};

// One code point of bytes that may be anything; a bad sequence is as long as it could have been
// the begin of a good one.
Decoded Decode(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2 || lead > 0xF4) return {kReplacement, 1};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte alone tells overlong forms, surrogates and what lies beyond U+10FFFF.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  char32_t code_point = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (i == bytes.size()) return {kReplacement, i};
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i == 1 ? byte < low || byte > high : !IsContinuation(bytes[i])) return {kReplacement, i};
    code_point = code_point << 6 | (byte & 0x3Fu);
  }
  return {code_point, length};
}

}  // namespace

void TextCleaner::AppendVisible(std::string_view bytes, std::size_t code_points) {
  if (blank_due_ && !text_.empty()) {
    text_ += ' ';
    ++code_points_;
  }
  blank_due_ = false;
  text_ += bytes;
  code_points_ += code_points;
}

void TextCleaner::AppendOdd(char32_t code_point) {
  if (IsBlank(code_point)) {
    blank_due_ = true;
  } else if (!IsInvisible(code_point)) {
    AppendVisible({}, 1);
    AppendUtf8(text_, code_point);
  }
}

// At an '&': how many bytes it took.
std::size_t TextCleaner::AppendReference(std::string_view raw) {
  const CharacterReference reference = ReadCharacterReference(raw);
  if (reference.length == 0) {
    AppendVisible("&", 1);
    return 1;
  }
  AppendOdd(reference.first);
  if (reference.second != 0) AppendOdd(reference.second);
  return reference.length;
}

void TextCleaner::Append(std::string_view raw) {
  if (text_.empty()) text_.reserve(raw.size());
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t from = at;
    std::size_t code_points = 0;
    while (at < raw.size()) {
      const std::size_t length = kPlainLength[static_cast<unsigned char>(raw[at])];
      if (length == 0) break;
      if (length == 3) {
        if (raw.size() - at < 3 || !IsContinuation(raw[at + 1]) || !IsContinuation(raw[at + 2])) {
          break;
        }
      }
      at += length;
      ++code_points;
    }
    if (at > from) AppendVisible(raw.substr(from, at - from), code_points);
    if (at == raw.size()) return;
    if (raw[at] == '&') {
      at += AppendReference(raw.substr(at));
    } else {
      const Decoded decoded = Decode(raw.substr(at));
      AppendOdd(decoded.code_point);
      at += decoded.length;
    }
  }
}

std::string TextCleaner::Take() {
  code_points_ = 0;
  blank_due_ = false;
  return std::exchange(text_, {});
}

std::string CleanText(std::string_view raw) {
  TextCleaner cleaner;
  cleaner.Append(raw);
  return cleaner.Take();
}

}  // namespace kg
