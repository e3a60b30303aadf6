// What holds a topic together, as weights; for .cc files.
#pragma once

#include "queries/bgl.h"
#include "queries/cluster_basis.h"

namespace kg {

/// The graph that topic clusters are found in: its vertices are the articles of `basis`. Each is
/// tied to the k articles most like it (similar_articles.h), k being sqrt(articles) / 3, at least 3
/// and at most 15. A tie of i and j weighs
///     likeness / sqrt(si * sj)
/// at most 16, s being the likeness of the last that an article is tied to, so that articles whose
/// words are rare and those whose words are common have ties of one size; and twice that when each
/// is among the nearest of the other. Weights are whole multiples of 1/1024, so their sums are
/// exact.
BglGraph ClusterGraph(const ClusterBasis& basis);

}  // namespace kg
