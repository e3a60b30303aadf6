// From a basis to topic clusters: the search, members and their order, words, subtopics; for .cc
// files.
#pragma once

#include <unordered_set>

#include "queries/cluster_basis.h"
#include "queries/cluster_labels.h"
#include "queries/cluster_run.h"

namespace kg {

/// What happened to a basis since a run.
struct ClusterGrowth {
  std::unordered_set<NodeId> anew{};  // articles that came, or say something else now
};

struct ClusterPast {
  const ClusterRun* last = nullptr;       // null: ids count from 1
  const ClusterGrowth* growth = nullptr;  // since then; null when nobody knows
};

/// As ComputeClusters() says. Where the growth since the last run is known, a cluster keeps its
/// label, people, topics and parts, unless one of its articles left the store or changed, or more
/// than a fifth of its articles came or moved; what it gained goes to the part it is most tied to.
ClusterRun FindClusters(const ClusterBasis& basis, const ClusterTexts& texts,
                        const ClusterOptions& options, const ClusterPast& past);

/// Threads to be used.
unsigned JobsOf(const ClusterOptions& options);

/// Whether with these options new articles would settle among the clusters of `last`, if few came.
bool MaySettle(const ClusterRun& last, const ClusterOptions& options);

/// Of so many articles, how many may have come or gone for the others to stay where they are.
std::size_t MostDrift(std::size_t articles);

}  // namespace kg
