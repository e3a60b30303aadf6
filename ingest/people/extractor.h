// Who is named in a text: the interface between ingest and whatever finds names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/article.h"

namespace kg {

namespace people {
class TagModel;
}

/// The text to look at and the parts of it where names count (title, body, captions); tags and
/// related lines are not looked at.
struct ArticleText {
  std::string_view text{};          // the stored text, valid UTF-8
  std::vector<FieldSpan> fields{};  // as in Article
};

/// One name found. Code points of the whole text.
struct FoundName {
  Span span{};
  NodeKind kind = NodeKind::kPerson;
  std::string entity{};  // canonical name: simplified script, full form where the article has one
  std::string_view alias{};  // as the text has it, where that is not `entity`; lent by the text
};

/// Bumped whenever Extract() may answer differently: stored files are then read again.
inline constexpr std::uint32_t kExtractorVersion = 6;

/// Names in order of their place, none overlapping. A pure function: no state, any thread. Linear
/// in the text.
/// Throws what InstalledTagModel() throws.
std::vector<FoundName> ExtractNames(const ArticleText& article);

/// The same by another model than the installed one.
std::vector<FoundName> ExtractNames(const ArticleText& article, const people::TagModel& model);

}  // namespace kg
