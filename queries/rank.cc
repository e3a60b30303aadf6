#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "graph/error.h"
#include "queries/backbone.h"
#include "queries/betweenness.h"
#include "queries/page_rank.h"
#include "queries/query.h"

namespace kg {
namespace {

constexpr std::size_t kUsualItems = 20;

struct Ranking {
  std::vector<double> score{};
  std::string note{};
  Json facts = Json::object();
};

double WeightOf(const GraphEdge& edge) { return edge.weight; }

// Nodes of the kinds asked for; without any, those that have names.
bool IsAskedFor(const GraphFilter& filter, NodeKind kind) {
  if (!filter.kinds.empty()) return filter.Takes(kind);
  return kind == NodeKind::kPerson || kind == NodeKind::kOrganization || kind == NodeKind::kPlace;
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
    filter.kinds = {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace};
  }
  return NewsGraph::Load(store, filter);
}

Ranking ByMentions(const NewsGraph& graph) {
  Ranking ranking{.score = std::vector<double>(graph.size())};
  for (const GraphEdge& edge : graph.edges()) ranking.score[edge.target] += edge.weight;
  return ranking;
}

Ranking ByDegree(const NewsGraph& graph) {
  const BglGraph bgl = ToBgl(graph, WeightOf);
  Ranking ranking;
  for (NewsGraph::Index v = 0; v < graph.size(); ++v) {
    ranking.score.push_back(static_cast<double>(out_degree(v, bgl)));
  }
  return ranking;
}

Ranking ByPageRank(const NewsGraph& graph) {
  return {.score = PageRank(ToIncomingBgl(graph, WeightOf))};
}

Ranking ByBetweenness(const NewsGraph& graph, const BetweennessOptions& options) {
  Betweenness found = FindBetweenness(ToBgl(graph, WeightOf), options);
  Ranking ranking{.score = std::move(found.score)};
  ranking.facts["exact"] = found.samples == 0;
  if (found.samples == 0) return ranking;
  ranking.facts["samples"] = found.samples;
  ranking.facts["error"] = found.error;
  ranking.facts["confidence"] = 1 - options.doubt;
  ranking.note = fmt::format(
      "; from {} sampled paths: with {:.0f} % confidence no score is off by more than {:.2g}",
      found.samples, 100 * (1 - options.doubt), found.error);
  return ranking;
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
    const NewsGraph graph = LoadFor(store, filters.graph, by_ == "mentions");
    const std::size_t edges = graph.edges().size();
    const NewsGraph kept = Backbone(graph, filters.backbone);
    Findings found = Describe(kept, filters, RankingOf(kept));
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

  Ranking RankingOf(const NewsGraph& graph) const {
    if (by_ == "mentions") return ByMentions(graph);
    if (by_ == "degree") return ByDegree(graph);
    if (by_ == "pagerank") return ByPageRank(graph);
    return ByBetweenness(graph, {.samples = static_cast<std::uint32_t>(samples_),
                                 .seed = static_cast<std::uint64_t>(seed_)});
  }

  // Best first, ties by kind and key; those that score nothing are not ranked.
  static std::vector<NewsGraph::Index> Best(const NewsGraph& graph, const GraphFilter& filter,
                                            const std::vector<double>& score) {
    std::vector<NewsGraph::Index> best(graph.size());
    std::iota(best.begin(), best.end(), 0U);
    std::erase_if(best, [&](NewsGraph::Index i) {
      return !IsAskedFor(filter, graph.node(i).kind) || score[i] <= 0;
    });
    std::ranges::stable_sort(best, std::ranges::greater{},
                             [&](NewsGraph::Index i) { return score[i]; });
    return best;
  }

  Findings Describe(const NewsGraph& graph, const SharedFilters& filters,
                    const Ranking& ranking) const {
    std::vector<NewsGraph::Index> best = Best(graph, filters.graph, ranking.score);
    const std::size_t most =
        filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualItems;
    const std::size_t hidden = best.size() - std::min(best.size(), most);
    best.resize(best.size() - hidden);
    Findings found{
        .items_key = "items", .columns = {"rank", "name", "kind", by_, "id"}, .text_columns = 4};
    found.document = {{"schema", "newsgraph/rank/1"}, {"by", by_}};
    found.document.update(ranking.facts);
    found.document["items"] = Json::array();
    found.document["hidden"] = hidden;
    found.heading = fmt::format("{} nodes by {}{}", best.size() + hidden, by_, ranking.note);
    for (const NewsGraph::Index i : best) {
      const Node& node = graph.node(i);
      found.document["items"].push_back({{"node", NodeJson(node)}, {"score", ranking.score[i]}});
      found.rows.push_back(
          {std::to_string(found.rows.size() + 1), node.name, std::string(ToString(node.kind)),
           fmt::format("{:.6g}", ranking.score[i]), NodeName(node.kind, node.key)});
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
