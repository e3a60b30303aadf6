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
  std::string objective = "modularity";  // or "cpm", whose resolution does not depend on the size
  double resolution = 0;  // larger gives more and smaller clusters; 0: see ComputeClusters()
  int seed = 1;
  int jobs = 0;  // threads; 0: as many as there are cores. Same clusters for any number
};

/// Modularity alone lets clusters grow with the archive, as the square root of its links. This is
/// articles / 80, at least 1 and at most 5, and above 20,000 articles 5 * sqrt(articles / 20,000):
/// stories of some tens of articles, in small archives fewer.
double UsualResolution(std::uint32_t articles);

struct Cluster {
  std::string id{};      // "1", "2", …: see ComputeClusters(); of a subtopic "3.1"
  std::string parent{};  // the id of a subtopic's topic; else empty
  std::string label{};   // its most distinctive people, topics and title words
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
  std::uint32_t next_id = 1;      // no cluster had this number yet
  std::uint32_t drift = 0;  // articles that came and went since clusters were last looked for anew
  std::vector<Cluster> clusters{};   // of two articles or more: more articles, then smallest node
  std::vector<Cluster> subtopics{};  // of large ones, in their order; members are articles
};

/// By "3", "cluster:3" or, of a subtopic, "3.1"; null when there is none.
const Cluster* FindCluster(const ClusterRun& run, std::string_view id);

/// What a run may look at beside the graph.
struct ClusterSources {
  const GraphStore* store = nullptr;  // for the bodies of articles; null: titles and names alone
  const ClusterRun* last = nullptr;   // null: ids count from 1
};

/// Leiden on the graph of cluster_graph.h. Resolution 0 is UsualResolution() for modularity, and
/// for CPM the one of FindSignificant() (significance.h), which needs no such rule. A person or
/// topic goes where most of the articles are that name it, by weight. With a last run the search
/// begins at its clusters, and a cluster keeps the id of the one that it shares most articles with,
/// those that share most first; others get numbers that none had. While no more than 3 % of the
/// articles came or went since clusters were last looked for anew, and nothing else is asked for,
/// they only settle (leiden.h), at the last run's resolution: a few new articles do not move old
/// ones. Topics of 24 articles or more are
/// split once more, within themselves, by modularity at resolution 1. Same graph, options and
/// sources, same run. Throws Error(kUsage) for an unknown objective and a resolution out of range.
ClusterRun ComputeClusters(const NewsGraph& graph, const ClusterOptions& options,
                           const ClusterSources& sources = {});

/// "cluster:3" for every node of `graph` that `run` has in a cluster, else ""; for Marks::group.
std::vector<std::string> ClusterOfNodes(const ClusterRun& run, const NewsGraph& graph);

}  // namespace kg
