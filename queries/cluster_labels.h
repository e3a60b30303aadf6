// What a cluster is called, and who and what stands out in it; for .cc files.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "queries/cluster_basis.h"

namespace kg {

/// The words of a basis, which has numbers alone; for several threads at once.
struct ClusterTexts {
  std::function<std::string(std::uint32_t article)> title{};
  std::function<std::string(std::uint32_t name)> name{};
};

/// Those of the graph that the basis was made of; both are lent.
ClusterTexts TextsOf(const NewsGraph& graph, const ClusterBasis& basis);
/// Those of the store that it was made of, where titles and names are looked up; both are lent.
ClusterTexts TextsOf(const GraphStore& store, const ClusterBasis& basis);

struct ClusterWords {
  std::string label{};  // up to three, of several kinds if possible: "马克龙、外交、访华"
  std::vector<std::uint32_t> people{};  // names; at most 5, most distinctive first
  std::vector<std::uint32_t> topics{};
};

/// For each cluster of `clusters`, which are articles, its words. A name or title word scores
/// c / n * ln(N / d): c of the n articles of the cluster have it, and d of all N. What few share
/// (under a fifth of the cluster, or a single article) is no label. Clusters are not empty; ties go
/// to the name first in order, names before words. The answer does not depend on `jobs`, which is
/// above 0.
std::vector<ClusterWords> WordsOf(const ClusterBasis& basis, const ClusterTexts& texts,
                                  std::span<const std::span<const std::uint32_t>> clusters,
                                  unsigned jobs);

}  // namespace kg
