#include "queries/named_in.h"

#include <algorithm>
#include <iterator>

namespace kg {

std::optional<Entity> NamedIn(const Identities& identities, const Article& article,
                              const Node& node) {
  if (identities.NameOf(node.id()) != nullptr) return std::nullopt;  // another one stands for it
  const auto others = identities.OthersOf(node.id());
  const auto is_node = [&](const Entity& entity) {
    if (entity.kind != node.kind) return false;
    return entity.name == node.key || std::ranges::any_of(others, [&](const EntityName& other) {
             return other.kind == entity.kind && other.key == entity.name;
           });
  };
  std::optional<Entity> named;
  for (const Entity& entity : article.entities) {
    if (!is_node(entity)) continue;
    if (!named) named = Entity{.kind = node.kind, .name = node.key};
    std::ranges::copy(entity.mentions, std::back_inserter(named->mentions));
  }
  if (named) std::ranges::sort(named->mentions, {}, &Mention::span);
  return named;
}

std::string_view JoinedName(const Identities& identities, const Label& label) {
  const EntityName* name = identities.NameOf(IdOf(NodeKind::kPerson, label.name));
  return name == nullptr ? std::string_view(label.name) : std::string_view(name->key);
}

}  // namespace kg
