// An article as the store keeps it: its text and everything it says about the graph.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/model.h"

namespace kg {

/// Where the published time came from.
enum class TimeSource : std::uint8_t { kNone = 0, kBody = 1, kFeed = 2, kUrl = 3, kGiven = 4 };

enum class LabelRole : std::uint8_t { kTag = 0, kSection = 1 };

/// One place where a name stands. Sentences and paragraphs count from 0 through the whole stored
/// text (a title, a caption, a tag and a related line are a paragraph each).
struct Mention {
  Span span{};
  Field field = Field::kBody;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  bool operator==(const Mention&) const = default;
};

/// A person, organization or place and where the article names it, in order of `span`.
struct Entity {
  NodeKind kind = NodeKind::kPerson;
  std::string name{};                  // canonical: the key of the node
  std::vector<std::string> aliases{};  // other spellings seen in this article, sorted
  std::vector<Mention> mentions{};     // never empty
  bool operator==(const Entity&) const = default;
};

/// A tag or section of the article. A section comes from the URL and has an empty span.
struct Label {
  std::string name{};
  LabelRole role = LabelRole::kTag;
  Span span{};
  bool operator==(const Label&) const = default;
};

/// What can be read off a URL alone; it is all that is known of a stub's home.
struct UrlFacts {
  std::string publisher{};    // host without "www.": the key of the publisher node
  std::string section{};      // empty when the URL names none
  std::optional<Time> day{};  // midnight UTC of the day in the URL
  bool operator==(const UrlFacts&) const = default;
};

/// A link to another article. What the link says of its target (title, kicker topics) makes the
/// target's stub.
struct Link {
  std::string url{};            // canonical
  std::uint32_t rank = 0;       // from 1 in a related list, 0 for a link in the body
  Span span{};                  // the link's line or anchor in the host's stored text
  std::string title{};          // of the target, as a related list gives it; may be empty
  std::vector<Label> labels{};  // kicker parts: topics of the TARGET, spans in the host's text
  bool operator==(const Link&) const = default;
};

/// A part of the stored text. The text is: title, body, captions, tags, related lines, in this
/// order, each paragraph closed by '\n'; one span per field that is not empty.
struct FieldSpan {
  Field field = Field::kBody;
  Span span{};
  bool operator==(const FieldSpan&) const = default;
};

struct Article {
  std::string url{};    // canonical: the key of the article node
  std::string title{};  // shown as it was written, one line, no control characters
  std::optional<Time> published{};
  TimeSource published_from = TimeSource::kNone;
  std::optional<Time> seen{};  // when the feed saw it (the comment line); orders versions
  UrlFacts facts{};
  std::string language{};  // "zh-Hans", "zh-Hant", "en", "" when unknown
  std::vector<std::string> authors{};

  std::vector<FieldSpan> fields{};
  std::vector<Entity> entities{};  // sorted by kind, then name
  std::vector<Label> labels{};     // no duplicates of one name and role
  std::vector<Link> related{};     // by rank; no two of one URL
  std::vector<Link> links{};       // in order of appearance; no two of one URL, none in `related`

  /// The stored text, UTF-8. Left empty by readers that were not asked for it.
  std::string text{};

  NodeId id() const { return IdOf(NodeKind::kArticle, url); }
};

/// Lent by the article; null when it does not name this node.
const Entity* FindEntity(const Article& article, const Node& node);

}  // namespace kg
