// One number for a whole graph.
#pragma once

#include <string>

#include "graph/store.h"

namespace kg {

/// SHA-256 in lower-case hex over what every full article says about the graph - nodes, edges,
/// spans of evidence, a digest of the text they quote - in order of article id, and over who is the
/// same as or different from whom. Stubs, entities, derived edges and weights are functions of
/// that, so equal hashes mean equal graphs. Versions not shown, places, runs and records are left
/// out. Reads all articles, no texts.
std::string GraphSha256(const GraphStore& store);

}  // namespace kg
