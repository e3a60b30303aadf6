// What one article adds to the indexes of the store, as keys and values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/article.h"

namespace kg {

enum class Family : std::uint8_t { kArticles, kTexts, kVersions, kNodes, kPostings, kAliases, kTimes, kSlots };
inline constexpr int kFamilies = 8;

struct IndexEntry {
  Family family{};
  std::string key{};
  std::string value{};
  bool operator==(const IndexEntry&) const = default;
  auto operator<=>(const IndexEntry&) const = default;
};

/// The entries that stand for `article` alone and leave with it.
std::vector<IndexEntry> OwnEntries(const Article& article);

/// Entries that only tell what a hash stands for or what a URL says. Any article may write them
/// again, none takes them back: a node is there when something points at it.
struct SharedNode {
  NodeKind kind{};
  std::string_view key{};  // lent by the article
  bool linked = false;     // the target of a link: its URL tells publisher and section too
};
std::vector<SharedNode> NamedNodes(const Article& article);

/// The entries of one such node.
std::vector<IndexEntry> SharedEntries(const SharedNode& node);

}  // namespace kg
