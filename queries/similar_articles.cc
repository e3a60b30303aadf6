#include "queries/similar_articles.h"

#include <atomic>
#include <numeric>

#include "graph/in_threads.h"
#include "queries/nearest_finder.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;

constexpr double kLasting = 0.6;
constexpr double kHalfLifeDays = 30;

std::vector<std::vector<Index>> LinkedArticles(const NewsGraph& graph, Index articles) {
  std::vector<std::vector<Index>> linked(articles);
  for (const GraphEdge& edge : graph.edges()) {
    const bool links = edge.relation == Relation::kRelatedTo || edge.relation == Relation::kLinksTo;
    if (!links || edge.source == edge.target) continue;
    linked[edge.source].push_back(edge.target);
    linked[edge.target].push_back(edge.source);
  }
  return linked;
}

std::vector<std::optional<Time>> PublishedTimes(const NewsGraph& graph, Index articles) {
  std::vector<std::optional<Time>> published;
  published.reserve(articles);
  for (Index i = 0; i < articles; ++i) published.push_back(graph.node(i).published);
  return published;
}

}  // namespace

TermLists ListsOf(const ArticleVectors& vectors) {
  TermLists lists{.first = std::vector<std::size_t>(std::size_t{vectors.terms} + 1),
                  .entries = std::vector<TermLists::Entry>(vectors.all.size())};
  for (const WeightedTerm& t : vectors.all) ++lists.first[t.term + 1];
  std::partial_sum(lists.first.begin(), lists.first.end(), lists.first.begin());
  std::vector<std::size_t> next(lists.first.begin(), lists.first.end() - 1);
  for (Index i = 0; i < vectors.size(); ++i) {
    for (const WeightedTerm& t : vectors.row(i)) lists.entries[next[t.term]++] = {i, t.weight};
  }
  return lists;
}

double Nearness(const std::optional<Time>& a, const std::optional<Time>& b) {
  if (!a || !b) return 1;
  const double days = static_cast<double>(std::abs((*a - *b).count())) / 86400;
  return kLasting + (1 - kLasting) * std::exp2(-days / kHalfLifeDays);
}

std::vector<std::vector<Neighbor>> NearestArticles(const NewsGraph& graph,
                                                   const ArticleVectors& vectors, std::size_t count,
                                                   std::size_t budget, unsigned jobs) {
  constexpr Index kStep = 256;
  const TermLists lists = ListsOf(vectors);
  const std::vector<std::vector<Index>> linked = LinkedArticles(graph, vectors.size());
  const std::vector<std::optional<Time>> published = PublishedTimes(graph, vectors.size());
  std::vector<std::vector<Neighbor>> nearest(vectors.size());
  std::atomic<Index> next = 0;
  InThreads(jobs, [&](unsigned) {
    NearestFinder finder(published, lists, budget);
    for (Index begin = next.fetch_add(kStep); begin < vectors.size();
         begin = next.fetch_add(kStep)) {
      const Index end = std::min(begin + kStep, vectors.size());
      for (Index i = begin; i < end; ++i) {
        nearest[i] = finder.Of({i, vectors.row(i), linked[i]}, count);
      }
    }
  });
  return nearest;
}

}  // namespace kg
