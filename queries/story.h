// What came before an article and what came of it: a chain of articles, each of which goes on with
// what the one before it told.
#pragma once

#include <optional>
#include <vector>

#include "graph/store.h"

namespace kg {

struct StoryOptions {
  TimeRange range{};
  std::size_t most = 8;  // articles before, and as many after
  int pause_days = 60;   // that even the closest two articles do not bridge; > 0
};

struct StoryStep {
  Node article{};
  double kinship = 0;                 // with the neighbour in the chain that is nearer to the start
  bool linked = false;                // one of the two has the other in its related list or text
  std::vector<std::string> shared{};  // names both have, the rarest first
};

struct Story {
  std::vector<StoryStep> before{};  // oldest first
  std::vector<StoryStep> after{};   // oldest first
  std::size_t considered = 0;  // articles that share a person with the start or are linked to it
};

/// Kinship of two articles that share a person or are linked: the cosine of their names and topics,
/// each weighing exp(-HubCost()), and 1/2 more if linked, at most 1; otherwise 0.
///
/// A step from i to j is worth
/// least^(days between / pause) * min(kinship(i, j), kinship(start, j)) - least, where least =
/// 0.15: it must go on from the last one, stay with the start and come soon. Only steps worth
/// something are taken. The story is the chain, strictly forward in time and strictly backward,
/// whose steps are worth most together; it is sought among the 250 articles that share most with
/// the start, and exact among these: O(articles^2 * most).
///
/// `start` is taken from `store`. Reads the ranges of postings of its persons and links, and the
/// records of those articles.
Story FindStory(const GraphStore& store, const Node& start, const StoryOptions& options);

}  // namespace kg
