#include "ingest/markdown_html.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <vector>

#include "ingest/text_parts.h"

namespace kg {
namespace {

bool IsBlankOrNone(std::string_view text, std::size_t i) {
  return i >= text.size() || text[i] == ' ' || text[i] == '\n';
}

bool IsWordByte(std::string_view text, std::size_t i) {
  return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0;
}

void AppendText(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
}

constexpr std::uint32_t kOpen = UINT32_MAX;

// For each '[' and '(' of `text` where it is closed, or kOpen. One pass, so that any number of
// brackets that nothing closes costs no more than others.
std::vector<std::uint32_t> FindClosings(std::string_view text) {
  std::vector<std::uint32_t> closings(text.size(), kOpen);
  std::vector<std::size_t> square;
  std::vector<std::size_t> round;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') ++i;
    if (c == '[') square.push_back(i);
    if (c == '(') round.push_back(i);
    if (c != ']' && c != ')') continue;
    std::vector<std::size_t>& opened = c == ']' ? square : round;
    if (opened.empty()) continue;
    closings[opened.back()] = static_cast<std::uint32_t>(i);
    opened.pop_back();
  }
  return closings;
}

/// Writes the words of one paragraph.
class InlineWriter {
 public:
  InlineWriter(std::string_view text, std::string* out)
      : text_(text), closings_(FindClosings(text)), out_(*out) {}

  void Write() {
    while (at_ < text_.size()) {
      if (!TakeSpecial()) out_ += text_[at_++];
    }
  }

 private:
  bool TakeSpecial() {
    switch (text_[at_]) {
      case '\\': return TakeEscape();
      case '`': return TakeCode();
      case '!': return at_ + 1 < text_.size() && text_[at_ + 1] == '[' && TakeLink(at_ + 1);
      case '[': return TakeLink(at_);
      case '<': return TakeAutolink();
      case '*':
      case '~':
      case '_': return TakeEmphasis();
      default: return false;
    }
  }

  bool TakeEscape() {
    if (at_ + 1 == text_.size() || std::ispunct(static_cast<unsigned char>(text_[at_ + 1])) == 0)
      return false;
    AppendText(out_, text_.substr(at_ + 1, 1));
    at_ += 2;
    return true;
  }

  bool TakeCode() {
    constexpr std::size_t kLongest = 4096;
    const std::size_t start = std::min(text_.find_first_not_of('`', at_), text_.size());
    const std::string_view fence = text_.substr(at_, start - at_);
    const std::size_t size = text_.substr(start, kLongest).find(fence);
    if (size == text_.npos) {
      out_.append(fence);
      at_ = start;
      return true;
    }
    AppendText(out_, text_.substr(start, size));
    at_ = start + size + fence.size();
    return true;
  }

  // "[words](address "title")"; with '!' before it a picture.
  bool TakeLink(std::size_t bracket) {
    const std::size_t end = closings_[bracket];
    if (end == kOpen || end + 1 >= text_.size() || text_[end + 1] != '(') return false;
    const std::size_t close = closings_[end + 1];
    if (close == kOpen) return false;
    const std::string_view words = text_.substr(bracket + 1, end - bracket - 1);
    if (bracket > at_) {
      WriteCaption(words);
    } else if (words.starts_with("![")) {
      WriteCaption(words.substr(2, words.find(']') - 2));
    } else {
      WriteAnchor(text_.substr(end + 2, close - end - 2), words);
    }
    at_ = close + 1;
    return true;
  }

  void WriteCaption(std::string_view words) {
    out_ += "<figure><figcaption>";
    AppendText(out_, words);
    out_ += "</figcaption></figure>";
  }

  void WriteAnchor(std::string_view target, std::string_view words) {
    target = Trimmed(target);
    if (target.starts_with('<')) {
      target = target.substr(1, target.find('>') - 1);
    } else {
      target = target.substr(0, target.find_first_of(" \n"));
    }
    out_ += "<a href=\"";
    AppendText(out_, target);
    out_ += "\">";
    std::ranges::copy_if(words, std::back_inserter(out_),
                         [](char c) { return c != '*' && c != '`' && c != '\\'; });
    out_ += "</a>";
  }

  bool TakeAutolink() {
    const std::string_view rest = text_.substr(at_ + 1);
    if (!rest.starts_with("http://") && !rest.starts_with("https://")) return false;
    const std::size_t end = rest.find('>');
    if (end == rest.npos) return false;
    WriteAnchor(rest.substr(0, end), rest.substr(0, end));
    at_ += end + 2;
    return true;
  }

