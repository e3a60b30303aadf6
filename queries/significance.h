// Which resolution fits a graph: V. A. Traag, G. Krings, P. Van Dooren, Significant scales in
// community structure, Scientific Reports 3 (2013): of the partitions that CPM finds at different
// resolutions, the one least likely to be there by chance.
#pragma once

#include <cstdint>
#include <span>

#include "queries/leiden.h"

namespace kg {

/// Their significance, equation 5: the sum over communities of C(n, 2) D(q || p), where n is the
/// number of vertices, q the share of their pairs that are linked, p that of all pairs of the
/// graph, and D the Kullback-Leibler divergence of two coins, in nats. Weights are not looked at.
/// >= 0; 0 for a single community and for vertices that are all alone.
double Significance(const LeidenGraph& graph, std::span<const std::uint32_t> community);

struct SignificantPartition {
  Partition partition{};
  double resolution = 0;  // of CPM
  double significance = 0;
};

/// The most significant of the partitions found by CPM at the mean weight of all pairs times 1, 2,
/// 4, … up to the mean weight of a link; ties go to the lower resolution. The rest as `options`
/// say. Theirs bisects the range for all changes of the partition; steps of two miss narrow ones.
SignificantPartition FindSignificant(const LeidenGraph& graph, LeidenOptions options,
                                     std::span<const std::uint32_t> start = {});

}  // namespace kg
