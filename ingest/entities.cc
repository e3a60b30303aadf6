#include "ingest/entities.h"

#include <algorithm>
#include <cstdint>

#include "graph/utf8.h"

namespace kg {
namespace {

struct NamedEntity {
  std::string_view name;  // with its semicolon, where it has one
  char32_t first;
  char32_t second;
};

constexpr NamedEntity kNamed[] = {
#include "ingest/named_entities.inc"
};

constexpr std::size_t kLongestEntity = 32;  // "CounterClockwiseContourIntegral;"
constexpr std::size_t kLongestWithoutSemicolon = 6;

// What Windows-1252 has at 0x80 to 0x9F; pages mean that when they write &#150;.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlnum(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return IsDigit(c) || (lower >= 'a' && lower <= 'z');
}

const NamedEntity* FindNamed(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kNamed, name, {}, &NamedEntity::name);
  return found != std::end(kNamed) && found->name == name ? found : nullptr;
}

char32_t CodePointOfNumber(std::uint32_t number) {
  if (number >= 0x80 && number <= 0x9F) return kWindows1252[number - 0x80];
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) {
    return kReplacement;
  }
  return number;
}

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// "&#..." or "&#x..."; digits beyond what a code point can have only keep it impossible.
CharacterReference ReadNumber(std::string_view text) {
  std::size_t at = 2;
  const bool hex = at < text.size() && (text[at] | 0x20) == 'x';
  if (hex) ++at;
  const std::size_t digits_from = at;
  std::uint32_t number = 0;
  for (; at < text.size(); ++at) {
    const int digit = hex ? HexValue(text[at]) : IsDigit(text[at]) ? text[at] - '0' : -1;
    if (digit < 0) break;
    number = std::min<std::uint32_t>(number * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit),
                                     0x110000);
  }
  if (at == digits_from) return {};
  if (at < text.size() && text[at] == ';') ++at;
  return {CodePointOfNumber(number), 0, at};
}

bool MayEndWithoutSemicolon(std::string_view rest, EntityContext context) {
  return context == EntityContext::kText || rest.empty() ||
         (rest.front() != '=' && !IsAlnum(rest.front()));
}

CharacterReference ReadName(std::string_view text, EntityContext context) {
  const std::string_view name = text.substr(1, kLongestEntity);
  std::size_t length = 0;
  while (length < name.size() && IsAlnum(name[length])) ++length;
  if (length < name.size() && name[length] == ';') {
    if (const NamedEntity* found = FindNamed(name.substr(0, length + 1))) {
      return {found->first, found->second, length + 2};
    }
  }
  for (std::size_t n = std::min(length, kLongestWithoutSemicolon); n >= 2; --n) {
    const NamedEntity* found = FindNamed(name.substr(0, n));
    if (found == nullptr) continue;
    if (!MayEndWithoutSemicolon(text.substr(n + 1), context)) return {};
    return {found->first, found->second, n + 1};
  }
  return {};
}

}  // namespace

CharacterReference ReadCharacterReference(std::string_view text, EntityContext context) {
  if (text.size() < 3 || text[0] != '&') return {};
  return text[1] == '#' ? ReadNumber(text) : ReadName(text, context);
}

void AppendDecoded(std::string& out, std::string_view text, EntityContext context) {
  for (;;) {
    const std::size_t amp = text.find('&');
    out += text.substr(0, amp);
    if (amp == std::string_view::npos) return;
    text.remove_prefix(amp);
    const CharacterReference reference = ReadCharacterReference(text, context);
    if (reference.length == 0) {
      out += '&';
      text.remove_prefix(1);
      continue;
    }
    AppendUtf8(out, reference.first);
    if (reference.second != 0) AppendUtf8(out, reference.second);
    text.remove_prefix(reference.length);
  }
}

std::string DecodeEntities(std::string_view text, EntityContext context) {
  std::string out;
  out.reserve(text.size());
  AppendDecoded(out, text, context);
  return out;
}

}  // namespace kg
