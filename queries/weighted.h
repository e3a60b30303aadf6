// A NewsGraph as rows of numbers, as the store has the links of names.
#pragma once

#include "graph/news_graph.h"
#include "graph/weighted_graph.h"

namespace kg {

enum class LinkRows {
  kBothEnds,  // every edge is an arc at both its ends
  kTargets,   // RELATED_TO and LINKS_TO at their target alone: a row says who points there
};

/// All edges of `graph`, those between the same two nodes added up, loops left out. Weights are
/// taken as what they are, whole quarters. O(edges log edges).
WeightedGraph ToWeighted(const NewsGraph& graph, LinkRows rows);

/// Whether no article links to another: then both kinds of rows are the same.
bool GoBothWays(const NewsGraph& graph);

}  // namespace kg
