#include "ingest/clean_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "graph/utf8.h"
#include "ingest/entities.h"

namespace kg {
namespace {

// What a byte at the start of a code point tells. `kPlain` ones are most of an article: printable
// ASCII but for '&', and three-byte code points from U+4000 to U+CFFF, none of which is a blank, a
// sign to drop or a surrogate. `kSign` starts U+2000 to U+3FFF and U+F000 to U+FFFF.
enum class Lead : std::uint8_t { kOther, kPlainAscii, kPlain, kSign };

constexpr std::array<Lead, 256> kLeads = [] {
  std::array<Lead, 256> leads{};
  for (std::size_t c = 0x21; c < 0x7F; ++c) leads[c] = c == '&' ? Lead::kOther : Lead::kPlainAscii;
  for (std::size_t c = 0xE4; c < 0xED; ++c) leads[c] = Lead::kPlain;
  for (const std::size_t c : {0xE2, 0xE3, 0xEF}) leads[c] = Lead::kSign;
  return leads;
}();

Lead LeadOf(char c) { return kLeads[static_cast<unsigned char>(c)]; }

// Of the code points that kSign starts: quotes, dashes and full-width signs, but no blanks and
// nothing that is dropped. Not all of them: the others are looked at one by one.
bool IsPlainSign(char first, char second, char third) {
  const auto low = static_cast<unsigned char>(second);
  const auto last = static_cast<unsigned char>(third);
  switch (static_cast<unsigned char>(first)) {
    case 0xE2: return low == 0x80 ? last >= 0x90 && last <= 0xA7 : low >= 0x82;
    case 0xE3: return low != 0x80 || last != 0x80;
    default: return low < 0xBB || low == 0xBC || low == 0xBD;
  }
}

// The part at the start of a text that is clean as it stands.
struct PlainRun {
  std::size_t size = 0;
  std::size_t code_points = 0;
};

PlainRun PlainRunAt(std::string_view raw) {
  PlainRun run;
  for (std::size_t& at = run.size; at < raw.size(); ++run.code_points) {
    const Lead lead = LeadOf(raw[at]);
    if (lead == Lead::kPlainAscii) {
      ++at;
    } else if (lead == Lead::kOther) {
      // One blank between two words.
      if (raw[at] != ' ' || at == 0 || at + 1 == raw.size()) break;
      const Lead next = LeadOf(raw[at + 1]);
      if (next != Lead::kPlainAscii && next != Lead::kPlain) break;
      ++at;
    } else {
      // Both at once, as they hardly ever fail.
      if (raw.size() - at < 3 || !(IsContinuation(raw[at + 1]) & IsContinuation(raw[at + 2])))
        break;
      if (lead == Lead::kSign && !IsPlainSign(raw[at], raw[at + 1], raw[at + 2])) break;
      at += 3;
    }
  }
  return run;
}

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
  while (!raw.empty()) {
    const PlainRun run = PlainRunAt(raw);
    if (run.size > 0) AppendVisible(raw.substr(0, run.size), run.code_points);
    raw.remove_prefix(run.size);
    if (raw.empty()) return;
    if (raw.front() == '&') {
      raw.remove_prefix(AppendReference(raw));
    } else {
      const Decoded decoded = Decode(raw);
      AppendOdd(decoded.code_point);
      raw.remove_prefix(decoded.length);
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
