#include "ingest/tag_scanner.h"

#include <algorithm>

namespace kg {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool IsLetter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

bool IsNameChar(char c) {
  return IsLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_' || c == '.';
}

std::string_view NameAt(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && IsNameChar(html[end])) ++end;
  return html.substr(at, end - at);
}

bool SameName(std::string_view name, std::string_view lower) {
  return std::ranges::equal(name, lower, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
  });
}

}  // namespace

void AttributeCursor::SkipBlanks() {
  while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
}

std::string_view AttributeCursor::ReadName() {
  const std::size_t from = at_++;  // even '=' or a stray quote: a name has one character at least
  while (at_ < text_.size() && !IsBlank(text_[at_]) && text_[at_] != '=' && text_[at_] != '>' &&
         text_[at_] != '/') {
    ++at_;
  }
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

std::optional<std::string_view> FindAttribute(std::string_view attributes, std::string_view name) {
  AttributeCursor cursor(attributes);
  Attribute attribute;
  while (cursor.Next(&attribute)) {
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
  Attribute attribute;
  while (cursor.Next(&attribute)) {
  }
  token.attributes = html_.substr(from, cursor.position());
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
