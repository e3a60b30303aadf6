#include "cli/safe_text.h"

#include <fmt/format.h>

#include "graph/utf8.h"
#include "graph/visible_text.h"

namespace kg {

namespace {

// Each invisible code point as `write` puts it, appended to what comes before it.
template <class Write>
std::string WithVisible(std::string_view text, Write write) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = NextCodePoint(text, &pos);
    if (IsInvisible(c)) {
      write(static_cast<std::uint32_t>(c), safe);
    } else {
      safe.append(text.substr(start, pos - start));
    }
  }
  return safe;
}

}  // namespace

std::string SafeText(std::string_view text) {
  return WithVisible(
      text, [](std::uint32_t c, std::string& safe) { safe += fmt::format("\\u{{{:X}}}", c); });
}

std::string SafeJson(std::string_view json) {
  return WithVisible(json, [](std::uint32_t c, std::string& safe) {
    if (c < 0x10000) {
      safe += fmt::format("\\u{:04x}", c);
    } else {  // two halves, as UTF-16 has it
      safe += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((c - 0x10000) >> 10),
                          0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  });
}

}  // namespace kg
