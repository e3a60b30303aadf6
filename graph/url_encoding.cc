#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "graph/nfc.h"
#include "graph/url_parts.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::string_view kPathSigns = "!$&'()*+,;=:@/";
constexpr std::string_view kQuerySigns = "!$&'()*+,;=:@/?";
constexpr std::string_view kEncodedSlash = "%2F";

constexpr std::array<bool, 256> SetOf(std::string_view signs) {
  std::array<bool, 256> set{};
  for (const std::string_view part : {kUnreserved, signs}) {
    for (const char c : part) set[static_cast<std::uint8_t>(c)] = true;
  }
  return set;
}

constexpr std::array<bool, 256> kUnreservedSet = SetOf("");
constexpr std::array<bool, 256> kPathSet = SetOf(kPathSigns);
constexpr std::array<bool, 256> kQuerySet = SetOf(kQuerySigns);

constexpr std::array<std::int8_t, 256> HexValues() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 16; ++i) {
    values[static_cast<std::uint8_t>("0123456789abcdef"[i])] = static_cast<std::int8_t>(i);
    values[static_cast<std::uint8_t>("0123456789ABCDEF"[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}

constexpr std::array<std::int8_t, 256> kHexValues = HexValues();

int HexValue(char c) { return kHexValues[static_cast<std::uint8_t>(c)]; }

// The byte of the "%XX" at `i`; -1 when there is none.
int EscapeAt(std::string_view text, std::size_t i) {
  if (text.size() - i < 3 || text[i] != '%') return -1;
  const int high = HexValue(text[i + 1]);
  const int low = HexValue(text[i + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Writes "%XX" at `out` and returns the place behind it.
char* WriteEscape(char* out, char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<std::uint8_t>(byte);
  *out++ = '%';
  *out++ = kDigits[value >> 4];
  *out++ = kDigits[value & 15];
  return out;
}

void AppendEscape(std::string& out, char byte) {
  std::array<char, 3> escape{};
  WriteEscape(escape.data(), byte);
  out.append(escape.data(), escape.size());
}

// Some sites encode twice over, so what decoding gives is decoded again. As a "%XX" can only come
// about at the end of what is decoded so far, one pass does it. "%2F" stays: it divides nothing.
std::string FullyDecoded(std::string_view path) {
  std::string buffer(path.size(), '\0');
  std::size_t size = 0;
  for (const char c : path) {
    buffer[size++] = c;
    while (size >= 3 && buffer[size - 3] == '%') {
      const int byte = EscapeAt(buffer, size - 3);
      if (byte < 0) break;
      if (byte == '/') {
        buffer[size - 1] = 'F';
        break;
      }
      size -= 2;
      buffer[size - 1] = static_cast<char>(byte);
    }
  }
  buffer.resize(size);
  return buffer;
}

std::string WithoutEmptyAndDotSegments(std::string_view path) {
  std::string out;
  out.reserve(path.size() + 1);
  for (std::size_t start = 0; start < path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view segment = path.substr(start, end - start);
    start = end + 1;
    if (segment == "..") {
      out.resize(out.empty() ? 0 : out.rfind('/'));
    } else if (!segment.empty() && segment != ".") {
      out.append("/").append(segment);
    }
  }
  return out;
}

std::string Encoded(std::string_view decoded) {
  std::string out(decoded.size() * 3, '\0');
  char* end = out.data();
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    const char c = decoded[i];
    if (kPathSet[static_cast<std::uint8_t>(c)] ||
        (c == '%' && decoded.substr(i).starts_with(kEncodedSlash))) {
      *end++ = c;
    } else {
      end = WriteEscape(end, c);
    }
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::vector<std::string_view> Parameters(std::string_view query) {
  std::vector<std::string_view> parameters;
  for (std::size_t start = 0; start < query.size();) {
    const std::size_t end = std::min(query.find('&', start), query.size());
    if (end > start) parameters.push_back(query.substr(start, end - start));
    start = end + 1;
  }
  return parameters;
}

bool IsTracking(std::string_view parameter) {
  constexpr std::string_view kNames[] = {
      "_ga",     "cmp",      "cmpid",    "dclid",      "fbclid", "gclid", "igshid", "igsh",
      "maca",    "mc_cid",   "mc_eid",   "msclkid",    "ncid",   "ocid",  "ref",    "ref_src",
      "ref_url", "referer",  "referrer", "replytocom", "share",  "smid",  "smtyp",  "spm",
      "twclid",  "wt.mc_id", "wt_mc",    "xtor",       "yclid"};
  constexpr std::string_view kPrefixes[] = {"utm_", "at_", "source=rss"};
  std::string lower(parameter);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view name = std::string_view(lower).substr(0, lower.find('='));
  return std::ranges::find(kNames, name) != std::end(kNames) ||
         std::ranges::any_of(
             kPrefixes, [&lower](std::string_view prefix) { return lower.starts_with(prefix); });
}

}  // namespace

std::string CanonicalPath(std::string_view path) {
  std::string decoded = WithoutEmptyAndDotSegments(FullyDecoded(path));
  if (IsValidUtf8(decoded)) MakeNfc(&decoded);
  return Encoded(decoded);
}

std::string CanonicalQuery(std::string_view query) {
  std::string out;
  for (const std::string_view parameter : Parameters(query)) {
    if (!out.empty()) out += '&';
    for (std::size_t i = 0; i < parameter.size(); ++i) {
      const int escaped = EscapeAt(parameter, i);
      const char c = escaped < 0 ? parameter[i] : static_cast<char>(escaped);
      const auto& plain = escaped < 0 ? kQuerySet : kUnreservedSet;
      if (plain[static_cast<std::uint8_t>(c)]) {
        out += c;
      } else {
        AppendEscape(out, c);
      }
      if (escaped >= 0) i += 2;
    }
  }
  return out;
}

std::string WithoutTracking(std::string_view canonical_query) {
  std::string kept;
  for (const std::string_view parameter : Parameters(canonical_query)) {
    if (IsTracking(parameter)) continue;
    if (!kept.empty()) kept += '&';
    kept += parameter;
  }
  return kept;
}

std::string DecodedPath(std::string_view canonical_path) {
  std::string decoded;
  decoded.reserve(canonical_path.size());
  for (std::size_t i = 0; i < canonical_path.size(); ++i) {
    const int byte = EscapeAt(canonical_path, i);
    decoded += byte < 0 ? canonical_path[i] : static_cast<char>(byte);
    if (byte >= 0) i += 2;
  }
  return decoded;
}

}  // namespace kg
