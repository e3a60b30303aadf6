// Where the nodes of the explorer page stand.
#pragma once

#include <vector>

#include "export/force_layout.h"
#include "graph/news_graph.h"

namespace kg {

/// Names by what ties them most, hubs damped: to each its few strongest links. Whatever else there
/// is stands around the names that it is linked with. No two nodes in one spot; the same for the
/// same graph.
std::vector<Point> PageLayout(const NewsGraph& graph);

}  // namespace kg
