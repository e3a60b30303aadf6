#include <fmt/format.h>

#include <algorithm>

#include "graph/error.h"
#include "queries/ego_network.h"
#include "queries/evidence.h"
#include "queries/find_name.h"
#include "queries/query.h"

namespace kg {
namespace {

// An edge without quotes says why: it is worked out from others, or an address says so.
Json LinkJson(const GraphStore& store, const NewsGraph& graph, const GraphEdge& edge) {
  const Node& source = graph.node(edge.source);
  const Node& target = graph.node(edge.target);
  Json json = {{"source", NodeName(source.kind, source.key)},
               {"target", NodeName(target.kind, target.key)},
               {"rel", ToString(edge.relation)},
               {"weight", edge.weight},
               {"first", TimeJson(edge.first)},
               {"last", TimeJson(edge.last)}};
  if (edge.rank > 0) json["rank"] = edge.rank;
  std::vector<Evidence> quotes;
  if (edge.evidence > 0) quotes = EvidenceFor(store, source.id(), target, kShownQuotes);
  json["evidence"] = EvidenceJson(quotes);
  if (edge.evidence == 0) json["derived"] = true;
  if (edge.relation == Relation::kSameAs || edge.relation == Relation::kDifferentFrom) {
    const auto identities = store.identities();
    for (const IdentityEdge& known : identities->EdgesOf(source.id())) {
      const bool found = known.relation == edge.relation && known.from->id() == source.id() &&
                         known.to->id() == target.id();
      if (!found || known.why == nullptr) continue;
      json["rule"] = ToString(known.why->rule);
      json["reason"] = known.why->reason;
    }
  }
  return json;
}

class NeighborsQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("NAME", name_, "node, name, alias or address");
    set.Add("hops", hops_, "how far to go; 1 to 3");
  }

  unsigned Heeds() const override { return kByTime | kByKind | kByRelation | kByWeight | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph neighbors 马克龙 --type person --limit 20";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (hops_ < 1 || hops_ > 3) throw Error(ErrorCode::kUsage, "--hops: 1, 2 or 3");
    const Node center = FindNamed(store, name_);
    EgoOptions options{.hops = hops_, .filter = filters.graph};
    if (filters.limit > 0) options.most_nodes = static_cast<std::size_t>(filters.limit) + 1;
    return Describe(store, center, FindEgoNetwork(store, std::span(&center, 1), options));
  }

 private:
  static Findings Describe(const GraphStore& store, const Node& center, const EgoNetwork& network) {
    Findings found{
        .items_key = "links",
        .columns = {"from", "relation", "to", "weight", "first", "last", "from id", "to id"},
        .text_columns = 6};
    found.document = {
        {"schema", "newsgraph/neighbors/1"},
        {"center", NodeName(center.kind, center.key)},
        {"nodes", Json::array()},
        {"links", Json::array()},
        {"hidden", {{"nodes", network.hidden_nodes}, {"links", network.hidden_links}}}};
    const NewsGraph& graph = network.graph;
    for (const Node& node : graph.nodes()) found.document["nodes"].push_back(NodeJson(node));
    for (const GraphEdge& edge : OutwardFirst(network)) {
      found.document["links"].push_back(LinkJson(store, graph, edge));
      found.rows.push_back(RowOf(graph, edge));
      if (LeadsOutward(network, edge)) ++found.text_rows;
    }
    found.heading = fmt::format("{}: {} neighbours", center.name, graph.size() - 1);
    if (const std::size_t among = found.rows.size() - found.text_rows; among > 0) {
      found.heading += fmt::format("; {} links among them are in the other formats", among);
    }
    if (network.hidden_nodes > 0) {
      found.footing = fmt::format("{} more nodes, {} more links; see --limit", network.hidden_nodes,
                                  network.hidden_links);
    }
    found.found = graph.size() > 1;
    return found;
  }

  static bool LeadsOutward(const EgoNetwork& network, const GraphEdge& edge) {
    return network.hop[edge.source] != network.hop[edge.target];
  }

  static std::vector<GraphEdge> OutwardFirst(const EgoNetwork& network) {
    std::vector<GraphEdge> edges(network.graph.edges().begin(), network.graph.edges().end());
    std::ranges::stable_sort(edges, [&](const GraphEdge& a, const GraphEdge& b) {
      const bool outward = LeadsOutward(network, a);
      if (outward != LeadsOutward(network, b)) return outward;
      if (a.weight != b.weight) return a.weight > b.weight;
      return a.rank < b.rank;
    });
    return edges;
  }

  static std::vector<std::string> RowOf(const NewsGraph& graph, const GraphEdge& edge) {
    const Node& source = graph.node(edge.source);
    const Node& target = graph.node(edge.target);
    return {source.name,
            std::string(ToString(edge.relation)),
            target.name,
            fmt::format("{}", edge.weight),
            DayOf(edge.first),
            DayOf(edge.last),
            NodeName(source.kind, source.key),
            NodeName(target.kind, target.key)};
  }

  std::string name_;
  int hops_ = 1;
};

}  // namespace

Entry<Query> neighbors_query() {
  return {"neighbors", "what is around a node", Make<Query, NeighborsQuery>};
}

}  // namespace kg
