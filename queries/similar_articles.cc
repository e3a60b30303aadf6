#include "queries/similar_articles.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>
#include <thread>
#include <utility>

namespace kg {
namespace {

using Index = NewsGraph::Index;

constexpr std::uint32_t kLinked = kLikenessUnit / 4;
constexpr double kLasting = 0.6;
constexpr double kHalfLifeDays = 30;

// Which articles have each term.
struct Lists {
  struct Entry {
    std::uint32_t article;
    std::uint32_t weight;
  };

  explicit Lists(const ArticleVectors& vectors)
      : first(std::size_t{vectors.terms} + 1), entries(vectors.all.size()) {
    for (const WeightedTerm& t : vectors.all) ++first[t.term + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (Index i = 0; i < vectors.size(); ++i) {
      for (const WeightedTerm& t : vectors.row(i)) entries[next[t.term]++] = {i, t.weight};
    }
  }
  std::span<const Entry> of(std::uint32_t term) const {
    return std::span(entries).subspan(first[term], first[term + 1] - first[term]);
  }

  std::vector<std::size_t> first;
  std::vector<Entry> entries;
};

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

double Nearness(const std::optional<Time>& a, const std::optional<Time>& b) {
  if (!a || !b) return 1;
  const double days = static_cast<double>(std::abs((*a - *b).count())) / 86400;
  return kLasting + (1 - kLasting) * std::exp2(-days / kHalfLifeDays);
}

class Finder {
 public:
  Finder(const NewsGraph& graph, const ArticleVectors& vectors, const Lists& lists,
         const std::vector<std::vector<Index>>& linked, std::size_t budget)
      : graph_(graph),
        vectors_(vectors),
        lists_(lists),
        linked_(linked),
        budget_(budget),
        likeness_(vectors.size()) {}

  std::vector<Neighbor> Of(Index i, std::size_t count) {
    std::size_t seen = 0;
    for (const WeightedTerm& t : vectors_.row(i)) {
      const auto list = lists_.of(t.term);
      if (seen > 0 && seen + list.size() > budget_) break;
      seen += list.size();
      for (const auto& [article, weight] : list) Add(article, t.weight * weight);
    }
    for (const Index other : linked_[i]) Add(other, kLinked);
    found_.clear();
    std::uint32_t least = 0;  // what is less is not among the best
    for (const Index other : touched_) {
      const std::uint32_t likeness = std::exchange(likeness_[other], 0);
      // Days between never make it more, so most need not be looked at.
      if (likeness < least || other == i) continue;
      const double share = std::min(likeness, kLikenessUnit) *
                           Nearness(graph_.node(i).published, graph_.node(other).published);
      found_.push_back({other, static_cast<std::uint32_t>(share)});
      if (count > 0 && found_.size() == 8 * count) {
        KeepBest(count);
        least = found_.back().likeness;
      }
    }
    touched_.clear();
    KeepBest(count);
    return found_;
  }

 private:
  void KeepBest(std::size_t count) {
    const auto end = found_.begin() + static_cast<std::ptrdiff_t>(std::min(count, found_.size()));
    std::partial_sort(found_.begin(), end, found_.end(), [](const Neighbor& a, const Neighbor& b) {
      return a.likeness != b.likeness ? a.likeness > b.likeness : a.article < b.article;
    });
    found_.erase(end, found_.end());
  }

  void Add(Index other, std::uint32_t likeness) {
    if (likeness_[other] == 0) touched_.push_back(other);
    likeness_[other] += likeness;
  }

  const NewsGraph& graph_;
  const ArticleVectors& vectors_;
  const Lists& lists_;
  const std::vector<std::vector<Index>>& linked_;
  std::size_t budget_;
  std::vector<std::uint32_t> likeness_;
  std::vector<Index> touched_;
  std::vector<Neighbor> found_;
};

}  // namespace

std::vector<std::vector<Neighbor>> NearestArticles(const NewsGraph& graph,
                                                   const ArticleVectors& vectors, std::size_t count,
                                                   std::size_t budget, unsigned jobs) {
  constexpr Index kStep = 256;
  const Lists lists(vectors);
  const std::vector<std::vector<Index>> linked = LinkedArticles(graph, vectors.size());
  std::vector<std::vector<Neighbor>> nearest(vectors.size());
  std::atomic<Index> next = 0;
  const auto work = [&] {
    Finder finder(graph, vectors, lists, linked, budget);
    for (Index begin = next.fetch_add(kStep); begin < vectors.size();
         begin = next.fetch_add(kStep)) {
      const Index end = std::min(begin + kStep, vectors.size());
      for (Index i = begin; i < end; ++i) nearest[i] = finder.Of(i, count);
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned job = 1; job < jobs; ++job) workers.emplace_back(work);
  work();
  workers.clear();
  return nearest;
}

}  // namespace kg
