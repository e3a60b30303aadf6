// Ids of clusters that survive a new run.
#pragma once

#include <cstdint>
#include <vector>

#include "queries/cluster_run.h"

namespace kg {

/// Gives `run.clusters` their ids and `run.next_id` its value. Pairs of an earlier and a later
/// cluster that share members, most shared first (ties: the larger, then the first), go together as
/// long as neither is taken; what is left over gets new numbers in order.
void NameClusters(const ClusterRun* last, ClusterRun& run);

/// For each of `ids` its cluster in `last` (the position), or one of its own, all below the size.
std::vector<std::uint32_t> CommunitiesOf(const ClusterRun& last, const std::vector<NodeId>& ids);

struct ArticlesSince {
  std::uint32_t came = 0;
  std::uint32_t went = 0;
};

/// How `ids`, all articles of now, differ from those of `last`. Of articles that shared a cluster
/// with no other only the number is known: so many of what `last` does not name are not new.
ArticlesSince CompareArticles(const ClusterRun& last, const std::vector<NodeId>& ids);

}  // namespace kg
