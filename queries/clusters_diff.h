// `clusters diff`: what became of the topics between two dates.
#pragma once

#include "queries/cluster_run.h"
#include "queries/moments.h"
#include "queries/query.h"

namespace kg {

/// Clusters of the articles up to each moment, both at the later one's resolution, compared. At
/// most `limit` changes of each fate; 0: 10.
Findings DiffClusters(const GraphStore& store, const Moments& moments, ClusterOptions options,
                      int limit);

}  // namespace kg
