// What one article adds to the indexes of the store, as keys and values.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "graph/article.h"

namespace kg {

enum class Family : std::uint8_t {
  kArticles,
  kTexts,
  kVersions,
  kNodes,
  kPostings,
  kAliases,
  kTimes,
  kSlots,
  kTerms,
  kCoMentions
};
inline constexpr int kFamilies = 10;

/// Takes one entry; the views last for the call.
using EntryVisit = std::function<void(Family family, std::string_view key, std::string_view value)>;

/// The entries that stand for `article` alone and leave with it. One may be told twice, when a
/// label is a tag and the section too.
void ForEachOwnEntry(const Article& article, const EntryVisit& visit);

/// Entries that only tell what a hash stands for or what a URL says. Any article may write them
/// again, none takes them back: a node is there when something points at it.
struct SharedNode {
  NodeKind kind{};
  std::string_view key{};  // lent by the article
  bool linked = false;     // the target of a link: its URL tells publisher and section too
};
void ForEachNamedNode(const Article& article, const std::function<void(const SharedNode&)>& visit);

/// What a node is called: the key of its node, or besides. The index of names has it, shared as
/// well.
struct SharedName {
  NodeKind kind{};
  NodeId id{};
  std::string_view name{};  // lent for the call
};
using NameVisit = std::function<void(const SharedName&)>;

/// The entries of one such node, and the names they bring.
void ForEachSharedEntry(const SharedNode& node, const EntryVisit& visit,
                        const NameVisit& visit_name);

void ForEachAlias(const Article& article, const NameVisit& visit);

}  // namespace kg
