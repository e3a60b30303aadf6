#include "bench/edge_list.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>

#include "queries/random.h"

namespace kg {
namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

EdgeList ReadBinary(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  std::uint32_t head[2];
  if (!file || std::fread(head, sizeof head, 1, file.get()) != 1)
    throw std::runtime_error("cannot read " + path);
  EdgeList list{.vertices = head[0]};
  list.edges.resize(head[1]);
  static_assert(sizeof(Edge) == 8);
  if (std::fread(list.edges.data(), sizeof(Edge), head[1], file.get()) != head[1])
    throw std::runtime_error(path + " is cut short");
  return list;
}

EdgeList ReadText(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  EdgeList list;
  for (Edge edge; in >> edge.first >> edge.second;) list.edges.push_back(edge);
  std::ifstream truth(path.substr(0, path.rfind('.')) + ".truth");
  for (std::uint32_t c = 0; truth >> c;) list.planted.push_back(c);
  list.vertices = static_cast<std::uint32_t>(list.planted.size());
  for (const auto& [a, b] : list.edges) list.vertices = std::max({list.vertices, a + 1, b + 1});
  return list;
}

// Of `from` … `most`, x with a chance in proportion to x^-exponent.
class PowerLaw {
 public:
  PowerLaw(int from, int most, double exponent) : from_(from) {
    for (int x = from; x <= most; ++x) {
      const double chance = std::pow(x, -exponent);
      up_to_.push_back((up_to_.empty() ? 0 : up_to_.back()) + chance);
      mean_ += x * chance;
    }
    mean_ /= up_to_.back();
  }
  double mean() const { return mean_; }
  int Draw(Random& random) const {
    const double drawn = random.Fraction() * up_to_.back();
    return from_ +
           static_cast<int>(std::upper_bound(up_to_.begin(), up_to_.end(), drawn) - up_to_.begin());
  }

 private:
  int from_;
  std::vector<double> up_to_;
  double mean_ = 0;
};

std::vector<int> Degrees(std::uint32_t n, Random& random) {
  constexpr int kMean = 20;
  constexpr int kMost = 50;
  int least = 1;
  while (PowerLaw(least + 1, kMost, 2).mean() <= kMean) ++least;
  const PowerLaw low(least, kMost, 2);
  const PowerLaw high(least + 1, kMost, 2);
  const double share = (kMean - low.mean()) / (high.mean() - low.mean());
  std::vector<int> degrees(n);
  for (int& d : degrees) d = (random.Fraction() < share ? high : low).Draw(random);
  return degrees;
}

// Vertices lie side by side by community; those of higher degree only where they fit.
std::vector<std::uint32_t> Sizes(std::uint32_t n, Random& random) {
  constexpr std::uint32_t kLeast = 20;
  const PowerLaw law(kLeast, 100, 1);
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t left = n; left > 0; left -= sizes.back()) {
    auto size = static_cast<std::uint32_t>(law.Draw(random));
    if (left < size + kLeast) size = left;
    sizes.push_back(size);
  }
  return sizes;
}

// Joins ends at random; what would be a loop, double or not `fits` is joined anew, some times.
template <class Fits>
void Join(std::vector<std::uint32_t> ends, Random& random, const Fits& fits,
          std::vector<Edge>& edges) {
  std::vector<Edge> done;
  for (int round = 0; round < 20 && ends.size() > 1; ++round) {
    random.Shuffle(ends);
    std::vector<Edge> drawn;
    std::vector<std::uint32_t> again;
    for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
      const Edge edge = std::minmax(ends[i], ends[i + 1]);
      if (edge.first != edge.second && fits(edge)) {
        drawn.push_back(edge);
      } else {
        again.insert(again.end(), {edge.first, edge.second});
      }
    }
    std::sort(drawn.begin(), drawn.end());
    const std::size_t sorted = done.size();
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const bool known =
          (i > 0 && drawn[i] == drawn[i - 1]) ||
          std::binary_search(done.begin(), done.begin() + static_cast<std::ptrdiff_t>(sorted),
                             drawn[i]);
      if (known) {
        again.insert(again.end(), {drawn[i].first, drawn[i].second});
      } else {
        done.push_back(drawn[i]);
      }
    }
    std::sort(done.begin(), done.end());
    ends = std::move(again);
  }
  edges.insert(edges.end(), done.begin(), done.end());
}

// A community for each vertex: the highest inner degrees choose among the largest first, with some
// play.
std::vector<std::uint32_t> Assign(const std::vector<int>& inner,
                                  const std::vector<std::uint32_t>& sizes, Random& random) {
  std::vector<std::pair<double, std::uint32_t>> slots;
  for (std::uint32_t c = 0; c < sizes.size(); ++c) {
    for (std::uint32_t i = 0; i < sizes[c]; ++i)
      slots.emplace_back(sizes[c] + 80 * random.Fraction(), c);
  }
  std::sort(slots.begin(), slots.end(), std::greater<>());
  std::vector<std::uint32_t> order(inner.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return inner[a] > inner[b]; });
  std::vector<std::uint32_t> community(inner.size());
  for (std::size_t i = 0; i < order.size(); ++i) community[order[i]] = slots[i].second;
  return community;
}

}  // namespace

EdgeList ReadEdges(const std::string& path) {
  return path.ends_with(".bin") ? ReadBinary(path) : ReadText(path);
}

EdgeList MakeLfr(std::uint32_t vertices, double mixing, std::uint64_t seed) {
  Random random(seed);
  const std::vector<int> degrees = Degrees(vertices, random);
  std::vector<int> inner;
  for (const int d : degrees) {
    inner.push_back(static_cast<int>((1 - mixing) * d + random.Fraction()));
  }
  const std::vector<std::uint32_t> sizes = Sizes(vertices, random);
  EdgeList list{.vertices = vertices, .planted = Assign(inner, sizes, random)};
  std::vector<std::vector<std::uint32_t>> inside(sizes.size());
  std::vector<std::uint32_t> outside;
  for (std::uint32_t v = 0; v < vertices; ++v) {
    const std::uint32_t c = list.planted[v];
    inner[v] = std::min(inner[v], static_cast<int>(sizes[c]) - 1);
    inside[c].insert(inside[c].end(), static_cast<std::size_t>(inner[v]), v);
    outside.insert(outside.end(), static_cast<std::size_t>(degrees[v] - inner[v]), v);
  }
  for (std::vector<std::uint32_t>& ends : inside) {
    Join(
        std::move(ends), random, [](const Edge&) { return true; }, list.edges);
  }
  Join(
      std::move(outside), random,
      [&](const Edge& e) { return list.planted[e.first] != list.planted[e.second]; }, list.edges);
  return list;
}

LeidenGraph ToLeidenGraph(EdgeList&& list) {
  LeidenGraph graph;
  graph.first.assign(std::size_t{list.vertices} + 1, 0);
  for (const auto& [a, b] : list.edges) {
    ++graph.first[a + 1];
    ++graph.first[b + 1];
  }
  std::partial_sum(graph.first.begin(), graph.first.end(), graph.first.begin());
  graph.targets.resize(graph.first.back());
  std::vector<std::size_t> next(graph.first.begin(), graph.first.end() - 1);
  for (const auto& [a, b] : list.edges) {
    graph.targets[next[a]++] = b;
    graph.targets[next[b]++] = a;
  }
  list = {};
  return graph;
}

}  // namespace kg
