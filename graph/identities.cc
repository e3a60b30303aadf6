#include "graph/identities.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace kg {
namespace {

void SortUnique(std::vector<std::string>& names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

// What `from` says of the entity, added to `into`.
void Absorb(Entity& into, Entity&& from) {
  std::ranges::move(from.mentions, std::back_inserter(into.mentions));
  std::ranges::move(from.aliases, std::back_inserter(into.aliases));
}

}  // namespace

std::string_view ToString(IdentityRule rule) {
  constexpr std::array<std::string_view, kIdentityRules> kNames = {
      "decision", "variant", "spelling", "gloss", "short form", "sound"};
  return kNames.at(static_cast<std::size_t>(rule));
}

Identities::Identities(IdentityFindings findings) : findings_(std::move(findings)) {
  for (std::size_t i = 0; i < findings_.groups.size(); ++i) {
    group_of_.emplace(findings_.groups[i].name.id(), i);
    for (const EntityName& other : findings_.groups[i].others) group_of_.emplace(other.id(), i);
  }
  AddEdges();
}

void Identities::AddEdges() {
  std::unordered_map<NodeId, const IdentityLink*> why;
  for (const IdentityLink& link : findings_.same) {
    why.emplace(link.a.id(), &link);
    why.emplace(link.b.id(), &link);
  }
  for (const IdentityGroup& group : findings_.groups) {
    for (const EntityName& other : group.others) {
      const auto at = why.find(other.id());
      edges_.push_back(
          {&other, &group.name, Relation::kSameAs, at == why.end() ? nullptr : at->second});
    }
  }
  std::vector<IdentityEdge> apart;
  for (const IdentityLink& link : findings_.different) {
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
  std::ranges::sort(apart, {}, order);
  const auto end = std::unique(
      apart.begin(), apart.end(),
      [&](const IdentityEdge& a, const IdentityEdge& b) { return order(a) == order(b); });
  edges_.insert(edges_.end(), apart.begin(), end);
}

const IdentityEdge* Identities::FindEdge(NodeId from, NodeId to, Relation relation) const {
  const auto at = std::ranges::find_if(edges_, [&](const IdentityEdge& edge) {
    return edge.relation == relation && edge.from->id() == from && edge.to->id() == to;
  });
  return at == edges_.end() ? nullptr : &*at;
}

const EntityName* Identities::NameOf(NodeId id) const {
  const auto at = group_of_.find(id);
  if (at == group_of_.end()) return nullptr;
  const EntityName& name = findings_.groups[at->second].name;
  return name.id() == id ? nullptr : &name;
}

NodeId Identities::Canonical(NodeId id) const {
  const EntityName* name = NameOf(id);
  return name == nullptr ? id : name->id();
}

std::span<const EntityName> Identities::OthersOf(NodeId id) const {
  const auto at = group_of_.find(id);
  if (at == group_of_.end() || findings_.groups[at->second].name.id() != id) return {};
  return findings_.groups[at->second].others;
}

std::vector<EntityName> Identities::Named(std::string_view name) const {
  std::vector<EntityName> found;
  for (auto at = std::ranges::lower_bound(findings_.names, name, {}, &OtherName::name);
       at != findings_.names.end() && at->name == name; ++at) {
    found.push_back(at->of);
  }
  return found;
}

void Identities::Join(Article& article) const {
  if (empty()) return;
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
