#include "queries/cluster_graph.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "queries/similar_articles.h"

namespace kg {
namespace {

constexpr double kSteps = 1024;  // weights are multiples of 1 / kSteps
constexpr double kMost = 16;

struct ArticleTie {
  std::uint32_t from;
  std::uint32_t to;
  double weight;
};

std::size_t TiesEach(std::uint32_t articles) {
  return static_cast<std::size_t>(std::clamp(std::lround(std::sqrt(articles) / 3), 3L, 15L));
}

// Entries of inverted lists that are looked at for an article: in all at most 6e9, some 30 seconds.
std::size_t BudgetFor(std::uint32_t articles) {
  return std::max<std::size_t>(4000, 6'000'000'000 / std::max(articles, 1U));
}

// Both ways; those of one pair of articles beside each other.
std::vector<ArticleTie> TiesOf(const std::vector<std::vector<Neighbor>>& nearest) {
  std::vector<ArticleTie> ties;
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
  std::sort(ties.begin(), ties.end(), [](const ArticleTie& a, const ArticleTie& b) {
    return std::tie(a.from, a.to) < std::tie(b.from, b.to);
  });
  return ties;
}

}  // namespace

BglGraph ClusterGraph(const NewsGraph& graph, const GraphStore* store, unsigned jobs) {
  const ArticleVectors vectors = VectorsOf(graph, store);
  const std::uint32_t articles = vectors.size();
  const std::vector<ArticleTie> ties =
      TiesOf(NearestArticles(graph, vectors, TiesEach(articles), BudgetFor(articles), jobs));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<BglEdge> weights;
  for (const ArticleTie& tie : ties) {
    if (!ends.empty() && ends.back() == std::pair(tie.from, tie.to)) {
      weights.back().weight += tie.weight;
    } else {
      ends.emplace_back(tie.from, tie.to);
      weights.push_back({tie.weight});
    }
  }
  return {boost::edges_are_sorted, ends.begin(), ends.end(), weights.begin(), articles};
}

}  // namespace kg
