#include "queries/cluster_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "graph/large_pages.h"

namespace kg {
namespace {

constexpr double kSteps = 1024;  // weights are multiples of 1 / kSteps
constexpr double kMost = 16;

struct ArticleTie {
  std::uint32_t from;
  std::uint32_t to;
  double weight;
};

// In order of what `end` says of them, which is below `vertices`; equals keep theirs.
template <class End>
void CountingSort(std::vector<ArticleTie>& ties, std::size_t vertices, const End& end) {
  std::vector<std::size_t> next(vertices + 1);
  for (const ArticleTie& tie : ties) ++next[end(tie) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<ArticleTie> sorted;
  sorted.reserve(ties.size());
  UseLargePages(sorted);
  sorted.resize(ties.size());
  for (const ArticleTie& tie : ties) sorted[next[end(tie)]++] = tie;
  ties = std::move(sorted);
}

// Both ways; those of one pair of articles beside each other.
std::vector<ArticleTie> TiesOf(const std::vector<std::vector<Neighbor>>& nearest) {
  std::size_t pairs = 0;
  for (const std::vector<Neighbor>& neighbors : nearest) pairs += neighbors.size();
  std::vector<ArticleTie> ties;
  ties.reserve(2 * pairs);
  UseLargePages(ties);
  for (std::uint32_t i = 0; i < nearest.size(); ++i) {
    for (const Neighbor& neighbor : nearest[i]) {
      const double own = nearest[i].back().likeness;
      const std::vector<Neighbor>& theirs = nearest[neighbor.article];
      const double other = theirs.empty() ? own : theirs.back().likeness;
      const double scale = std::sqrt(std::max(own, 1.0) * std::max(other, 1.0));
      const double weight = std::min(neighbor.likeness / scale, kMost);
      const double rounded = std::round(weight * kSteps) / kSteps;
      if (rounded <= 0) continue;
      ties.push_back({i, neighbor.article, rounded});
      ties.push_back({neighbor.article, i, rounded});
    }
  }
  CountingSort(ties, nearest.size(), [](const ArticleTie& tie) { return tie.to; });
  CountingSort(ties, nearest.size(), [](const ArticleTie& tie) { return tie.from; });
  return ties;
}

}  // namespace

BglGraph ClusterGraph(const ClusterBasis& basis) {
  const std::vector<ArticleTie> ties = TiesOf(basis.nearest);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<BglEdge> weights;
  ends.reserve(ties.size());
  weights.reserve(ties.size());
  for (const ArticleTie& tie : ties) {
    if (!ends.empty() && ends.back() == std::pair(tie.from, tie.to)) {
      weights.back().weight += tie.weight;
    } else {
      ends.emplace_back(tie.from, tie.to);
      weights.push_back({tie.weight});
    }
  }
  return {boost::edges_are_sorted, ends.begin(), ends.end(), weights.begin(), basis.size()};
}

}  // namespace kg
