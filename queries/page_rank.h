// PageRank: S. Brin, L. Page, The anatomy of a large-scale hypertextual web search engine (1998),
// solved by Gauss-Seidel sweeps (A. Arasu et al., PageRank computation and the structure of the
// web, WWW 2002), which use each new value at once and so need about half the sweeps of the power
// iteration, and which soon overdo their moves (D. Young, Iterative methods for solving partial
// difference equations of elliptic type, 1954) as far as the first ones show to be best.
// Boost.Graph's page_rank() knows no weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kg {

struct PageRankOptions {
  double damping = 0.85;
  double tolerance = 1e-8;  // the sum of all changes in the last sweep, of ranks that sum to 1
  int most_sweeps = 200;
  /// Every link goes both ways with one weight. Then sweeps overdo their moves from the start as
  /// much as suits the slowest part, and end however much that is (A. Ostrowski, On the linear
  /// iteration procedures for symmetric matrices, 1954): no sweeps go by until that part shows.
  bool both_ways = false;
};

/// Who passes rank to whom, lent for good: where there are many, sources are given other numbers,
/// and the rows are of no more use. The row of `v`, sources[first[v]] … sources[first[v + 1] - 1],
/// has all vertices that link to it; `weights` are those of these links, in any unit and above 0,
/// or none at all: every link weighs the same.
struct IncomingLinks {
  std::span<const std::size_t> first{};  // one more than vertices, or none
  std::span<std::uint32_t> sources{};
  std::span<const std::uint32_t> weights{};
};

/// A vertex passes on its rank by weight of its links; one without links, to all vertices. Sums to
/// 1. O(links * sweeps).
std::vector<double> PageRank(const IncomingLinks& links, const PageRankOptions& options = {});

}  // namespace kg
