#include "queries/cluster_diff.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace kg {
namespace {

using OverlapCounts = std::vector<std::map<std::size_t, std::uint32_t>>;

/// How many articles two runs' clusters have in common.
struct Overlaps {
  OverlapCounts of_from;                   // by cluster of the later run
  OverlapCounts of_to;                     // by cluster of the earlier one
  std::vector<std::uint32_t> placed_to{};  // articles of a later cluster that an earlier one has
};

Overlaps Count(const ClusterRun& from, const ClusterRun& to,
               const std::function<bool(NodeId)>& is_article) {
  Overlaps overlaps{OverlapCounts(from.clusters.size()), OverlapCounts(to.clusters.size())};
  overlaps.placed_to.resize(to.clusters.size());
  std::unordered_map<NodeId, std::size_t> place;
  for (std::size_t i = 0; i < from.clusters.size(); ++i) {
    for (const NodeId id : from.clusters[i].members) place.emplace(id, i);
  }
  for (std::size_t j = 0; j < to.clusters.size(); ++j) {
    for (const NodeId id : to.clusters[j].members) {
      const auto at = place.find(id);
      if (at == place.end() || !is_article(id)) continue;
      ++overlaps.of_from[at->second][j];
      ++overlaps.of_to[j][at->second];
      ++overlaps.placed_to[j];
    }
  }
  return overlaps;
}

constexpr std::size_t kNowhere = SIZE_MAX;

// Where most are; of equals the first, which is the larger one, as runs are ordered by size.
std::vector<std::size_t> Mostly(const OverlapCounts& counts) {
  std::vector<std::size_t> mostly;
  for (const auto& row : counts) {
    const auto best = std::ranges::max_element(row, {}, [](const auto& e) { return e.second; });
    mostly.push_back(best == row.end() ? kNowhere : best->first);
  }
  return mostly;
}

Fate ByGrowth(const Cluster& from, const Cluster& to) {
  if (to.articles == from.articles) return Fate::kSame;
  return to.articles > from.articles ? Fate::kGrew : Fate::kShrank;
}

std::uint32_t SizeOf(const ClusterChange& change) {
  return std::max(change.from == nullptr ? 0 : change.from->articles,
                  change.to == nullptr ? 0 : change.to->articles);
}

}  // namespace

std::string_view ToString(Fate fate) {
  switch (fate) {
    case Fate::kBorn: return "born";
    case Fate::kGrew: return "grew";
    case Fate::kShrank: return "shrank";
    case Fate::kSame: return "same";
    case Fate::kSplit: return "split";
    case Fate::kMerged: return "merged";
    case Fate::kDied: return "died";
  }
  return "";
}

std::vector<ClusterChange> CompareClusters(const ClusterRun& from, const ClusterRun& to,
                                           const std::function<bool(NodeId)>& is_article) {
  const Overlaps overlaps = Count(from, to, is_article);
  const std::vector<std::size_t> next = Mostly(overlaps.of_from);
  const std::vector<std::size_t> last = Mostly(overlaps.of_to);
  std::vector<ClusterChange> changes;
  for (std::size_t i = 0; i < from.clusters.size(); ++i) {
    const Cluster* old = &from.clusters[i];
    if (next[i] == kNowhere) {
      changes.push_back({Fate::kDied, old, nullptr, 0});
      continue;
    }
    const Cluster* heir = &to.clusters[next[i]];
    const std::uint32_t kept = overlaps.of_from[i].at(next[i]);
    if (last[next[i]] == i) {
      changes.push_back({ByGrowth(*old, *heir), old, heir, kept});
    } else if (2 * kept >= old->articles) {
      changes.push_back({Fate::kMerged, old, heir, kept});
    } else {
      changes.push_back({Fate::kDied, old, nullptr, 0});
    }
  }
  for (std::size_t j = 0; j < to.clusters.size(); ++j) {
    const Cluster* fresh = &to.clusters[j];
    if (last[j] != kNowhere && next[last[j]] == j) continue;  // went on as this
    const std::uint32_t kept = last[j] == kNowhere ? 0 : overlaps.of_to[j].at(last[j]);
    if (kept > 0 && 2 * kept >= overlaps.placed_to[j]) {
      changes.push_back({Fate::kSplit, &from.clusters[last[j]], fresh, kept});
    } else {
      changes.push_back({Fate::kBorn, nullptr, fresh, 0});
    }
  }
  std::ranges::stable_sort(changes, [](const ClusterChange& a, const ClusterChange& b) {
    return std::tuple(a.fate, SizeOf(b)) < std::tuple(b.fate, SizeOf(a));
  });
  return changes;
}

}  // namespace kg