  // Signs that touch a word on one side. "2 * 3" and snake_case stay.
  bool TakeEmphasis() {
    const char sign = text_[at_];
    const std::size_t end = std::min(text_.find_first_not_of(sign, at_), text_.size());
    const bool alone = (at_ == 0 || IsBlankOrNone(text_, at_ - 1)) && IsBlankOrNone(text_, end);
    const bool inside = at_ > 0 && IsWordByte(text_, at_ - 1) && IsWordByte(text_, end);
    const bool stays = alone || (sign == '_' && inside) || (sign == '~' && end - at_ != 2);
    if (stays) out_.append(text_.substr(at_, end - at_));
    at_ = end;
    return true;
  }

  std::string_view text_;
  std::vector<std::uint32_t> closings_;
  std::string& out_;
  std::size_t at_ = 0;
};

/// Puts lines together to paragraphs.
class BlockWriter {
 public:
  void Take(std::string_view line) {
    if (TakeFence(line)) return;
    if (in_html_) {
      in_html_ = !Trimmed(line).empty();
      html_.append(line).append("\n");
      return;
    }
    std::string_view text = WithoutQuoteMarks(Trimmed(line));
    if (text.empty() || IsRule(text) || IsDirective(text)) return EndParagraph();
    if (StartsHtml(text)) {
      EndParagraph();
      in_html_ = true;
      html_.append(line).append("\n");
      return;
    }
    const std::size_t mark = MarkSize(text);
    if (mark > 0) EndParagraph();
    const bool heading = text.front() == '#' && mark > 0;
    text = Trimmed(text.substr(mark));
    if (heading) text = Trimmed(text.substr(0, text.find_last_not_of('#') + 1));
    AddLine(text, line.ends_with("  "));
    if (heading) EndParagraph();
  }

  std::string Finish() {
    EndParagraph();
    return std::move(html_);
  }

 private:
  // Lines between fences are text, one paragraph each.
  bool TakeFence(std::string_view line) {
    const std::string_view text = Trimmed(line);
    const bool is_fence = text.starts_with("```") || text.starts_with("~~~");
    if (is_fence && (fence_.empty() || text.starts_with(fence_))) {
      EndParagraph();
      fence_ = fence_.empty() ? text.substr(0, 3) : std::string_view();
      return true;
    }
    if (fence_.empty()) return false;
    html_ += "<p>";
    AppendText(html_, text);
    html_ += "</p>\n";
    return true;
  }

  static std::string_view WithoutQuoteMarks(std::string_view text) {
    while (text.starts_with('>')) text = Trimmed(text.substr(1));
    return text;
  }

  // "---", "* * *", "====" and the line below the head of a table.
  static bool IsRule(std::string_view text) {
    return text.size() >= 3 && text.find_first_not_of("-*_=|: ") == std::string_view::npos;
  }

  // A line for the site's generator: "{% include x %}".
  static bool IsDirective(std::string_view text) {
    return (text.starts_with("{%") && text.ends_with("%}")) ||
           (text.starts_with("{{") && text.ends_with("}}"));
  }

  static bool StartsHtml(std::string_view text) {
    if (!text.starts_with('<') || text.size() < 2 || text.starts_with("<http")) return false;
    return std::isalpha(static_cast<unsigned char>(text[1])) != 0 || text[1] == '/' ||
           text[1] == '!';
  }

  // Size of "## ", "- ", "12. " at the start.
  static std::size_t MarkSize(std::string_view text) {
    std::size_t size = 0;
    if (text.front() == '#') {
      size = std::min(text.find_first_not_of('#'), text.size());
      if (size > 6) return 0;
    } else if (std::string_view("-*+").find(text.front()) != std::string_view::npos) {
      size = 1;
    } else {
      while (size < text.size() && std::isdigit(static_cast<unsigned char>(text[size])) != 0)
        ++size;
      if (size == 0 || size > 3 || size == text.size() || (text[size] != '.' && text[size] != ')'))
        return 0;
      ++size;
    }
    return size < text.size() && text[size] == ' ' ? size + 1 : 0;
  }

  // Chinese needs no blank where a line was broken.
  void AddLine(std::string_view text, bool hard_break) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (text.empty()) return;
    if (!paragraph_.empty() && (is_ascii(paragraph_.back()) || is_ascii(text.front())))
      paragraph_ += '\n';
    paragraph_.append(text);
    if (hard_break) paragraph_ += "<br>";
  }

  void EndParagraph() {
    if (paragraph_.empty()) return;
    html_ += "<p>";
    InlineWriter(paragraph_, &html_).Write();
    html_ += "</p>\n";
    paragraph_.clear();
  }

  std::string html_;
  std::string paragraph_;
  std::string_view fence_;
  bool in_html_ = false;
};

}  // namespace

std::string MarkdownToHtml(std::string_view markdown) {
  BlockWriter writer;
  Lines lines(markdown);
  for (std::string_view line; lines.Next(&line);) writer.Take(line);
  return writer.Finish();
}

}  // namespace kg
