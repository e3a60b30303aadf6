#include "queries/cluster_run.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "queries/cluster_topics.h"

namespace kg {
namespace {

constexpr std::string_view kClusterPrefix = "cluster:";

}  // namespace

double UsualResolution(std::uint32_t articles) {
  return std::clamp(articles / 80.0, 1.0, 5.0) * std::max(1.0, std::sqrt(articles / 20'000.0));
}

unsigned JobsOf(const ClusterOptions& options) {
  return options.jobs > 0 ? static_cast<unsigned>(options.jobs)
                          : std::max(std::thread::hardware_concurrency(), 1U);
}

ClusterRun ComputeClusters(const NewsGraph& graph, const ClusterOptions& options,
                           const ClusterSources& sources) {
  const ClusterBasis basis = BasisOf(graph, sources.store, JobsOf(options));
  return FindClusters(basis, TextsOf(graph, basis), options, {.last = sources.last});
}

const Cluster* FindCluster(const ClusterRun& run, std::string_view id) {
  if (id.starts_with(kClusterPrefix)) id.remove_prefix(kClusterPrefix.size());
  const auto& level = id.find('.') == std::string_view::npos ? run.clusters : run.subtopics;
  const auto at = std::ranges::find(level, id, &Cluster::id);
  return at == level.end() ? nullptr : &*at;
}

std::vector<std::string> ClusterOfNodes(const ClusterRun& run, const NewsGraph& graph) {
  std::vector<std::string> cluster_of(graph.size());
  for (const Cluster& cluster : run.clusters) {
    for (const NodeId id : cluster.members) {
      if (const auto i = graph.Find(id)) cluster_of[*i] = std::string(kClusterPrefix) + cluster.id;
    }
  }
  return cluster_of;
}

}  // namespace kg
