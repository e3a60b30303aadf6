// What a cluster is called, and who and what stands out in it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

struct ClusterWords {
  std::string label{};  // up to three, of several kinds if possible: "马克龙、外交、访华"
  std::vector<NewsGraph::Index> people{};  // at most 5, most distinctive first
  std::vector<NewsGraph::Index> topics{};
};

/// For each cluster of `members`, its words. A name or title word scores c / n * ln(N / d): c of
/// the n articles of the cluster have it, and d of all N. What few share (under a fifth of the
/// cluster, or a single article) is no label. Clusters are not empty; ties go to the node first in
/// order, names before words.
std::vector<ClusterWords> WordsOf(const NewsGraph& graph,
                                  std::span<const std::vector<NewsGraph::Index>> members);

}  // namespace kg
