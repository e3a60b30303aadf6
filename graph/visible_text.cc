#include "graph/visible_text.h"

#include <unicode/uchar.h>

#include "graph/utf8.h"

namespace kg {
namespace {

// Most of any text, of which the tables need not be asked.
bool IsPrintableAscii(char32_t c) { return c >= 0x20 && c < 0x7F; }
bool IsCommonHan(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

int WidthOf(char32_t c) {
  if (IsPrintableAscii(c)) return 1;
  if (IsCommonHan(c)) return 2;
  const auto point = static_cast<UChar32>(c);
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

bool IsInvisible(char32_t c) {
  if (c == '\n' || c == '\t' || IsPrintableAscii(c) || IsCommonHan(c)) return false;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR ||
         type == U_PARAGRAPH_SEPARATOR;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (std::size_t pos = 0; pos < text.size();) width += WidthOf(NextCodePoint(text, &pos));
  return width;
}

}  // namespace kg
