// The last cluster run of a store; its query is `clusters`.
#pragma once

#include <optional>

#include "graph/store.h"
#include "queries/cluster_run.h"

namespace kg {

/// What `clusters run` stored last. Throws Error(kCorrupt).
std::optional<ClusterRun> StoredClusters(const GraphStore& store);

/// ComputeClusters() on all of the store, of which it loads no more than it needs. `last` may be
/// null.
ClusterRun ComputeClusters(const GraphStore& store, const ClusterOptions& options,
                           const ClusterRun* last = nullptr);

}  // namespace kg
