// What people decided, as a store keeps it.
#pragma once

#include <vector>

#include "graph/identity/decisions.h"
#include "graph/store.h"

namespace kg {

/// The record of decisions in a store.
inline constexpr std::string_view kDecisionsRecord = "identity/decisions";

/// Throws Error(kCorrupt) for a log that cannot be read.
std::vector<Decision> StoredDecisions(const GraphStore& store);

/// Adds to the log and marks the identities stale. Whether any was new.
bool AddToStore(GraphStore& store, const std::vector<Decision>& decisions);

}  // namespace kg
