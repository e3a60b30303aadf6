#include "graph/model.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace kg {
namespace {

constexpr std::array<std::string_view, kNodeKinds> kKindNames = {
    "article", "person", "organization", "place", "topic", "publisher"};
constexpr std::array<std::string_view, kRelations> kRelationNames = {
    "RELATED_TO",   "LINKS_TO",     "MENTIONS", "HAS_TOPIC",
    "PUBLISHED_BY", "CO_MENTIONED", "SAME_AS",  "DIFFERENT_FROM"};
constexpr std::array<std::string_view, 3> kStateNames = {"full", "stub", "retracted"};
constexpr std::array<std::string_view, 5> kFieldNames = {"title", "body", "caption", "tag",
                                                         "related"};

template <class Enum, std::size_t n>
std::optional<Enum> Find(const std::array<std::string_view, n>& names, std::string_view text) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view ToString(NodeKind kind) { return kKindNames.at(static_cast<std::size_t>(kind)); }
std::string_view ToString(Relation relation) {
  return kRelationNames.at(static_cast<std::size_t>(relation));
}
std::string_view ToString(ArticleState state) {
  return kStateNames.at(static_cast<std::size_t>(state));
}
std::string_view ToString(Field field) { return kFieldNames.at(static_cast<std::size_t>(field)); }

std::optional<NodeKind> ParseNodeKind(std::string_view text) {
  return Find<NodeKind>(kKindNames, text);
}
std::optional<Relation> ParseRelation(std::string_view text) {
  return Find<Relation>(kRelationNames, text);
}

std::string NodeName(NodeKind kind, std::string_view key) {
  std::string name(ToString(kind));
  name += ':';
  return name.append(key);
}

NodeId IdOf(NodeKind kind, std::string_view key) {
  // Asked for with every name that is read: most are put together without a string.
  std::array<char, 256> name;
  const std::string_view kind_name = ToString(kind);
  const std::size_t size = kind_name.size() + 1 + key.size();
  if (size > name.size()) {
    const std::string long_name = NodeName(kind, key);
    return static_cast<NodeId>(XXH3_64bits(long_name.data(), long_name.size()));
  }
  char* end = std::copy(kind_name.begin(), kind_name.end(), name.data());
  *end++ = ':';
  std::copy(key.begin(), key.end(), end);
  return static_cast<NodeId>(XXH3_64bits(name.data(), size));
}

}  // namespace kg
