#include "cli/safe_text.h"

#include <fmt/format.h>

#include "graph/utf8.h"
#include "graph/visible_text.h"

namespace kg {

std::string SafeText(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = NextCodePoint(text, &pos);
    if (IsInvisible(c)) {
      safe += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(c));
    } else {
      safe.append(text.substr(start, pos - start));
    }
  }
  return safe;
}

}  // namespace kg
