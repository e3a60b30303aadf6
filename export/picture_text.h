// Text from articles on its way into Graphviz.
#pragma once

#include <string>
#include <string_view>

namespace kg {

/// `text` in one line, at most `max_columns` wide (two to a Chinese character), the rest being "…";
/// nothing invisible.
std::string PlainLine(std::string_view text, int max_columns);

/// `text` as the value of an attribute that Graphviz shows: one line, at most `max_columns` wide
/// (two to a Chinese character), the rest being "…"; nothing invisible; no escape sequence or
/// entity of Graphviz alive in it.
std::string PictureLine(std::string_view text, int max_columns);

/// The same in up to `max_lines` lines of up to `columns`, broken where a typesetter would, and
/// each ended by `line_end`: "\\n" centres it, "\\l" puts it to the left.
std::string PictureLines(std::string_view text, int columns, int max_lines,
                         std::string_view line_end = "\\n");

/// The number of lines of what PictureLines() returned, and the columns of the longest.
struct TextSize {
  int lines = 0;
  int columns = 0;
};
TextSize SizeOf(std::string_view picture_lines);

/// `url` so that it is safe as an attribute of Graphviz 2.42, which writes it into SVG and PDF as
/// it is: http and https only, everything but the plain characters of a URL percent-encoded, each
/// '&' as `ampersand`. Empty when it is no such URL.
std::string PictureUrl(std::string_view url, std::string_view ampersand);

}  // namespace kg
