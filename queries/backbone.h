// The edges that tell something: M. A. Serrano, M. Boguna, A. Vespignani, Extracting the multiscale
// backbone of complex weighted networks, PNAS 106 (2009), equation 2.
#pragma once

#include "graph/news_graph.h"

namespace kg {

/// The chance that an edge of this weight, at a node with so many edges of this total weight, is as
/// heavy when the total is spread over them at random: (1 - weight / strength)^(degree - 1).
double DisparityChance(double weight, double strength, std::size_t degree);

/// `graph` with those of its CO_MENTIONED edges for which the chance is below `alpha` at one end or
/// the other; a single edge at a node never is. Nodes and other edges stay: those weigh one article
/// each, which tells nothing of chance. 1 keeps everything. O(edges).
NewsGraph Backbone(NewsGraph graph, double alpha);

}  // namespace kg
