// From what a user types to what it names.
#pragma once

#include <string_view>

#include "graph/store.h"

namespace kg {

/// The node that `name` names: a node id ("person:马克龙"), a web address, a name or an alias, in
/// either script. A name comes before an alias, and what is written so before what is written so
/// in the other script. Of nodes that are one, the one that stands for them. Throws Error(kUsage)
/// with the candidates when several nodes of the first of these that has any are called so,
/// Error(kUnknownName) when none is.
Node FindNamed(const GraphStore& store, std::string_view name);

}  // namespace kg
