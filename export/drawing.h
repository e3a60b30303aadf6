// A NewsGraph in the words of Graphviz.
#pragma once

#include <string>

#include "export/canvas.h"
#include "export/picture_style.h"
#include "graph/news_graph.h"

namespace kg {

struct DrawingOptions {
  std::string ampersand = "&amp;";  // in URLs: PDF takes "&"
  bool links_speak = true;          // ids and hover texts of links, for SVG
};

/// Puts the nodes on `canvas`, with their labels, sizes by weight, colours and links; nothing is
/// placed. Node names are "person-" and the id in hex, the same in every run. `groups` were made of
/// `marks`.
void Draw(const NewsGraph& graph, const Marks& marks, const GroupLooks& groups,
          const DrawingOptions& options, Canvas& canvas);

}  // namespace kg
