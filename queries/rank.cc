#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <tuple>

#include "graph/error.h"
#include "queries/backbone.h"
#include "queries/betweenness.h"
#include "queries/page_rank.h"
#include "queries/query.h"
#include "queries/weighted.h"

namespace kg {
namespace {

constexpr std::size_t kUsualItems = 20;

/// Nodes by number, and what each scores.
struct Ranking {
  std::vector<double> score{};
  std::vector<NodeKind> kinds{};
  std::function<Node(std::size_t)> node_of{};
  std::string note{};
  Json facts = Json::object();
};

struct Place {
  Node node{};
  double score = 0;
};

double WeightOf(const GraphEdge& edge) { return edge.weight; }

constexpr std::array kNamed = {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace};

// Nodes of the kinds asked for; without any, those that have names.
bool IsAskedFor(const GraphFilter& filter, NodeKind kind) {
  return filter.kinds.empty() ? IsEntity(kind) : filter.Takes(kind);
}

// Mentions are edges from articles, which the other measures leave out unless asked for.
NewsGraph LoadFor(const GraphStore& store, GraphFilter filter, bool mentions) {
  if (mentions) {
    filter.kinds.clear();
    if (filter.relations.empty()) {
      filter.relations = {Relation::kRelatedTo, Relation::kLinksTo, Relation::kMentions,
                          Relation::kHasTopic, Relation::kPublishedBy};
    }
  } else if (filter.kinds.empty()) {
    filter.kinds = {kNamed.begin(), kNamed.end()};
  }
  return NewsGraph::Load(store, filter);
}

std::vector<double> ByMentions(const NewsGraph& graph) {
  std::vector<double> score(graph.size());
  for (const GraphEdge& edge : graph.edges()) score[edge.target] += edge.weight;
  return score;
}

std::vector<double> ByDegree(const WeightedGraph& graph) {
  std::vector<double> score;
  score.reserve(graph.size());
  for (std::size_t v = 0; v < graph.size(); ++v) {
    score.push_back(static_cast<double>(graph.first[v + 1] - graph.first[v]));
  }
  return score;
}

// Uses the links up.
std::vector<double> ByPageRank(WeightedGraph& graph, bool both_ways) {
  return PageRank({graph.first, graph.others, graph.quarters}, {.both_ways = both_ways});
}

void AddBetweenness(const NewsGraph& graph, const BetweennessOptions& options, Ranking& ranking) {
  Betweenness found = FindBetweenness(ToBgl(graph, WeightOf), options);
  ranking.score = std::move(found.score);
  ranking.facts["exact"] = found.samples == 0;
  if (found.samples == 0) return;
  ranking.facts["samples"] = found.samples;
  ranking.facts["error"] = found.error;
  ranking.facts["confidence"] = 1 - options.doubt;
  ranking.note = fmt::format(
      "; from {} sampled paths: with {:.0f} % confidence no score is off by more than {:.2g}",
      found.samples, 100 * (1 - options.doubt), found.error);
}

class RankQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("by", by_,
            "mentions, degree (how many others it is linked with), pagerank, or betweenness (how "
            "much it stands between others)")
        .choices = {"mentions", "degree", "pagerank", "betweenness"};
    set.Add("samples", samples_, "paths drawn for betweenness on graphs too large to go through");
    set.Add("seed", seed_, "of the draw; same seed, same answer");
  }

  unsigned Heeds() const override {
    return kByTime | kByKind | kByRelation | kByWeight | kByBackbone | kByLimit;
  }

  std::string_view Example() const override {
    return "newsgraph rank --by pagerank --type person --since 2023-01-01";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (samples_ < 1) throw Error(ErrorCode::kUsage, "--samples takes a positive number");
    if (std::ranges::find(kMeasures, by_) == kMeasures.end()) {
      throw Error(ErrorCode::kUsage,
                  "--by: '" + by_ + "' is none of mentions, degree, pagerank, betweenness");
    }
    if (auto names = LinkedNames(store, filters)) {
      return Describe(filters, RankingOf(store, *names));
    }
    const NewsGraph graph = LoadFor(store, filters.graph, by_ == "mentions");
    const std::size_t edges = graph.edges().size();
    const NewsGraph kept = Backbone(graph, filters.backbone);
    Findings found = Describe(filters, RankingOf(kept));
    if (filters.backbone < 1) {
      const std::size_t dropped = edges - kept.edges().size();
      found.document["backbone"] = {{"alpha", filters.backbone}, {"dropped", dropped}};
      found.footing += fmt::format("{}the backbone keeps {} of {} links",
                                   found.footing.empty() ? "" : "\n", edges - dropped, edges);
    }
    return found;
  }

 private:
  static constexpr std::array<std::string_view, 4> kMeasures = {"mentions", "degree", "pagerank",
                                                                "betweenness"};

  bool NeedsRowsAlone() const { return by_ == "degree" || by_ == "pagerank"; }

