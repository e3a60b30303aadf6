#include "export/picture_text.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "graph/error.h"
#include "graph/utf8.h"
#include "graph/visible_text.h"

namespace kg {
namespace {

// Enough for three lines; what is longer is cut before it is looked at closely.
constexpr int kMaxCodePoints = 600;

bool IsAlnum(char c) {
  return ('0' <= c && c <= '9') || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
}

/// Valid, visible, on one line, no blank at either end.
std::string Plain(std::string_view text) {
  const std::string valid = Sanitized(text.substr(0, 8 * kMaxCodePoints));
  std::string plain;
  int taken = 0;
  for (std::size_t pos = 0; pos < valid.size() && taken < kMaxCodePoints; ++taken) {
    const char32_t c = NextCodePoint(valid, &pos);
    if (c == ' ' || c == '\n' || c == '\t' || c == U'\u2028' || c == U'\u2029') {
      if (!plain.empty() && plain.back() != ' ') plain += ' ';
    } else if (!IsInvisible(c) && (c & 0xFFFE) != 0xFFFE) {
      AppendUtf8(plain, c);
    }
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

bool StartsEntity(std::string_view text) {  // behind its '&'
  std::size_t i = text.starts_with('#') ? 1 : 0;
  while (i < text.size() && IsAlnum(text[i])) ++i;
  return i > 0 && i < text.size() && text[i] == ';';
}

/// Graphviz reads \N, \G, \l and others in what it shows; entities it decodes once in a label and
/// leaves alone in SVG, so that no way of writing "&lt;" comes out as that everywhere: its '&'
/// becomes the wide one.
std::string LabelEscaped(std::string_view plain) {
  std::string escaped;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (plain[i] == '\\') {
      escaped += "\\\\";
    } else if (plain[i] == '&' && StartsEntity(plain.substr(i + 1))) {
      escaped += "\uFF06";
    } else {
      escaped += plain[i];
    }
  }
  return escaped;
}

/// The longest beginning of `text` that is at most `columns` wide, but at least a code point.
std::size_t FittingBytes(std::string_view text, int columns) {
  std::size_t end = 0;
  NextCodePoint(text, &end);
  for (std::size_t next = end; next < text.size(); end = next) {
    NextCodePoint(text, &next);
    if (DisplayWidth(text.substr(0, next)) > columns) break;
  }
  return end;
}

/// One a thread, as making it costs more than breaking a line.
icu::BreakIterator& LineBreaks() {
  const auto make = [] {
    UErrorCode failed = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createLineInstance(icu::Locale::getChinese(), failed));
    if (U_FAILURE(failed)) throw Error(ErrorCode::kUnsupported, "this ICU cannot break lines");
    return made;
  };
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = make();
  return *breaks;
}

/// Pieces that a line may end behind.
std::vector<std::string> Breakable(const std::string& plain) {
  icu::BreakIterator& breaks = LineBreaks();
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(plain);
  breaks.setText(text);
  std::vector<std::string> pieces;
  for (int from = breaks.first(), to = breaks.next(); to != icu::BreakIterator::DONE;
       from = to, to = breaks.next()) {
    text.tempSubStringBetween(from, to).toUTF8String(pieces.emplace_back());
  }
  return pieces;
}

std::vector<std::string> Wrapped(const std::vector<std::string>& pieces, int columns) {
  std::vector<std::string> lines(1);
  for (const std::string& piece : pieces) {
    if (!lines.back().empty() && DisplayWidth(lines.back() + piece) > columns + 1)
      lines.emplace_back();
    lines.back() += piece;
    while (DisplayWidth(lines.back()) > columns + 1) {  // a piece wider than a line
      const std::size_t cut = FittingBytes(lines.back(), columns);
      std::string rest = lines.back().substr(cut);
      lines.back().resize(cut);
      lines.push_back(std::move(rest));
    }
  }
  return lines;
}

/// Lines of about the same width: 16 characters at 14 a line are two lines of 8.
std::vector<std::string> Balanced(const std::string& plain, int columns) {
  if (DisplayWidth(plain) <= columns) return {plain};
  const std::vector<std::string> pieces = Breakable(plain);
  const std::vector<std::string> full = Wrapped(pieces, columns);
  const int count = static_cast<int>(full.size());
  const int even = std::min(columns, DisplayWidth(plain) / count + 3);
  std::vector<std::string> balanced = Wrapped(pieces, even);
  return balanced.size() == full.size() ? balanced : full;
}

void EndWithDots(std::string& line, int columns) {
  if (DisplayWidth(line) > columns - 2) line.resize(FittingBytes(line, columns - 2));
  line += "…";
}

}  // namespace

std::string PlainLine(std::string_view text, int max_columns) {
  std::string plain = Plain(text);
  if (DisplayWidth(plain) > max_columns) EndWithDots(plain, max_columns);
  return plain;
}

std::string PictureLine(std::string_view text, int max_columns) {
  return LabelEscaped(PlainLine(text, max_columns));
}

std::string PictureLines(std::string_view text, int columns, int max_lines,
                         std::string_view line_end) {
  const std::string plain = Plain(text);
  std::vector<std::string> lines = Balanced(plain, columns);
  if (lines.size() > static_cast<std::size_t>(max_lines)) {
    lines = Wrapped(Breakable(plain), columns);
    lines.resize(static_cast<std::size_t>(max_lines));
    EndWithDots(lines.back(), columns);
  }
  std::string all;
  for (const std::string& line : lines) all.append(LabelEscaped(line)).append(line_end);
  if (line_end == "\\n") all.resize(all.size() - line_end.size());
  return all;
}

TextSize SizeOf(std::string_view picture_lines) {
  TextSize size;
  while (!picture_lines.empty()) {
    std::size_t end = 0;  // of the line: a backslash that no other one belongs to
    while (end < picture_lines.size() &&
           (picture_lines[end] != '\\' || picture_lines[end + 1] == '\\')) {
      end += picture_lines[end] == '\\' ? 2 : 1;
    }
    size.columns = std::max(size.columns, DisplayWidth(picture_lines.substr(0, end)));
    ++size.lines;
    picture_lines.remove_prefix(std::min(end + 2, picture_lines.size()));
  }
  return size;
}

std::string PictureUrl(std::string_view url, std::string_view ampersand) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  constexpr std::string_view kPlain = "-._~:/?#[]@!$()*+,;=%";
  std::string clean;
  for (const char c : url) {
    if (IsAlnum(c) || kPlain.find(c) != std::string_view::npos) {
      clean += c;
    } else if (c == '&') {
      clean += ampersand;
    } else {
      clean += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return clean;
}

}  // namespace kg
