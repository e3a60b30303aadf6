#include "queries/change.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace kg {
namespace {

struct ChangeCounts {
  std::map<NodeId, Change> nodes;
  std::map<std::pair<NodeId, NodeId>, Change> edges;
};

void Count(const NewsGraph& graph, double Change::*side, ChangeCounts& counts) {
  for (const GraphEdge& edge : graph.edges()) {
    const Node& source = graph.node(edge.source);
    const Node& target = graph.node(edge.target);
    if (edge.relation == Relation::kMentions || edge.relation == Relation::kHasTopic) {
      counts.nodes.try_emplace(target.id(), Change{.node = target}).first->second.*side += 1;
    } else if (edge.relation == Relation::kCoMentioned) {
      // Kept once, with the smaller id as source.
      const std::pair ends(source.id(), target.id());
      counts.edges.try_emplace(ends, Change{.node = source, .with = target}).first->second.*side +=
          edge.weight;
    }
  }
}

std::size_t FullArticles(const NewsGraph& graph) {
  return static_cast<std::size_t>(std::ranges::count_if(graph.nodes(), [](const Node& node) {
    return node.kind == NodeKind::kArticle && node.state == ArticleState::kFull;
  }));
}

double Surprise(const Change& change, double ratio) {
  const double expected = ratio * change.before;
  return (change.after - expected) / std::sqrt(change.after + ratio * expected);
}

auto KeyOf(const Change& change) {
  const Node& last = change.with ? *change.with : change.node;
  return std::tie(change.node.kind, change.node.key, last.kind, last.key);
}

bool MostTellingFirst(const Change& a, const Change& b) {
  const auto order = [](const Change& c) {
    return std::tuple(c.with.has_value(), CourseOf(c), -std::abs(c.surprise));
  };
  if (order(a) != order(b)) return order(a) < order(b);
  return KeyOf(a) < KeyOf(b);
}

}  // namespace

std::string_view ToString(Course course) {
  switch (course) {
    case Course::kCame: return "came";
    case Course::kGrew: return "grew";
    case Course::kShrank: return "shrank";
    case Course::kWent: return "went";
  }
  return "";
}

Course CourseOf(const Change& change) {
  if (change.before == 0) return Course::kCame;
  if (change.after == 0) return Course::kWent;
  return change.surprise > 0 ? Course::kGrew : Course::kShrank;
}

std::vector<Change> CompareGraphs(const NewsGraph& before, const NewsGraph& after) {
  ChangeCounts counts;
  Count(before, &Change::before, counts);
  Count(after, &Change::after, counts);
  const std::size_t articles_before = FullArticles(before);
  const double ratio = articles_before == 0 ? 1
                                            : static_cast<double>(FullArticles(after)) /
                                                  static_cast<double>(articles_before);
  std::vector<Change> changes;
  const auto add = [&](Change& change) {
    constexpr double kNotable = 2;
    change.surprise = Surprise(change, ratio);
    const bool both = change.before > 0 && change.after > 0;
    if (!both || std::abs(change.surprise) >= kNotable) changes.push_back(std::move(change));
  };
  for (auto& [id, change] : counts.nodes) add(change);
  for (auto& [ends, change] : counts.edges) add(change);
  std::ranges::sort(changes, MostTellingFirst);
  return changes;
}

}  // namespace kg
