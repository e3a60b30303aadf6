#include "graph/utf8.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace kg {
namespace {

std::uint8_t At(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

// Size of the well-formed sequence at `i` (Unicode 15, table 3-7); 0 when there is none.
std::size_t SequenceAt(std::string_view text, std::size_t i) {
  const std::uint8_t lead = At(text, i);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - i < size) return 0;
  const std::uint8_t second = At(text, i + 1);
  if (!IsContinuation(text[i + 1])) return 0;
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
      (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
    return 0;
  }
  for (std::size_t k = 2; k < size; ++k) {
    if (!IsContinuation(text[i + k])) return 0;
  }
  return size;
}

// C0 but tab and line feed, DEL, and C1 (C2 80 - C2 9F).
bool IsControl(std::string_view text, std::size_t i, std::size_t size) {
  const std::uint8_t lead = At(text, i);
  if (size == 1) return (lead < 0x20 && lead != '\t' && lead != '\n') || lead == 0x7F;
  return size == 2 && lead == 0xC2 && At(text, i + 1) < 0xA0;
}

// Eight plain ASCII bytes without controls; such runs are most of markup.
bool IsPlainWord(std::string_view text, std::size_t i) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + i, sizeof word);
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const std::uint64_t below_blank = (word - kOnes * 0x20) & ~word;
  const std::uint64_t is_del = ((word ^ (kOnes * 0x7F)) - kOnes) & ~(word ^ (kOnes * 0x7F));
  return ((word | below_blank | is_del) & (kOnes * 0x80)) == 0;
}

// The first place that is no UTF-8 or a control, or the end.
std::size_t FirstFlaw(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= 8 && IsPlainWord(text, i)) {
      i += 8;
      continue;
    }
    const std::size_t size = SequenceAt(text, i);
    if (size == 0 || IsControl(text, i, size)) return i;
    i += size;
  }
  return i;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::string Sanitized(std::string_view bytes) {
  const std::size_t flaw = FirstFlaw(bytes);
  std::string clean(bytes.substr(0, flaw));
  for (std::size_t i = flaw; i < bytes.size();) {
    const std::size_t size = SequenceAt(bytes, i);
    if (size == 0) {
      AppendUtf8(clean, kReplacement);
    } else if (!IsControl(bytes, i, size)) {
      clean.append(bytes.substr(i, size));
    }
    i += std::max<std::size_t>(size, 1);
  }
  return clean;
}

std::size_t CountCodePoints(std::string_view text) {
  // A sum that fits a byte, over parts that cannot overflow it, is what compilers make vectors of.
  constexpr std::size_t kPart = 192;
  std::size_t count = 0;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, kPart);
    std::uint8_t starts = 0;
    for (const char c : part) starts = static_cast<std::uint8_t>(starts + !IsContinuation(c));
    count += starts;
    text.remove_prefix(part.size());
  }
  return count;
}

void AppendUtf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
  }
  put(0x80 | (code_point & 0x3F));
}

namespace {

// Where the code point begins that is the `code_points`th behind the one at `i`. They are counted a
// part at a time as far as that goes: quotes from the end of long texts are asked for by the
// thousand.
std::size_t Skip(std::string_view text, std::size_t i, std::size_t code_points) {
  constexpr std::size_t kPart = 64;
  if (code_points == 0 || i >= text.size()) return i;
  for (++i; i + kPart <= text.size(); i += kPart) {
    const std::size_t begin = CountCodePoints(text.substr(i, kPart));
    if (begin >= code_points) break;
    code_points -= begin;
  }
  for (; i < text.size(); ++i) {
    if (!IsContinuation(text[i]) && --code_points == 0) return i;
  }
  return i;
}

}  // namespace

std::string_view Slice(std::string_view text, Span span) {
  const std::size_t start = Skip(text, 0, span.start);
  const std::size_t end = Skip(text, start, span.end > span.start ? span.end - span.start : 0);
  return text.substr(start, end - start);
}

}  // namespace kg
