// Who is who: which nodes stand for one person, organization or place, and which are kept apart.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/article.h"
#include "graph/identity_shards.h"

namespace kg {

/// An edge of the graph that findings stand for.
struct IdentityEdge {
  const EntityName* from;  // lent by the Identities
  const EntityName* to;
  Relation relation{};                // kSameAs: from another name to the one that stands for it
  const IdentityLink* why = nullptr;  // lent too; a pair that `from` is in
};

/// Findings, ready to be asked. Const members may be called from several threads at once; where
/// shards are read, they throw what reading them throws.
class Identities {
 public:
  Identities() : Identities(IdentityFindings{}) {}
  explicit Identities(const IdentityFindings& findings) : Identities(EncodeShards(findings)) {}
  Identities(IdentityHead head, IdentityShards::Read read)
      : shards_(std::move(head), std::move(read)) {}
  Identities(const Identities&) = delete;
  Identities& operator=(const Identities&) = delete;

  /// All of them, but for doubts.
  IdentityFindings Findings() const;

  /// Each name that another one stands for, and that one, in order. What reads shards has read all
  /// of them then.
  std::vector<std::pair<NodeId, NodeId>> Standing() const;

  /// The name that stands for `id`; null when it stands for itself.
  const EntityName* NameOf(NodeId id) const;
  NodeId Canonical(NodeId id) const;
  /// What else `id` is called, if it stands for a group.
  std::span<const EntityName> OthersOf(NodeId id) const;
  /// Names by decisions and tables, sorted.
  const std::vector<OtherName>& Names() const { return shards_.head().names; }
  /// Entities that have `name` by a decision or a table.
  std::vector<EntityName> Named(std::string_view name) const;

  /// Calls `visit` for SAME_AS edges, then DIFFERENT_FROM ones, in order of names.
  void ForEachEdge(const std::function<void(const IdentityEdge&)>& visit) const;
  /// Those that `id` is an end of, in the same order.
  std::vector<IdentityEdge> EdgesOf(NodeId id) const;

  /// `article` with one name for each of its entities and labels: mentions and aliases of joined
  /// ones are put together.
  void Join(Article& article) const;

 private:
  explicit Identities(EncodedIdentities encoded);
  IdentityEdge SameAs(const EntityName& other, const EntityName& name) const;
  std::vector<const IdentityGroup*> Groups() const;
  std::vector<IdentityEdge> Apart() const;
  void JoinEntities(std::vector<Entity>& entities) const;
  void JoinLabels(std::vector<Label>& labels) const;

  IdentityShards shards_;
};

}  // namespace kg
