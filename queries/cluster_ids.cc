#include "queries/cluster_ids.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

namespace kg {
namespace {

using Places = std::unordered_map<NodeId, std::uint32_t>;

// Only articles count; they come first among the members.
Places PlacesOf(const ClusterRun& run) {
  Places places;
  for (std::uint32_t c = 0; c < run.clusters.size(); ++c) {
    const Cluster& cluster = run.clusters[c];
    for (std::uint32_t i = 0; i < cluster.articles; ++i) places.emplace(cluster.members[i], c);
  }
  return places;
}

struct Shared {
  std::uint32_t articles;
  std::uint32_t from;
  std::uint32_t to;
};

// Both runs are ordered by size, so equals go to the larger ones.
std::vector<Shared> SharedOf(const ClusterRun& last, const ClusterRun& run) {
  const Places places = PlacesOf(last);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> counts;
  for (std::uint32_t c = 0; c < run.clusters.size(); ++c) {
    const Cluster& cluster = run.clusters[c];
    for (std::uint32_t i = 0; i < cluster.articles; ++i) {
      const auto at = places.find(cluster.members[i]);
      if (at != places.end()) ++counts[{at->second, c}];
    }
  }
  std::vector<Shared> shared;
  for (const auto& [pair, count] : counts) shared.push_back({count, pair.first, pair.second});
  std::stable_sort(shared.begin(), shared.end(),
                   [](const Shared& a, const Shared& b) { return a.articles > b.articles; });
  return shared;
}

}  // namespace

void NameClusters(const ClusterRun* last, ClusterRun& run) {
  run.next_id = last == nullptr ? 1 : last->next_id;
  if (last != nullptr) {
    std::vector<bool> taken(last->clusters.size());
    for (const Shared& shared : SharedOf(*last, run)) {
      std::string& id = run.clusters[shared.to].id;
      if (taken[shared.from] || !id.empty()) continue;
      taken[shared.from] = true;
      id = last->clusters[shared.from].id;
    }
  }
  for (Cluster& cluster : run.clusters) {
    if (cluster.id.empty()) cluster.id = std::to_string(run.next_id++);
  }
}

std::vector<std::uint32_t> CommunitiesOf(const ClusterRun& last, const std::vector<NodeId>& ids) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  const Places places = PlacesOf(last);
  std::vector<std::uint32_t> number(last.clusters.size(), kNone);
  std::vector<std::uint32_t> communities;
  std::uint32_t next = 0;
  for (const NodeId id : ids) {
    const auto at = places.find(id);
    if (at == places.end()) {
      communities.push_back(next++);
    } else {
      if (number[at->second] == kNone) number[at->second] = next++;
      communities.push_back(number[at->second]);
    }
  }
  return communities;
}

ArticlesSince CompareArticles(const ClusterRun& last, const std::vector<NodeId>& ids) {
  const Places places = PlacesOf(last);
  const auto named = static_cast<std::uint32_t>(
      std::count_if(ids.begin(), ids.end(), [&](NodeId id) { return places.contains(id); }));
  const auto others = static_cast<std::uint32_t>(ids.size()) - named;
  return {.came = others - std::min(others, last.unclustered),
          .went = static_cast<std::uint32_t>(places.size()) - named};
}

}  // namespace kg
