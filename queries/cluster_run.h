// Topic clusters: articles and what they name, as far as they are linked densely together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

struct ClusterOptions {
  double resolution = 0;  // larger gives more and smaller clusters; 0: UsualResolution()
  int seed = 1;
};

/// Modularity alone lets clusters grow with the archive, as the square root of its links. This is
/// max(1, sqrt(articles / 100)), which keeps them between a story and a topic: about 8 articles
/// each in an archive of 80, about 25 in one of 8,000.
double UsualResolution(std::uint32_t articles);

struct Cluster {
  std::string id{};     // "1", "2", …: by number of articles, then smallest node
  std::string label{};  // its most distinctive people, topics and title words
  std::uint32_t articles = 0;
  std::optional<Time> first{};  // published times of its articles
  std::optional<Time> last{};
  NodeId representative{};  // the full article most tied to the others; a stub if there is none
  std::vector<NodeId> people{};   // at most 5, most distinctive first
  std::vector<NodeId> topics{};   // the same
  std::vector<NodeId> members{};  // articles, then the rest; most tied to the others first
};

/// What `clusters run` stores. Nodes are ids only, so that a run shows no title that has left the
/// store since.
struct ClusterRun {
  std::string algorithm{};
  std::string objective{};
  double resolution = 0;
  int seed = 0;
  double value = 0;               // of the objective
  std::uint32_t articles = 0;     // full ones in the graph, to tell whether the run is out of date
  std::uint32_t unclustered = 0;  // articles, stubs too, that share a cluster with no other
  std::vector<Cluster> clusters{};  // of two articles or more, by id
};

/// By "3" or "cluster:3"; null when there is none.
const Cluster* FindCluster(const ClusterRun& run, std::string_view id);

/// Leiden on the graph of cluster_graph.h. Same graph and options, same run. Throws Error(kUsage)
/// for a resolution out of range.
ClusterRun ComputeClusters(const NewsGraph& graph, const ClusterOptions& options);

/// "cluster:3" for every node of `graph` that `run` has in a cluster, else ""; for Marks::group.
std::vector<std::string> ClusterOfNodes(const ClusterRun& run, const NewsGraph& graph);

}  // namespace kg
