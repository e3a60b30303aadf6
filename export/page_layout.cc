#include "export/page_layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include "export/placement.h"

namespace kg {
namespace {

constexpr std::size_t kStrongest = 3;  // links of a name that hold it
constexpr double kReach = 1000;        // how far out the names stand
const double kGoldenTurn = std::numbers::pi * (3 - std::sqrt(5.0));

bool IsName(const Node& node) {
  return node.kind == NodeKind::kPerson || node.kind == NodeKind::kOrganization ||
         node.kind == NodeKind::kPlace;
}

// Where it was published ties all to all.
bool Holds(const GraphEdge& edge) {
  return edge.relation != Relation::kPublishedBy && edge.source != edge.target;
}

class Placer {
 public:
  explicit Placer(const NewsGraph& graph)
      : graph_(graph), points_(graph.size()), placed_(graph.size()), links_(graph.size()) {
    for (const GraphEdge& edge : graph.edges()) {
      if (!Holds(edge)) continue;
      links_[edge.source].push_back({edge.target, edge.weight});
      links_[edge.target].push_back({edge.source, edge.weight});
    }
  }

  std::vector<Point> Place() && {
    std::vector<bool> bodies(graph_.size());
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) bodies[i] = HasNameBeside(i);
    if (std::ranges::count(bodies, true) < 3) {
      for (NewsGraph::Index i = 0; i < graph_.size(); ++i) bodies[i] = !links_[i].empty();
    }
    PlaceBodies(bodies);
    // What is linked with names, then what is linked with that.
    for (int round = 0; round < 3; ++round) PlaceAround();
    PlaceOutside();
    return std::move(points_);
  }

 private:
  struct Arc {
    NewsGraph::Index to;
    double weight;
  };

  bool HasNameBeside(NewsGraph::Index i) const {
    return IsName(graph_.node(i)) &&
           std::ranges::any_of(links_[i], [this](Arc arc) { return IsName(graph_.node(arc.to)); });
  }

  void PlaceBodies(const std::vector<bool>& bodies) {
    std::vector<NewsGraph::Index> nodes;
    std::vector<std::uint32_t> number(graph_.size());
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) {
      number[i] = static_cast<std::uint32_t>(nodes.size());
      if (bodies[i]) nodes.push_back(i);
    }
    const std::vector<kg::Place> seeds = PlaceNodes(graph_);
    std::vector<Point> start;
    std::vector<Spring> springs;
    for (const NewsGraph::Index i : nodes) {
      start.push_back({seeds[i].x, seeds[i].y});
      for (const Arc& arc : StrongestOf(i, bodies)) {
        springs.push_back({number[i], number[arc.to], 1 + std::log1p(arc.weight)});
      }
    }
    constexpr int kFewRounds = 250;
    const int rounds = nodes.size() < 1500 ? 3 * kFewRounds : kFewRounds;
    std::vector<Point> moved = ForceLayout(std::move(start), springs, rounds);
    FillDisc(moved);
    SpreadOut(moved, 0.6 * kReach / std::sqrt(static_cast<double>(moved.size())), 60);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      points_[nodes[i]] = moved[i];
      placed_[nodes[i]] = true;
    }
  }

  // Forces leave a heap in the middle and specks far out. Directions and the order by distance
  // stay, the distances themselves go most of the way to those of an evenly filled disc.
  static void FillDisc(std::vector<Point>& points) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), 0);
    const auto far = [&](std::size_t i) { return std::hypot(points[i].x, points[i].y); };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return far(a) < far(b); });
    const double farthest = order.empty() ? 1 : std::max(1.0, far(order.back()));
    const auto count = static_cast<double>(points.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      Point& point = points[order[rank]];
      const double now = std::max(far(order[rank]), 1e-6);
      const double even = std::sqrt((static_cast<double>(rank) + 1) / count);
      const double scale = kReach * (0.2 * now / farthest + 0.8 * even) / now;
      point = {point.x * scale, point.y * scale};
    }
  }

  // By weight * ln(1 + M / n), as the ego network chooses: n links at the other end, M at the most
  // linked one. So what everybody is linked with does not pull all into one heap.
  std::vector<Arc> StrongestOf(NewsGraph::Index i, const std::vector<bool>& bodies) const {
    std::size_t most = 1;
    for (const auto& links : links_) most = std::max(most, links.size());
    std::vector<std::pair<double, Arc>> order;
    for (const Arc& arc : links_[i]) {
      if (!bodies[arc.to]) continue;
      const double share = static_cast<double>(most) / static_cast<double>(links_[arc.to].size());
      order.emplace_back(arc.weight * std::log1p(share), arc);
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [](const auto& each) { return each.first; });
    std::vector<Arc> strongest;
    for (const auto& [strength, arc] : order) {
      if (strongest.size() < kStrongest) strongest.push_back(arc);
    }
    return strongest;
  }

  // In the middle of what it is linked with, on a spiral where several have the same middle.
  void PlaceAround() {
    std::vector<std::pair<NewsGraph::Index, Point>> found;
    std::vector<int> beside(graph_.size());
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) {
      if (placed_[i]) continue;
      Point sum;
      double weight = 0;
      const Arc* heaviest = nullptr;
      for (const Arc& arc : links_[i]) {
        if (!placed_[arc.to]) continue;
        const double pull = arc.weight / static_cast<double>(links_[arc.to].size());
        sum.x += pull * points_[arc.to].x;
        sum.y += pull * points_[arc.to].y;
        weight += pull;
        if (heaviest == nullptr || arc.weight > heaviest->weight) heaviest = &arc;
      }
      if (heaviest == nullptr || weight <= 0) continue;
      const int rank = ++beside[heaviest->to];
      const double far = 10 + 7 * std::sqrt(rank);
      found.emplace_back(i, Point{sum.x / weight + far * std::cos(kGoldenTurn * rank),
                                  sum.y / weight + far * std::sin(kGoldenTurn * rank)});
    }
    for (const auto& [i, point] : found) {
      points_[i] = point;
      placed_[i] = true;
    }
  }

  void PlaceOutside() {
    double far = 0;
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) {
      if (placed_[i]) far = std::max(far, std::hypot(points_[i].x, points_[i].y));
    }
    int rank = 0;
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) {
      if (placed_[i]) continue;
      const double radius = far + 20 + 3 * std::sqrt(rank);
      points_[i] = {radius * std::cos(kGoldenTurn * rank), radius * std::sin(kGoldenTurn * rank)};
      ++rank;
    }
  }

  const NewsGraph& graph_;
  std::vector<Point> points_;
  std::vector<bool> placed_;
  std::vector<std::vector<Arc>> links_;
};

}  // namespace

std::vector<Point> PageLayout(const NewsGraph& graph) { return Placer(graph).Place(); }

}  // namespace kg
