// A single pass over almost-HTML: text runs and tags, no tree, no allocation.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "ingest/tags.h"

namespace kg {

struct Attribute {
  std::string_view name{};   // as written
  std::string_view value{};  // entities not decoded; empty when there is none
};

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

/// The value of the attribute of this name (lower case); empty when it has none, nullopt when it
/// is not there. `attributes` as a token has them.
std::optional<std::string_view> FindAttribute(std::string_view attributes, std::string_view name);

enum class TokenKind { kText, kOpen, kClose, kEnd };

/// Views into the page.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  Tag tag = Tag::kOther;
  std::string_view text{};        // kText: entities not decoded, never empty
  std::string_view name{};        // tags: as written, without what was glued to it
  std::string_view attributes{};  // kOpen: between the name and the '>'
};

/// Takes any bytes. Comments, declarations, script and style are passed over, and so is a tag that
/// the end of the page cuts off. A '<' that starts no markup is text.
class TagScanner {
 public:
  explicit TagScanner(std::string_view html) : html_(html) {}

  Token Next();

  /// Goes behind the next end tag of `tag`; false, and nowhere, when there is none.
  bool SkipBehindClose(Tag tag);

  /// Bytes looked at so far, repeats counted. At most 16 times the size of the page and some
  /// thousands, whatever the page: what keeps reading linear, for tests to see.
  std::size_t examined() const { return at_ + looked_ahead_; }

 private:
  bool MarkupAt(std::size_t at) const;
  Token ReadText();
  Token ReadTag();
  void SkipDeclaration();
  std::size_t FindClose(Tag tag);

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t looked_ahead_ = 0;
  bool comments_close_ = true;  // false once a search for "-->" came to the end
  std::bitset<kTags> unclosed_{};  // elements whose end tag was searched for and not found
};

}  // namespace kg
