// The people of an archive as its articles name them, before it is known who is who.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article_codec.h"
#include "graph/store.h"

namespace kg {

/// Reads the entries of a store, which is lent. Names and aliases are told in order of ids, each
/// range in one pass.
class ArchivePeople {
 public:
  explicit ArchivePeople(const GraphStore& store) : db_(*store.db_) {}

  /// Every person ever named: also those that no article names any more.
  void ForEachName(const std::function<void(NodeId, std::string_view name)>& visit) const;

  /// What articles call persons, organizations and places beside their names, and how many do; the
  /// same alias of one entity comes once.
  using AliasVisit = std::function<void(NodeId, std::string_view alias, std::uint32_t articles)>;
  void ForEachAlias(const AliasVisit& visit) const;

  /// The articles that name each of `persons` (sorted) in their text, oldest first.
  using ArticleVisit = std::function<void(std::size_t person, const Posting&)>;
  void ForEachArticle(std::span<const NodeId> persons, const ArticleVisit& visit) const;

  /// Whether the text of any article names each of `persons`, which are sorted; a look at the index
  /// each.
  std::vector<bool> ArePresent(std::span<const NodeId> persons) const;
  bool IsPresent(NodeId person) const { return ArePresent(std::span(&person, 1)).front(); }

  /// What the articles of `ids` (sorted) name, as it was read, in order; `outline`
  /// until the call returns. Of many ids all articles are read in one pass.
  void ForEachOutline(std::span<const NodeId> ids,
                      const std::function<void(NodeId, const ArticleOutline&)>& visit) const;

  /// An article under the names that it uses itself; nullopt for what is not full. To find out whom
  /// they stand for takes a look at who is who for each of them, ten times as long.
  std::optional<Article> FindArticle(NodeId id) const;

  /// The key of a node; empty when there never was one.
  std::string NameOf(NodeKind kind, NodeId id) const;

 private:
  const Database& db_;
};

}  // namespace kg
