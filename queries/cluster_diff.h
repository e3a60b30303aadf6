// What became of clusters from one run to another.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "queries/cluster_run.h"

namespace kg {

enum class Fate : std::uint8_t { kBorn, kGrew, kShrank, kSame, kSplit, kMerged, kDied };

std::string_view ToString(Fate fate);  // "born"

/// A cluster goes on as another when each is where most of the other's articles are (ties to the
/// larger, then the first). Beside these: a later cluster that has half or more of its earlier
/// articles from one cluster has split off from it, else it was born; an earlier one half or more
/// of whose articles are in one cluster has merged into it, else it died. Only articles count.
struct ClusterChange {
  Fate fate{};
  const Cluster* from = nullptr;  // of the earlier run, lent; null for a born one
  const Cluster* to = nullptr;    // of the later run, lent; null for one that died
  std::uint32_t kept = 0;         // articles in both
};

/// Every cluster of both runs in at least one change; by fate, then the larger ones first.
/// `is_article` tells which members count.
std::vector<ClusterChange> CompareClusters(const ClusterRun& from, const ClusterRun& to,
                                           const std::function<bool(NodeId)>& is_article);

}  // namespace kg
