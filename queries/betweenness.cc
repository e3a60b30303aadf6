#include "queries/betweenness.h"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "queries/random.h"

namespace kg {
namespace {

using Vertex = std::uint32_t;
constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

auto Around(Vertex v, const BglGraph& graph) {
  return boost::make_iterator_range(adjacent_vertices(v, graph));
}

double OrderedPairs(std::size_t n) { return static_cast<double>(n) * static_cast<double>(n - 1); }

/// Adds up what one source after the other gives. Brandes keeps lists of predecessors; here they
/// are told by their distance, once more on the way back, which reads rows in order.
class Brandes {
 public:
  explicit Brandes(const BglGraph& graph)
      : graph_(graph),
        distance_(num_vertices(graph), kUnseen),
        order_(num_vertices(graph)),
        paths_(num_vertices(graph)),
        share_(num_vertices(graph)) {}

  void AddFrom(Vertex source, std::vector<double>& score) {
    std::size_t seen = 0;
    order_[seen++] = source;
    distance_[source] = 0;
    paths_[source] = 1;
    for (std::size_t i = 0; i < seen; ++i) {
      const Vertex v = order_[i];
      const std::uint32_t next = distance_[v] + 1;
      for (const Vertex w : Around(v, graph_)) {
        if (distance_[w] == kUnseen) {
          distance_[w] = next;
          paths_[w] = 0;
          order_[seen++] = w;
        }
        if (distance_[w] == next) paths_[w] += paths_[v];
      }
    }
    // (1 + dependency) / paths, which is what a vertex gives to each path from its predecessors.
    for (std::size_t i = seen; i-- > 0;) {
      const Vertex v = order_[i];
      const std::uint32_t next = distance_[v] + 1;
      double sum = 0;
      for (const Vertex w : Around(v, graph_)) sum += distance_[w] == next ? share_[w] : 0;
      const double dependency = sum * paths_[v];
      share_[v] = (1 + dependency) / paths_[v];
      if (v != source) score[v] += dependency;
    }
    for (std::size_t i = 0; i < seen; ++i) distance_[order_[i]] = kUnseen;
  }

 private:
  const BglGraph& graph_;
  std::vector<std::uint32_t> distance_;
  std::vector<Vertex> order_;
  std::vector<double> paths_;
  std::vector<double> share_;
};

std::vector<double> Exact(const BglGraph& graph) {
  std::vector<Vertex> all(num_vertices(graph));
  std::iota(all.begin(), all.end(), 0U);
  std::vector<double> score = PathsThrough(graph, all);
  for (double& s : score) s /= OrderedPairs(score.size());
  return score;
}

// At least the number of vertices on any shortest path: in each component the two largest distances
// from one of its vertices, and that vertex.
std::uint32_t MostOnAPath(const BglGraph& graph) {
  std::vector<std::uint32_t> distance(num_vertices(graph), kUnseen);
  std::uint32_t most = 2;
  std::vector<Vertex> queue;
  for (Vertex root = 0; root < num_vertices(graph); ++root) {
    if (distance[root] != kUnseen) continue;
    distance[root] = 0;
    queue.assign(1, root);
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const Vertex v = queue[i];
      for (const Vertex w : Around(v, graph)) {
        if (distance[w] != kUnseen) continue;
        distance[w] = distance[v] + 1;
        queue.push_back(w);
      }
    }
    if (queue.size() < 3) continue;
    most = std::max(most, distance[queue.back()] + distance[queue[queue.size() - 2]] + 1);
  }
  return most;
}

/// A breadth-first search that goes one level at a time and counts shortest paths.
class Search {
 public:
  explicit Search(const BglGraph& graph)
      : graph_(graph), distance_(num_vertices(graph), kUnseen), paths_(num_vertices(graph)) {}

  void Start(Vertex root) {
    for (const Vertex v : seen_) distance_[v] = kUnseen;
    seen_.assign(1, root);
    distance_[root] = 0;
    paths_[root] = 1;
    level_begin_ = 0;
  }

  std::span<const Vertex> level() const { return std::span(seen_).subspan(level_begin_); }
  std::uint32_t distance(Vertex v) const { return distance_[v]; }
  double paths(Vertex v) const { return paths_[v]; }

  // Arcs that Advance() will look at.
  std::size_t Work() const {
    std::size_t arcs = 0;
    for (const Vertex v : level()) arcs += out_degree(v, graph_);
    return arcs;
  }

