// What a resolver run finds of who is who.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// The order of lists of what is sure.
bool InOrder(const IdentityLink& a, const IdentityLink& b);

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

}  // namespace kg
