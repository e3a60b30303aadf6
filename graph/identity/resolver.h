// Mentions to persons, across an archive: which names are one.
#pragma once

#include <vector>

#include "graph/identity/decisions.h"
#include "graph/store.h"

namespace kg {

/// Works out who is who. A function of the articles that `store` shows, the tables and `decisions`
/// alone: no order, earlier findings or names that left the store change it. Decisions win over
/// rules and newer ones over older ones. Reads all names and aliases, and of those that have
/// something in common postings and a sample of articles; no texts.
IdentityFindings Resolve(const GraphStore& store, const std::vector<Decision>& decisions);

}  // namespace kg
