#include "ingest/tag_scanner.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kg {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// Bits of what a character can be in a tag.
enum : std::uint8_t { kBlank = 1, kLetter = 2, kInName = 4, kEndsAttributeName = 8 };

constexpr std::array<std::uint8_t, 256> kCharacters = [] {
  std::array<std::uint8_t, 256> bits{};
  const auto mark = [&bits](std::string_view characters, unsigned as) {
    for (const char c : characters)
      bits[static_cast<std::uint8_t>(c)] |= static_cast<std::uint8_t>(as);
  };
  mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", kLetter | kInName);
  mark("0123456789-:_.", kInName);
  mark(" \t\n\v\f\r", kBlank | kEndsAttributeName);
  mark("=>/", kEndsAttributeName);
  return bits;
}();

bool Is(char c, std::uint8_t bits) {
  return (kCharacters[static_cast<std::uint8_t>(c)] & bits) != 0;
}
bool IsBlank(char c) { return Is(c, kBlank); }
bool IsLetter(char c) { return Is(c, kLetter); }

std::string_view NameAt(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && Is(html[end], kInName)) ++end;
  return html.substr(at, end - at);
}

bool SameName(std::string_view name, std::string_view lower) {
  return std::ranges::equal(name, lower, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
  });
}

/// Walks the attributes of a tag. Either kind of quotes, values without quotes, attributes glued
/// to the quote before them; a quote that nothing closes is part of a value without quotes.
class AttributeCursor {
 public:
  /// `text` starts behind the name of a tag; it may go on behind the tag.
  explicit AttributeCursor(std::string_view text) : text_(text) {}

  /// False at the '>' or at the end of the text.
  bool Next(Attribute* attribute);

  /// Where reading stopped: the '>' once Next() was false, or the size of the text.
  std::size_t position() const { return at_; }

  /// Bytes searched in vain for a closing quote.
  std::size_t looked_ahead() const { return looked_ahead_; }

 private:
  std::string_view ReadName();
  std::string_view ReadValue();
  void SkipBlanks();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t looked_ahead_ = 0;
};

void AttributeCursor::SkipBlanks() {
  while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
}

std::string_view AttributeCursor::ReadName() {
  const std::size_t from = at_++;  // even '=' or a stray quote: a name has one character at least
  while (at_ < text_.size() && !Is(text_[at_], kEndsAttributeName)) ++at_;
  return text_.substr(from, at_ - from);
}

std::string_view AttributeCursor::ReadValue() {
  if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
    // Fails at most once per kind of quote, as no quote of that kind is left then.
    const std::size_t close = text_.find(text_[at_], at_ + 1);
    if (close != npos) {
      const std::string_view value = text_.substr(at_ + 1, close - at_ - 1);
      at_ = close + 1;
      return value;
    }
    looked_ahead_ += text_.size() - at_;
  }
  const std::size_t from = at_;
  while (at_ < text_.size() && !IsBlank(text_[at_]) && text_[at_] != '>') ++at_;
  return text_.substr(from, at_ - from);
}

bool AttributeCursor::Next(Attribute* attribute) {
  while (at_ < text_.size() && (IsBlank(text_[at_]) || text_[at_] == '/')) ++at_;
  if (at_ == text_.size() || text_[at_] == '>') return false;
  attribute->name = ReadName();
  attribute->value = {};
  SkipBlanks();
  if (at_ < text_.size() && text_[at_] == '=') {
    ++at_;
    SkipBlanks();
    attribute->value = ReadValue();
  }
  return true;
}

}  // namespace

std::optional<std::string_view> FindAttribute(std::span<const Attribute> attributes,
                                              std::string_view name) {
  for (const Attribute& attribute : attributes) {
    if (SameName(attribute.name, name)) return attribute.value;
  }
  return std::nullopt;
}

// As the standard has it: a letter, '/' and a letter, '!' or '?' behind the '<'. "</3" and "< " are
// what people type.
bool TagScanner::MarkupAt(std::size_t at) const {
  if (at + 1 >= html_.size()) return false;
  const char next = html_[at + 1];
  if (next == '/') return at + 2 < html_.size() && IsLetter(html_[at + 2]);
  return IsLetter(next) || next == '!' || next == '?';
}

Token TagScanner::Next() {
  while (at_ < html_.size()) {
    if (html_[at_] != '<' || !MarkupAt(at_)) return ReadText();
    if (html_[at_ + 1] == '!' || html_[at_ + 1] == '?') {
      SkipDeclaration();
      continue;
    }
    const Token token = ReadTag();
    if (token.kind != TokenKind::kOpen || (token.tag != Tag::kScript && token.tag != Tag::kStyle)) {
      return token;
    }
    if (!SkipBehindClose(token.tag)) at_ = html_.size();
  }
  return {};
}

Token TagScanner::ReadText() {
  std::size_t end = html_.find('<', at_);
  while (end != npos && !MarkupAt(end)) end = html_.find('<', end + 1);
  const Token token{.kind = TokenKind::kText, .text = html_.substr(at_, end - at_)};
  at_ = std::min(end, html_.size());
  return token;
}

void TagScanner::SkipDeclaration() {
  std::size_t end = npos;
  if (comments_close_ && html_.substr(at_).starts_with("<!--")) {
    end = html_.find("-->", at_ + 2);
    comments_close_ = end != npos;
    if (comments_close_) {
      at_ = end + 3;
      return;
    }
    looked_ahead_ += html_.size() - at_;
  }
  end = html_.find('>', at_);
  at_ = end == npos ? html_.size() : end + 1;
}

Token TagScanner::ReadTag() {
  Token token;
  token.kind = html_[at_ + 1] == '/' ? TokenKind::kClose : TokenKind::kOpen;
  std::size_t from = at_ + (token.kind == TokenKind::kClose ? 2 : 1);
  token.name = NameAt(html_, from);
  token.tag = TagOf(token.name);
  if (token.tag == Tag::kOther && token.kind == TokenKind::kOpen) {
    const std::size_t end = from + token.name.size();
    const std::size_t glued = GluedNameLength(token.name, end < html_.size() && html_[end] == '=');
    if (glued != 0) {
      looked_ahead_ += token.name.size() - glued;
      token.name = token.name.substr(0, glued);
      token.tag = TagOf(token.name);
    }
  }
  from += token.name.size();
  AttributeCursor cursor(html_.substr(from));
  attributes_.clear();
  for (Attribute attribute; cursor.Next(&attribute);) attributes_.push_back(attribute);
  token.attributes = attributes_;
  at_ = from + cursor.position();
  looked_ahead_ += cursor.looked_ahead();
  if (at_ == html_.size()) return {};
  ++at_;
  return token;
}

std::size_t TagScanner::FindClose(Tag tag) {
  for (std::size_t at = html_.find("</", at_); at != npos; at = html_.find("</", at + 2)) {
    if (TagOf(NameAt(html_, at + 2)) == tag) return at;
  }
  return npos;
}

bool TagScanner::SkipBehindClose(Tag tag) {
  if (unclosed_[static_cast<std::size_t>(tag)]) return false;
  const std::size_t close = FindClose(tag);
  if (close == npos) {
    unclosed_.set(static_cast<std::size_t>(tag));
    looked_ahead_ += html_.size() - at_;
    return false;
  }
  const std::size_t end = html_.find('>', close);
  at_ = end == npos ? html_.size() : end + 1;
  return true;
}

}  // namespace kg
