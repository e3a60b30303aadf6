// The data of the explorer page: nodes with places, links, quotes, clusters.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "export/details.h"

namespace kg {

/// The part of a graph that a page takes.
struct PageShare {
  NewsGraph graph{};
  std::size_t hidden_nodes = 0;
  std::size_t hidden_links = 0;
};

/// The `most_nodes` nodes with the most links other than CO_MENTIONED, and of the links between
/// them the heaviest `most_links`, half of them CO_MENTIONED where there are too many of both. Ties
/// by index.
PageShare ShareForPage(const NewsGraph& graph, std::size_t most_nodes, std::size_t most_links);

/// One JSON document of one line a node, link and quote, without '<'. Nodes and links are those of
/// `export --format json`, with "x", "y" and "size"; links and quotes name nodes by their position.
/// `details` are of `share.graph`.
void WritePageData(const PageShare& share, const Details& details, std::ostream& out);

}  // namespace kg
