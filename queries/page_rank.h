// PageRank: S. Brin, L. Page, The anatomy of a large-scale hypertextual web search engine (1998),
// solved by Gauss-Seidel sweeps (A. Arasu et al., PageRank computation and the structure of the
// web, WWW 2002), which use each new value at once and so need about half the sweeps of the power
// iteration, and which soon overdo their moves (D. Young, Iterative methods for solving partial
// difference equations of elliptic type, 1954) as far as the first ones show to be best.
// Boost.Graph's page_rank() knows no weights. For .cc files.
#pragma once

#include <vector>

#include "queries/bgl.h"

namespace kg {

struct PageRankOptions {
  double damping = 0.85;
  double tolerance = 1e-10;  // the sum of all changes in the last sweep, of ranks that sum to 1
  int most_sweeps = 200;
};

/// `incoming` has an arc v -> u for every link from u to v, as ToIncomingBgl() makes it. A node
/// passes on its rank by weight of its links; one without links, to all nodes. Sums to 1.
/// O(arcs * sweeps).
std::vector<double> PageRank(const BglGraph& incoming, const PageRankOptions& options = {});

}  // namespace kg
