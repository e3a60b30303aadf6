// `clusters diff`: what became of the topics between two dates.
#pragma once

#include "queries/cluster_run.h"
#include "queries/moments.h"
#include "queries/query.h"

namespace kg {

/// Changes of each course, and of clusters, that an answer lists unless asked for more.
constexpr std::size_t kUsualChanges = 10;

/// Clusters of the articles up to each moment, both at the later one's resolution, compared. At
/// most `limit` changes of each fate; 0: 10.
Findings DiffClusters(const GraphStore& store, const Moments& moments, ClusterOptions options,
                      int limit);

}  // namespace kg
