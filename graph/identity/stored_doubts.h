// Pairs of names of whom a store does not say whether they are one.
#pragma once

#include <vector>

#include "graph/store.h"

namespace kg {

/// The record of doubts in a store, encoded as findings that hold nothing else. Stores from before
/// have them in `identity/run`.
inline constexpr const char* kDoubtsRecord = "identity/doubts";

/// IdentityFindings::doubtful of the last run, which identities() of a store does not hold. Throws
/// Error(kCorrupt).
std::vector<IdentityLink> StoredDoubts(const GraphStore& store);

}  // namespace kg
