// The people of an archive as its articles name them, before it is known who is who.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

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

  /// The articles that name `person` in their text, oldest first.
  void ForEachArticle(NodeId person, const std::function<void(const Posting&)>& visit) const;

  /// Whether the text of any article names it; one look at the index.
  bool IsPresent(NodeId person) const;

  /// As it was read, without text.
  std::optional<Article> FindArticle(NodeId id) const;

 private:
  const Database& db_;
};

}  // namespace kg
