#include "graph/article.h"

#include <algorithm>

namespace kg {

const Entity* FindEntity(const Article& article, const Node& node) {
  const auto at = std::ranges::find_if(article.entities, [&](const Entity& entity) {
    return entity.kind == node.kind && entity.name == node.key;
  });
  return at == article.entities.end() ? nullptr : &*at;
}

}  // namespace kg
