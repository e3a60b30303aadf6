#include "queries/page_rank.h"

#include <boost/range/iterator_range.hpp>
#include <cmath>
#include <numeric>

namespace kg {
namespace {

// One over the weight that each node passes on; 0 for those without links.
std::vector<double> Shares(const BglGraph& incoming) {
  std::vector<double> shares(num_vertices(incoming));
  for (const auto arc : boost::make_iterator_range(edges(incoming))) {
    shares[target(arc, incoming)] += incoming[arc].weight;
  }
  for (double& share : shares) share = share > 0 ? 1 / share : 0;
  return shares;
}

}  // namespace

std::vector<double> PageRank(const BglGraph& incoming, const PageRankOptions& options) {
  const std::size_t n = num_vertices(incoming);
  const auto count = static_cast<double>(n);
  const std::vector<double> shares = Shares(incoming);
  std::vector<double> rank(n, 1 / count);
  std::vector<double> passed_on(n);  // by a link of weight 1, so that a sweep has no division
  double loose = 0;                  // rank of the nodes without links
  for (std::size_t v = 0; v < n; ++v) {
    passed_on[v] = rank[v] * shares[v];
    loose += shares[v] > 0 ? 0 : rank[v];
  }
  for (int sweep = 0; sweep < options.most_sweeps; ++sweep) {
    double change = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
      double arriving = loose / count;
      for (const auto arc : boost::make_iterator_range(out_edges(v, incoming))) {
        arriving += passed_on[target(arc, incoming)] * incoming[arc].weight;
      }
      const double next = (1 - options.damping) / count + options.damping * arriving;
      if (!(shares[v] > 0)) loose += next - rank[v];
      change += std::abs(next - rank[v]);
      rank[v] = next;
      passed_on[v] = next * shares[v];
    }
    if (change < options.tolerance) break;
  }
  const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
  for (double& r : rank) r /= sum;
  return rank;
}

}  // namespace kg
