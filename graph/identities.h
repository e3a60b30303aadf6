// Who is who: which nodes stand for one person, organization or place, and which are kept apart.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/article.h"
#include "graph/model.h"

namespace kg {

/// What joined two nodes or keeps them apart. The numbers are stored: append, never renumber.
enum class IdentityRule : std::uint8_t {
  kDecision = 0,   // somebody said so
  kVariant = 1,    // a table of known spellings
  kSpelling = 2,   // the same letters, other signs between them
  kGloss = 3,      // the same Latin name beside both
  kShortForm = 4,  // one is the last part of the other
  kSound = 5,      // characters that write the same sounds
};
inline constexpr int kIdentityRules = 6;

std::string_view ToString(IdentityRule rule);  // "short form"

/// A person, organization or place by its name.
struct EntityName {
  NodeKind kind = NodeKind::kPerson;
  std::string key{};
  NodeId id() const { return IdOf(kind, key); }
  bool operator==(const EntityName&) const = default;
  auto operator<=>(const EntityName&) const = default;
};

/// Two names and what is known of them.
struct IdentityLink {
  EntityName a{};
  EntityName b{};
  IdentityRule rule{};
  std::string reason{};            // in words: the shared gloss, what the contexts share
  std::vector<NodeId> articles{};  // where it can be read: one of `a`, then one of `b`
  std::uint32_t weight = 0;        // of doubts: articles that a wrong answer would touch
  bool operator==(const IdentityLink&) const = default;
};

/// Nodes that are one. `name` is the one that stands for all in the graph.
struct IdentityGroup {
  EntityName name{};
  std::vector<EntityName> others{};  // sorted, never empty
  bool operator==(const IdentityGroup&) const = default;
};

/// Another name under which an entity is found.
struct OtherName {
  std::string name{};
  EntityName of{};
  bool decided = false;  // by a decision, so that it is shown too; else from a table
  bool operator==(const OtherName&) const = default;
  auto operator<=>(const OtherName&) const = default;
};

/// What a resolver run found, as the store keeps it. Lists are sorted, so equal findings are equal
/// bytes.
struct IdentityFindings {
  std::vector<IdentityGroup> groups{};
  std::vector<IdentityLink> same{};       // what joined the groups: others minus one link each
  std::vector<IdentityLink> different{};  // pairs that are two for sure
  std::vector<IdentityLink> doubtful{};   // pairs that may be one; worst first
  std::vector<OtherName> names{};
  bool operator==(const IdentityFindings&) const = default;
};

/// An edge of the graph that findings stand for.
struct IdentityEdge {
  const EntityName* from;  // lent by the Identities
  const EntityName* to;
  Relation relation{};                // kSameAs: from another name to the one that stands for it
  const IdentityLink* why = nullptr;  // lent too; a pair that `from` is in
};

/// Findings, ready to be asked. Const after it was built.
class Identities {
 public:
  Identities() = default;
  explicit Identities(IdentityFindings findings);
  Identities(const Identities&) = delete;
  Identities& operator=(const Identities&) = delete;

  const IdentityFindings& findings() const { return findings_; }
  bool empty() const { return findings_.groups.empty(); }

  /// The name that stands for `id`; null when it stands for itself.
  const EntityName* NameOf(NodeId id) const;
  NodeId Canonical(NodeId id) const;
  /// What else `id` is called, if it stands for a group.
  std::span<const EntityName> OthersOf(NodeId id) const;
  /// Entities that have `name` by a decision or a table.
  std::vector<EntityName> Named(std::string_view name) const;

  /// SAME_AS edges, then DIFFERENT_FROM ones, in order of names.
  const std::vector<IdentityEdge>& edges() const { return edges_; }
  /// Null when there is none.
  const IdentityEdge* FindEdge(NodeId from, NodeId to, Relation relation) const;

  /// `article` with one name for each of its entities and labels: mentions and aliases of joined
  /// ones are put together.
  void Join(Article& article) const;

 private:
  void AddEdges();
  void JoinEntities(std::vector<Entity>& entities) const;
  void JoinLabels(std::vector<Label>& labels) const;

  IdentityFindings findings_;
  std::unordered_map<NodeId, std::size_t> group_of_;  // of all names of a group
  std::vector<IdentityEdge> edges_;
};

}  // namespace kg
