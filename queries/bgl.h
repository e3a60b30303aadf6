// A NewsGraph as Boost.Graph sees it; for .cc files.
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <functional>

#include "graph/news_graph.h"

namespace kg {

struct BglEdge {
  double weight = 0;
};

/// Vertices are the indices of the NewsGraph. Undirected: every edge is an arc at both its ends,
/// sorted by target.
using BglGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, BglEdge,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

/// All edges of `graph` to which `weight` gives more than 0, those between the same two nodes
/// added up, loops left out. The sums are exact, and so the same at both ends, when the weights
/// are fractions of one power of two. O(edges log edges).
BglGraph ToBgl(const NewsGraph& graph, const std::function<double(const GraphEdge&)>& weight);

}  // namespace kg