  void Advance() {
    const std::size_t end = seen_.size();
    for (std::size_t i = level_begin_; i < end; ++i) {
      const Vertex v = seen_[i];
      for (const Vertex w : Around(v, graph_)) {
        if (distance_[w] == kUnseen) {
          distance_[w] = distance_[v] + 1;
          paths_[w] = 0;
          seen_.push_back(w);
        }
        if (distance_[w] == distance_[v] + 1) paths_[w] += paths_[v];
      }
    }
    level_begin_ = end;
  }

  // Calls `visit` for the vertices between `from` and the root on one of the shortest paths there,
  // all equally likely.
  template <class Visit>
  void WalkBack(Vertex from, Random& random, Visit visit) const {
    while (distance_[from] > 1) {
      double left = random.Fraction() * paths_[from];
      Vertex next = kUnseen;
      for (const Vertex w : Around(from, graph_)) {
        if (distance_[w] == kUnseen || distance_[w] + 1 != distance_[from]) continue;
        next = w;
        left -= paths_[w];
        if (left < 0) break;
      }
      visit(next);
      from = next;
    }
  }

 private:
  const BglGraph& graph_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> paths_;
  std::vector<Vertex> seen_;
  std::size_t level_begin_ = 0;
};

/// Draws shortest paths. Both searches go on level by level, the cheaper one first, until a level
/// of one meets the last level of the other: then every shortest path goes through exactly one of
/// the vertices where they meet.
class Sampler {
 public:
  explicit Sampler(const BglGraph& graph) : from_(graph), to_(graph) {}

  template <class Visit>
  void Draw(Vertex s, Vertex t, Random& random, Visit visit) {
    from_.Start(s);
    to_.Start(t);
    while (!from_.level().empty() && !to_.level().empty()) {
      Search& next = from_.Work() <= to_.Work() ? from_ : to_;
      const Search& other = &next == &from_ ? to_ : from_;
      next.Advance();
      const Vertex middle = Meeting(next, other, random);
      if (middle == kUnseen) continue;
      if (middle != s && middle != t) visit(middle);
      from_.WalkBack(middle, random, visit);
      to_.WalkBack(middle, random, visit);
      return;
    }
  }

 private:
  static Vertex Meeting(const Search& next, const Search& other, Random& random) {
    double all = 0;
    for (const Vertex v : next.level()) {
      if (other.distance(v) != kUnseen) all += next.paths(v) * other.paths(v);
    }
    double left = random.Fraction() * all;
    Vertex middle = kUnseen;
    for (const Vertex v : next.level()) {
      if (other.distance(v) == kUnseen) continue;
      middle = v;
      left -= next.paths(v) * other.paths(v);
      if (left < 0) break;
    }
    return middle;
  }

  Search from_;
  Search to_;
};

Betweenness Sampled(const BglGraph& graph, const BetweennessOptions& options) {
  const auto n = static_cast<std::uint32_t>(num_vertices(graph));
  Betweenness result{.score = std::vector<double>(n), .samples = options.samples};
  Random random(options.seed);
  Sampler sampler(graph);
  for (std::uint32_t i = 0; i < options.samples; ++i) {
    const Vertex s = random.Below(n);
    Vertex t = random.Below(n - 1);
    if (t >= s) ++t;
    sampler.Draw(s, t, random, [&](Vertex v) { ++result.score[v]; });
  }
  for (double& s : result.score) s /= options.samples;
  const double inner = std::max(1.0, static_cast<double>(MostOnAPath(graph)) - 2);
  result.error = std::sqrt(0.5 / options.samples *
                           (std::floor(std::log2(inner)) + 1 + std::log(1 / options.doubt)));
  return result;
}

}  // namespace

std::vector<double> PathsThrough(const BglGraph& graph, std::span<const Vertex> sources) {
  std::vector<double> score(num_vertices(graph));
  Brandes brandes(graph);
  for (const Vertex source : sources) brandes.AddFrom(source, score);
  return score;
}

Betweenness FindBetweenness(const BglGraph& graph, const BetweennessOptions& options) {
  const std::uint64_t n = num_vertices(graph);
  if (n < 3) return {.score = std::vector<double>(n)};
  if (n * num_edges(graph) <= options.most_exact_work) return {.score = Exact(graph)};
  return Sampled(graph, options);
}

}  // namespace kg
