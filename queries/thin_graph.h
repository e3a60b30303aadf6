// Less of a graph, for the eye.
#pragma once

#include <cstddef>
#include <span>

#include "graph/news_graph.h"

namespace kg {

/// All nodes of `graph`, the edges at the nodes of `centers`, and of the other edges those that are
/// among the `strongest` heaviest of one of their ends; ties by the order of edges.
NewsGraph ThinGraph(const NewsGraph& graph, std::span<const NodeId> centers, std::size_t strongest);

}  // namespace kg