  // What the store has added up, if that tells all.
  std::optional<WeightedGraph> LinkedNames(const GraphStore& store,
                                           const SharedFilters& filters) const {
    GraphFilter filter = filters.graph;
    if (filter.kinds.empty()) filter.kinds = {kNamed.begin(), kNamed.end()};
    if (!NeedsRowsAlone() || filters.backbone < 1 || !filter.range.IsWhole() ||
        !std::ranges::all_of(filter.kinds, IsEntity)) {
      return std::nullopt;
    }
    return store.LinkedNames(filter);
  }

  std::vector<double> ScoresOf(WeightedGraph& graph, bool both_ways) const {
    return by_ == "degree" ? ByDegree(graph) : ByPageRank(graph, both_ways);
  }

  Ranking RankingOf(const GraphStore& store, WeightedGraph& names) const {
    return {.score = ScoresOf(names, true), .kinds = names.kinds, .node_of = [&](std::size_t v) {
              const NodeId id = names.ids[v];
              const std::optional<Node> node = store.FindNode(id);
              if (!node) throw Error(ErrorCode::kCorrupt, "a name of a list is not in the store");
              return *node;
            }};
  }

  Ranking RankingOf(const NewsGraph& graph) const {
    Ranking ranking;
    if (NeedsRowsAlone()) {
      WeightedGraph rows =
          ToWeighted(graph, by_ == "degree" ? LinkRows::kBothEnds : LinkRows::kTargets);
      ranking = {.score = ScoresOf(rows, GoBothWays(graph)), .kinds = rows.kinds};
      ranking.node_of = [&graph, ids = rows.ids](std::size_t v) {
        return graph.node(*graph.Find(ids[v]));
      };
      return ranking;
    }
    for (const Node& node : graph.nodes()) ranking.kinds.push_back(node.kind);
    ranking.node_of = [&graph](std::size_t v) { return graph.nodes()[v]; };
    if (by_ == "mentions") {
      ranking.score = ByMentions(graph);
    } else {
      AddBetweenness(graph,
                     {.samples = static_cast<std::uint32_t>(samples_),
                      .seed = static_cast<std::uint64_t>(seed_)},
                     ranking);
    }
    return ranking;
  }

  // The first `most`, best first, ties by kind and key; `all` is how many are ranked: those that
  // score nothing are not.
  static std::vector<Place> Best(const GraphFilter& filter, const Ranking& ranking,
                                 std::size_t most, std::size_t& all) {
    const std::vector<double>& score = ranking.score;
    std::vector<std::size_t> best(score.size());
    std::iota(best.begin(), best.end(), 0U);
    std::erase_if(best, [&](std::size_t v) {
      return !IsAskedFor(filter, ranking.kinds[v]) || score[v] <= 0;
    });
    all = best.size();
    if (most < all) {
      // With all that score as the last of them does: their names say which of them are in.
      std::ranges::nth_element(best, best.begin() + static_cast<std::ptrdiff_t>(most) - 1,
                               std::ranges::greater{}, [&](std::size_t v) { return score[v]; });
      const double least = score[best[most - 1]];
      std::erase_if(best, [&](std::size_t v) { return score[v] < least; });
    }
    std::vector<Place> places;
    places.reserve(best.size());
    for (const std::size_t v : best) places.push_back({ranking.node_of(v), score[v]});
    std::ranges::sort(places, [](const Place& a, const Place& b) {
      return std::tie(b.score, a.node.kind, a.node.key) <
             std::tie(a.score, b.node.kind, b.node.key);
    });
    places.resize(std::min(places.size(), most));
    return places;
  }

  Findings Describe(const SharedFilters& filters, const Ranking& ranking) const {
    const std::size_t most =
        filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualItems;
    std::size_t all = 0;
    const std::vector<Place> best = Best(filters.graph, ranking, most, all);
    const std::size_t hidden = all - best.size();
    Findings found{
        .items_key = "items", .columns = {"rank", "name", "kind", by_, "id"}, .text_columns = 4};
    found.document = {{"schema", "newsgraph/rank/1"}, {"by", by_}};
    found.document.update(ranking.facts);
    found.document["items"] = Json::array();
    found.document["hidden"] = hidden;
    found.heading = fmt::format("{} nodes by {}{}", all, by_, ranking.note);
    for (const auto& [node, score] : best) {
      found.document["items"].push_back({{"node", NodeJson(node)}, {"score", score}});
      found.rows.push_back({std::to_string(found.rows.size() + 1), node.name,
                            std::string(ToString(node.kind)), fmt::format("{:.6g}", score),
                            NodeName(node.kind, node.key)});
    }
    if (hidden > 0) found.footing = fmt::format("{} more; see --limit", hidden);
    found.found = !found.rows.empty();
    return found;
  }

  std::string by_ = "mentions";
  int samples_ = 20'000;
  int seed_ = 1;
};

}  // namespace

Entry<Query> rank_query() { return {"rank", "the nodes that matter most", Make<Query, RankQuery>}; }

}  // namespace kg
