// How two nodes hang together: the cheapest chains of links between them.
#pragma once

#include <set>
#include <vector>

#include "queries/bonds.h"

namespace kg {

struct PathOptions {
  std::size_t k = 3;         // at most so many paths
  GraphFilter filter{};      // kinds are those of the nodes between the ends
  std::set<NodeId> avoid{};  // no path goes through these
};

struct Path {
  std::vector<Node> nodes{};  // from one end to the other
  std::vector<Bond> links{};  // links[i] leads from nodes[i] to nodes[i + 1]
  double cost = 0;
  std::size_t weakest = 0;  // the link that costs most, the first of equals
};

/// base + 1 / (1 + weight). The base is 1 for names in one sentence, 2 for one paragraph, 4 for one
/// article; 2 for RELATED_TO and LINKS_TO, 2.5 for MENTIONS and HAS_TOPIC. So an article that names
/// both, as a step of a path, costs 5 and more, and never counts as a sentence that does.
double LinkCost(const Bond& bond);

/// Of going through a node that so many articles point at: (ln(articles) / 5)^2. 0 for what a
/// single article names, 0.6 for 50, 1.9 for 1,000, 3.4 for 10,000: a country that everybody is
/// named with explains nothing.
double HubCost(std::size_t articles);

/// The cheapest simple paths by the sum of LinkCost() and, between the ends, HubCost(); cheapest
/// first, ties by kinds and keys. `a` and `b` are taken from `store` and differ. Exact, but reads
/// only around nodes that could still be on a path as cheap as the last one of the answer.
std::vector<Path> FindPaths(const GraphStore& store, const Node& a, const Node& b,
                            const PathOptions& options);

}  // namespace kg
