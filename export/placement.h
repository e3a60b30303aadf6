// Where nodes stand and how they look in programs that draw what they are given.
#pragma once

#include <vector>

#include "export/picture_style.h"
#include "graph/news_graph.h"

namespace kg {

struct Place {
  double x = 0;
  double y = 0;
  double size = 0;  // > 0
};

/// On the seeds of a sunflower, the most linked-to in the middle: no two in one spot, so that a
/// program without a layout shows more than a heap. Ties by index. O(edges + n log n).
std::vector<Place> PlaceNodes(const NewsGraph& graph);

/// "#0072B2": of the node's group where there are groups, else of its kind.
const char* ColorOf(const NewsGraph& graph, const Marks& marks, const GroupLooks& groups,
                    NewsGraph::Index i);

}  // namespace kg
