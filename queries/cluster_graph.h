// What holds a topic together, as weights; for .cc files.
#pragma once

#include "queries/bgl.h"

namespace kg {

/// The graph that topic clusters are found in, with the vertices of `graph`. Of N articles, d of
/// which lead to an entity or topic, an edge to it weighs strength * (ln(N / d) / ln N)^2: what
/// everybody names joins nothing. Strength is min(1 + log2(count), 3) / 3 for a MENTIONS edge and 1
/// for HAS_TOPIC; RELATED_TO and LINKS_TO weigh 1. What a single article names weighs next to
/// nothing and goes where that article goes. Publishers and CO_MENTIONED are left out. Weights are
/// whole multiples of 1/1024, so their sums are exact.
BglGraph ClusterGraph(const NewsGraph& graph);

/// How many edges lead from articles to each node.
std::vector<std::uint32_t> NamedBy(const NewsGraph& graph);

}  // namespace kg
