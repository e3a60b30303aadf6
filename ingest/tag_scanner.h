// A single pass over almost-HTML: text runs and tags, no tree.
#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/tags.h"

namespace kg {

struct Attribute {
  std::string_view name{};   // as written
  std::string_view value{};  // entities not decoded; empty when there is none
};

/// The value of the attribute of this name (lower case); empty when it has none, nullopt when it
/// is not there.
std::optional<std::string_view> FindAttribute(std::span<const Attribute> attributes,
                                              std::string_view name);

enum class TokenKind { kText, kOpen, kClose, kEnd };

/// Views into the page; `attributes` are lent until the scanner moves on.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  Tag tag = Tag::kOther;
  std::string_view text{};                  // kText: entities not decoded, never empty
  std::string_view name{};                  // tags: as written, without what was glued to it
  std::span<const Attribute> attributes{};  // kOpen: in order
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
  std::vector<Attribute> attributes_{};  // of the last tag
  std::size_t at_ = 0;
  std::size_t looked_ahead_ = 0;
  bool comments_close_ = true;     // false once a search for "-->" came to the end
  std::bitset<kTags> unclosed_{};  // elements whose end tag was searched for and not found
};

}  // namespace kg
