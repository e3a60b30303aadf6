// The words of the graph: kinds of nodes and edges, and how each is named.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/time.h"

namespace kg {

/// XXH3-64 of "kind:key": the same on every machine and in every order of ingest.
enum class NodeId : std::uint64_t {};

// The numbers of these enums are stored: append, never renumber.
enum class NodeKind : std::uint8_t {
  kArticle = 0,
  kPerson = 1,
  kOrganization = 2,
  kPlace = 3,
  kTopic = 4,
  kPublisher = 5,
};
inline constexpr int kNodeKinds = 6;

enum class Relation : std::uint8_t {
  kRelatedTo = 0,    // article -> article, the publisher's related list
  kLinksTo = 1,      // article -> article, a link in the body
  kMentions = 2,     // article -> person, organization, place
  kHasTopic = 3,     // article -> topic
  kPublishedBy = 4,  // article -> publisher
  kCoMentioned = 5,  // entity - entity, derived, kept once with the smaller id as source
  // Never in the store's entries: these come from its identities.
  kSameAs = 6,         // another name -> the one that stands for it
  kDifferentFrom = 7,  // entity - entity, kept once with the smaller id as source
};
inline constexpr int kRelations = 8;

enum class ArticleState : std::uint8_t { kFull = 0, kStub = 1, kRetracted = 2 };

/// The part of an article that a span lies in.
enum class Field : std::uint8_t { kTitle = 0, kBody = 1, kCaption = 2, kTag = 3, kRelated = 4 };

/// Half-open range of Unicode code points in an article's stored text.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
  auto operator<=>(const Span&) const = default;
};

std::string_view ToString(NodeKind kind);       // "person"
std::string_view ToString(Relation relation);   // "RELATED_TO"
std::string_view ToString(ArticleState state);  // "full"
std::string_view ToString(Field field);         // "body"
std::optional<NodeKind> ParseNodeKind(std::string_view text);
std::optional<Relation> ParseRelation(std::string_view text);

/// "person:马克龙": how a node is called in every output.
std::string NodeName(NodeKind kind, std::string_view key);
/// Whether it is a person, organization or place.
inline bool IsEntity(NodeKind kind) {
  return kind == NodeKind::kPerson || kind == NodeKind::kOrganization || kind == NodeKind::kPlace;
}
/// The hash of NodeName().
NodeId IdOf(NodeKind kind, std::string_view key);

/// A node as it is shown. For articles `key` is the canonical URL and `name` the title; for the
/// others both are the canonical name.
struct Node {
  NodeKind kind = NodeKind::kArticle;
  std::string key{};
  std::string name{};
  ArticleState state = ArticleState::kFull;  // articles only
  std::optional<Time> published{};           // articles only

  NodeId id() const { return IdOf(kind, key); }
};

}  // namespace kg
