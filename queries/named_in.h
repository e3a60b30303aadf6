// Whom an article names, for those who ask for one or two of them. GraphStore::FindArticle() looks
// up who is who for every name in an article; of hundreds of articles that is most of the time.
#pragma once

#include <optional>
#include <string_view>

#include "graph/article.h"
#include "graph/identities.h"
#include "graph/model.h"

namespace kg {

/// What `article`, as it was read, says of `node` under all names that it stands for: the entity
/// with the mentions of FindEntity() in the article with joined names, and no aliases. nullopt when
/// it says nothing.
std::optional<Entity> NamedIn(const Identities& identities, const Article& article,
                              const Node& node);

/// The name that stands for what `label` calls somebody; lent by one of the two.
std::string_view JoinedName(const Identities& identities, const Label& label);

}  // namespace kg
