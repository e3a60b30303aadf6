// `neighbors`, `show` and `rank --by degree` against the whole graph, by walking over all its
// edges.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "queries/random.h"
#include "tests/support/asked_store.h"
#include "tests/support/slow_graph.h"

namespace kg {
namespace {

using Names = std::set<std::string>;

struct Asked {
  std::vector<std::string> words{};  // filters as the command line has them
  TimeRange range{};
  std::set<NodeKind> kinds{};
  std::set<Relation> relations{};
  double min_weight = 0;
  int hops = 1;
};

template <typename T>
T OneOf(Random& random, const std::vector<T>& list) {
  return list[random.Below(static_cast<std::uint32_t>(list.size()))];
}

// Each filter half of the time.
Asked RandomFilters(Random& random) {
  Asked asked{.hops = 1 + static_cast<int>(random.Below(3))};
  asked.words = {"--hops", std::to_string(asked.hops), "--limit", "100000"};
  if (random.Below(2) == 0) {
    const auto kind = OneOf<NodeKind>(
        random, {NodeKind::kArticle, NodeKind::kPerson, NodeKind::kPlace, NodeKind::kTopic});
    asked.kinds = {kind};
    asked.words.insert(asked.words.end(), {"--type", std::string(ToString(kind))});
  }
  if (random.Below(2) == 0) {
    const auto relation =
        OneOf<Relation>(random, {Relation::kMentions, Relation::kCoMentioned, Relation::kRelatedTo,
                                 Relation::kHasTopic, Relation::kLinksTo, Relation::kPublishedBy});
    asked.relations = {relation};
    asked.words.insert(asked.words.end(), {"--rel", std::string(ToString(relation))});
  }
  if (random.Below(2) == 0) {
    asked.min_weight = OneOf<double>(random, {0.5, 1, 2});
    asked.words.insert(asked.words.end(), {"--min-weight", fmt::format("{}", asked.min_weight)});
  }
  const std::set<Relation> by_articles = {Relation::kRelatedTo, Relation::kLinksTo,
                                          Relation::kCoMentioned};
  if (asked.relations.size() == 1 && by_articles.contains(*asked.relations.begin())) {
    asked.range.from = std::chrono::floor<std::chrono::days>(
        kFirstTime + std::chrono::hours(2'000'000) - std::chrono::days(random.Below(60)));
    asked.words.insert(asked.words.end(), {"--since", DayOf(asked.range.from)});
  }
  return asked;
}

struct Around {
  Names nodes;  // the center among them
  Names links;
};

template <typename T>
bool Takes(const std::set<T>& asked, T value) {
  return asked.empty() || asked.contains(value);
}

std::string LinkText(const std::string& from, std::string_view relation, const std::string& to,
                     double weight) {
  return fmt::format("{} {} {} {}", from, relation, to, weight);
}

// The edges that the filters take. Ranges of time are asked for with relations that rest on full
// articles alone: a stub has the day of its address.
std::vector<SlowEdge> EdgesFor(const GraphStore& store, const Asked& asked) {
  std::vector<SlowEdge> edges = SlowGraph(store, asked.range).edges();
  std::erase_if(edges, [&](const SlowEdge& edge) {
    return !Takes(asked.relations, edge.relation) || edge.weight < asked.min_weight;
  });
  return edges;
}

// Breadth first, over edges both ways, each hop by a pass over all edges.
Around SlowAround(const SlowGraph& graph, const std::vector<SlowEdge>& edges,
                  const std::string& center, const Asked& asked) {
  Around around{.nodes = {center}};
  for (int hop = 0; hop < asked.hops; ++hop) {
    const Names before = around.nodes;
    const auto step = [&](const std::string& from, const std::string& to) {
      if (before.contains(from) && Takes(asked.kinds, graph.nodes().at(to).kind)) {
        around.nodes.insert(to);
      }
    };
    for (const SlowEdge& edge : edges) {
      step(edge.from, edge.to);
      step(edge.to, edge.from);
    }
  }
  for (const SlowEdge& edge : edges) {
    if (around.nodes.contains(edge.from) && around.nodes.contains(edge.to)) {
      around.links.insert(LinkText(edge.from, ToString(edge.relation), edge.to, edge.weight));
    }
  }
  return around;
}

Around AroundIn(const Json& answer) {
  Around around;
  for (const Json& node : answer.at("nodes")) around.nodes.insert(node.at("id"));
  for (const Json& link : answer.at("links")) {
    around.links.insert(LinkText(link.at("source"), link.at("rel").get<std::string>(),
                                 link.at("target"), link.at("weight")));
  }
  return around;
}

// What is in one of two lists alone.
std::string Differences(const Names& found, const Names& expected) {
  std::string lines;
  for (const std::string& line : found) {
    if (!expected.contains(line)) lines += "too many: " + line + "\n";
  }
  for (const std::string& line : expected) {
    if (!found.contains(line)) lines += "missing: " + line + "\n";
  }
  return lines;
}

class AroundNodes : public testing::TestWithParam<std::uint64_t> {
 protected:
  AskedStore store_ = StoreOfArticles(GetParam(), 25);
  GraphStore open_ = store_.Open();
  SlowGraph graph_ = SlowGraph(open_);
  Random random_{GetParam()};
};

TEST_P(AroundNodes, NeighborsAreThoseThatTheEdgesLeadTo) {
  for (const auto& [id, node] : graph_.nodes()) {
    const Asked asked = RandomFilters(random_);
    std::vector<std::string> words = {"neighbors", id};
    words.insert(words.end(), asked.words.begin(), asked.words.end());
    const Around expected = SlowAround(graph_, EdgesFor(open_, asked), id, asked);
    const Around found = AroundIn(store_.Ask(words));
    const std::string line = fmt::format("{}", fmt::join(words, " "));
    EXPECT_EQ(Differences(found.nodes, expected.nodes), "") << line;
    EXPECT_EQ(Differences(found.links, expected.links), "") << line;
  }
}

// The weight of all edges of a node with the center.
std::map<std::string, double> Strengths(const SlowGraph& graph, const std::string& center) {
  std::map<std::string, double> strengths;
  for (const SlowEdge& edge : graph.edges()) {
    if (edge.from == center) strengths[edge.to] += edge.weight;
    if (edge.to == center) strengths[edge.from] += edge.weight;
  }
  return strengths;
}

TEST_P(AroundNodes, ALimitKeepsTheStrongestAndCountsTheRest) {
  for (const auto& [id, node] : graph_.nodes()) {
    const std::map<std::string, double> strengths = Strengths(graph_, id);
    std::vector<std::tuple<double, NodeKind, std::string>> order;
    for (const auto& [other, strength] : strengths) {
      order.emplace_back(-strength, graph_.nodes().at(other).kind, other);
    }
    std::ranges::sort(order);
    Names expected = {id};
    for (std::size_t i = 0; i < 3 && i < order.size(); ++i) expected.insert(std::get<2>(order[i]));
    const Json answer = store_.Ask({"neighbors", id, "--limit", "3"});
    EXPECT_EQ(AroundIn(answer).nodes, expected) << id;
    EXPECT_EQ(answer.at("hidden").at("nodes"), order.size() + 1 - expected.size()) << id;
  }
}

TEST_P(AroundNodes, CardsCountTheEdges) {
  for (const auto& [id, node] : graph_.nodes()) {
    std::map<std::string, std::size_t> expected;
    for (const SlowEdge& edge : graph_.edges()) {
      if (edge.from == id || edge.to == id) ++expected[std::string(ToString(edge.relation))];
    }
    const Json card = store_.Ask({"show", id});
    EXPECT_EQ(card.at("edges"), Json(expected)) << id;
    EXPECT_EQ(card.at("node").at("name"), node.name);
    if (node.kind != NodeKind::kArticle) continue;
    EXPECT_EQ(card.at("node").at("state"), ToString(node.state));
    EXPECT_EQ(card.at("node").at("published"), TimeJson(node.published));
  }
}

TEST_P(AroundNodes, DegreesCountThoseNamedTogether) {
  std::map<std::string, Names> together;
  for (const SlowEdge& edge : graph_.edges()) {
    if (edge.relation != Relation::kCoMentioned) continue;
    together[edge.from].insert(edge.to);
    together[edge.to].insert(edge.from);
  }
  const Json ranking = store_.Ask({"rank", "--by", "degree", "--limit", "1000"});
  EXPECT_EQ(ranking.at("items").size(), together.size());
  for (const Json& item : ranking.at("items")) {
    EXPECT_EQ(item.at("score"), together.at(item.at("node").at("id")).size());
  }
}

TEST_P(AroundNodes, StatsCountNodesAndEdges) {
  std::map<std::string, std::size_t> nodes;
  std::map<std::string, std::size_t> states;
  std::map<std::string, std::size_t> edges;
  for (const auto& [id, node] : graph_.nodes()) {
    ++nodes[std::string(ToString(node.kind))];
    if (node.kind == NodeKind::kArticle) ++states[std::string(ToString(node.state))];
  }
  for (const SlowEdge& edge : graph_.edges()) ++edges[std::string(ToString(edge.relation))];
  const Json stats = store_.Ask({"stats"});
  for (const auto& [list, expected] :
       {std::pair("nodes", nodes), {"articles", states}, {"edges", edges}}) {
    for (const auto& [name, count] : stats.at(list).items()) {
      const auto at = expected.find(name);
      EXPECT_EQ(count, at == expected.end() ? 0 : at->second) << list << " " << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AroundNodes, testing::Range<std::uint64_t>(1, 4));

}  // namespace
}  // namespace kg
