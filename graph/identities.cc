#include "graph/identities.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "graph/sort_unique.h"

namespace kg {
namespace {

// What `from` says of the entity, added to `into`.
void Absorb(Entity& into, Entity&& from) {
  std::ranges::move(from.mentions, std::back_inserter(into.mentions));
  std::ranges::move(from.aliases, std::back_inserter(into.aliases));
}

}  // namespace

Identities::Identities(EncodedIdentities encoded)
    : Identities(DecodeHead(encoded.head), [shards = std::move(encoded.shards)](std::size_t shard) {
        return shards[shard];
      }) {}

const EntityName* Identities::NameOf(NodeId id) const {
  const KnownName* known = shards_.Find(id);
  return known == nullptr || known->group.name.id() == id ? nullptr : &known->group.name;
}

NodeId Identities::Canonical(NodeId id) const {
  const EntityName* name = NameOf(id);
  return name == nullptr ? id : name->id();
}

std::span<const EntityName> Identities::OthersOf(NodeId id) const {
  const KnownName* known = shards_.Find(id);
  if (known == nullptr || known->group.name.id() != id) return {};
  return known->group.others;
}

std::vector<EntityName> Identities::Named(std::string_view name) const {
  std::vector<EntityName> found;
  for (auto at = std::ranges::lower_bound(Names(), name, {}, &OtherName::name);
       at != Names().end() && at->name == name; ++at) {
    found.push_back(at->of);
  }
  return found;
}

IdentityEdge Identities::SameAs(const EntityName& other, const EntityName& name) const {
  const KnownName* known = shards_.Find(other.id());
  const bool joined = known != nullptr && !known->links.empty();
  return {&other, &name, Relation::kSameAs, joined ? &known->links.front() : nullptr};
}

std::vector<const IdentityGroup*> Identities::Groups() const {
  std::vector<const IdentityGroup*> groups;
  shards_.ForEach([&](const KnownName& known) {
    if (known.id == known.group.name.id()) groups.push_back(&known.group);
  });
  std::ranges::sort(groups, {}, [](const IdentityGroup* group) { return group->name; });
  return groups;
}

std::vector<IdentityEdge> Identities::Apart() const {
  std::vector<IdentityEdge> apart;
  for (const IdentityLink& link : shards_.head().different) {
    const auto standing = [&](const EntityName& name) {
      const EntityName* other = NameOf(name.id());
      return other == nullptr ? &name : other;
    };
    IdentityEdge edge{standing(link.a), standing(link.b), Relation::kDifferentFrom, &link};
    // The smaller id is the source, so that a pair is one edge, as with CO_MENTIONED.
    if (edge.to->id() < edge.from->id()) std::swap(edge.from, edge.to);
    apart.push_back(edge);
  }
  const auto order = [](const IdentityEdge& e) { return std::tie(*e.from, *e.to); };
  std::ranges::stable_sort(apart, {}, order);
  const auto end = std::unique(
      apart.begin(), apart.end(),
      [&](const IdentityEdge& a, const IdentityEdge& b) { return order(a) == order(b); });
  apart.erase(end, apart.end());
  return apart;
}

void Identities::ForEachEdge(const std::function<void(const IdentityEdge&)>& visit) const {
  for (const IdentityGroup* group : Groups()) {
    for (const EntityName& other : group->others) visit(SameAs(other, group->name));
  }
  for (const IdentityEdge& edge : Apart()) visit(edge);
}

std::vector<IdentityEdge> Identities::EdgesOf(NodeId id) const {
  std::vector<IdentityEdge> edges;
  if (const KnownName* known = shards_.Find(id)) {
    const IdentityGroup& group = known->group;
    for (const EntityName& other : group.others) {
      if (group.name.id() == id || other.id() == id) edges.push_back(SameAs(other, group.name));
    }
  }
  for (const IdentityEdge& edge : Apart()) {
    if (edge.from->id() == id || edge.to->id() == id) edges.push_back(edge);
  }
  return edges;
}

IdentityFindings Identities::Findings() const {
  IdentityFindings findings{.different = shards_.head().different, .names = Names()};
  for (const IdentityGroup* group : Groups()) findings.groups.push_back(*group);
  shards_.ForEach([&](const KnownName& known) {
    for (const IdentityLink& link : known.links) {
      if (link.a.id() == known.id) findings.same.push_back(link);
    }
  });
  std::ranges::sort(findings.same, InOrder);
  return findings;
}

std::vector<std::pair<NodeId, NodeId>> Identities::Standing() const {
  std::vector<std::pair<NodeId, NodeId>> standing;
  shards_.ForEach([&](const KnownName& known) {
    const NodeId name = known.group.name.id();
    if (name != known.id) standing.emplace_back(known.id, name);
  });
  return standing;
}

void Identities::Join(Article& article) const {
  JoinEntities(article.entities);
  JoinLabels(article.labels);
  for (Link& link : article.related) JoinLabels(link.labels);
}

void Identities::JoinEntities(std::vector<Entity>& entities) const {
  bool renamed = false;
  for (Entity& entity : entities) {
    const EntityName* name = NameOf(IdOf(entity.kind, entity.name));
    if (name == nullptr) continue;
    entity.aliases.push_back(std::exchange(entity.name, name->key));
    renamed = true;
  }
  if (!renamed) return;
  const auto order = [](const Entity& entity) { return std::tie(entity.kind, entity.name); };
  std::ranges::stable_sort(entities, {}, order);
  std::vector<Entity> joined;
  for (Entity& entity : entities) {
    if (!joined.empty() && order(joined.back()) == order(entity)) {
      Absorb(joined.back(), std::move(entity));
    } else {
      joined.push_back(std::move(entity));
    }
  }
  for (Entity& entity : joined) {
    SortUnique(entity.aliases);
    std::erase(entity.aliases, entity.name);
    std::ranges::sort(entity.mentions, {}, &Mention::span);
  }
  entities = std::move(joined);
}

// Labels have no kind: one that a joined person has for a name names that person.
void Identities::JoinLabels(std::vector<Label>& labels) const {
  for (Label& label : labels) {
    const EntityName* name = NameOf(IdOf(NodeKind::kPerson, label.name));
    if (name != nullptr) label.name = name->key;
  }
}

}  // namespace kg
