#include "queries/page_rank.h"

#include <boost/range/iterator_range.hpp>
#include <cmath>
#include <numeric>

namespace kg {
namespace {

std::vector<double> WeightsPassedOn(const BglGraph& incoming) {
  std::vector<double> passed_on(num_vertices(incoming));
  for (const auto arc : boost::make_iterator_range(edges(incoming))) {
    passed_on[target(arc, incoming)] += incoming[arc].weight;
  }
  return passed_on;
}

}  // namespace

std::vector<double> PageRank(const BglGraph& incoming, const PageRankOptions& options) {
  const std::size_t n = num_vertices(incoming);
  const std::vector<double> passed_on = WeightsPassedOn(incoming);
  std::vector<double> rank(n, 1 / static_cast<double>(n));
  double loose = 0;  // rank of the nodes without links
  for (std::size_t v = 0; v < n; ++v) loose += passed_on[v] > 0 ? 0 : rank[v];
  for (int sweep = 0; sweep < options.most_sweeps; ++sweep) {
    double change = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
      double arriving = loose / static_cast<double>(n);
      for (const auto arc : boost::make_iterator_range(out_edges(v, incoming))) {
        const auto u = target(arc, incoming);
        arriving += rank[u] * incoming[arc].weight / passed_on[u];
      }
      const double next =
          (1 - options.damping) / static_cast<double>(n) + options.damping * arriving;
      if (!(passed_on[v] > 0)) loose += next - rank[v];
      change += std::abs(next - rank[v]);
      rank[v] = next;
    }
    if (change < options.tolerance) break;
  }
  const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
  for (double& r : rank) r /= sum;
  return rank;
}

}  // namespace kg
