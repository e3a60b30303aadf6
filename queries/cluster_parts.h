// What is told of clusters once their members are known, and the parts of large ones; for
// cluster_topics.cc.
#pragma once

#include <span>
#include <vector>

#include "queries/cluster_topics.h"
#include "queries/leiden.h"

namespace kg {

/// All but its id and words. `members` are articles by their numbers, most tied first, then names,
/// which are counted from the size of the basis.
Cluster ClusterOf(const ClusterBasis& basis, std::span<const std::uint32_t> members);

/// For each cluster of `run`, the cluster of the last run whose words and parts it keeps, or null.
std::vector<const Cluster*> KeptClusters(const ClusterBasis& basis, const ClusterPast& past,
                                         const ClusterRun& run);

/// Labels, people and topics of `clusters`: those of `kept`, where it has one, else anew.
void AddWords(const ClusterBasis& basis, const ClusterTexts& texts,
              std::span<const std::vector<std::uint32_t>> members,
              std::span<const Cluster* const> kept, unsigned jobs, std::vector<Cluster>& clusters);

struct TopicsFound {
  std::span<const std::vector<std::uint32_t>> members;
  std::span<const Cluster* const> kept;
};

/// Splits the topics of 24 articles or more, within themselves, or keeps the parts they had.
void AddSubtopics(const ClusterBasis& basis, const ClusterTexts& texts, const LeidenGraph& linked,
                  const TopicsFound& topics, const ClusterPast& past, unsigned jobs,
                  ClusterRun& run);

}  // namespace kg
