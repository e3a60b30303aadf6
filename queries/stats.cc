#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "graph/graph_hash.h"
#include "queries/components.h"
#include "queries/query.h"

namespace kg {
namespace {

struct StatsCounts {
  std::array<std::size_t, kNodeKinds> nodes{};
  std::array<std::size_t, 3> articles{};  // by ArticleState
  std::array<std::size_t, kRelations> edges{};
  std::optional<Time> first{};
  std::optional<Time> last{};
};

StatsCounts CountIn(const NewsGraph& graph) {
  StatsCounts counts;
  for (const Node& node : graph.nodes()) {
    ++counts.nodes.at(static_cast<std::size_t>(node.kind));
    if (node.kind != NodeKind::kArticle) continue;
    ++counts.articles.at(static_cast<std::size_t>(node.state));
    if (!node.published || node.state != ArticleState::kFull) continue;
    counts.first = std::min(counts.first.value_or(*node.published), *node.published);
    counts.last = std::max(counts.last.value_or(*node.published), *node.published);
  }
  for (const GraphEdge& edge : graph.edges())
    ++counts.edges.at(static_cast<std::size_t>(edge.relation));
  return counts;
}

struct Components {
  std::size_t count = 0;
  std::size_t largest = 0;  // nodes
};

Components ComponentsOf(const NewsGraph& graph) {
  Forest forest(graph.size());
  for (const GraphEdge& edge : graph.edges()) forest.Join(edge.source, edge.target);
  forest.Flatten();
  std::vector<std::size_t> sizes(graph.size());
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) ++sizes[forest.root(i)];
  Components components;
  for (const std::size_t size : sizes) {
    components.count += size > 0 ? 1 : 0;
    components.largest = std::max(components.largest, size);
  }
  return components;
}

// One count a name, in the order of the enum.
template <class Enum, std::size_t n>
Json CountsJson(const std::array<std::size_t, n>& counts, std::string_view prefix,
                Findings& found) {
  Json json = Json::object();
  for (std::size_t i = 0; i < n; ++i) {
    const std::string name(ToString(static_cast<Enum>(i)));
    json[name] = counts[i];
    found.rows.push_back({std::string(prefix) + name, std::to_string(counts[i])});
  }
  return json;
}

class StatsQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddFlag("store", families_, "also the bytes of each kind of key");
  }
  unsigned Heeds() const override { return 0; }
  std::string_view Example() const override { return "newsgraph stats --format json"; }

  Findings Run(const GraphStore& store, const SharedFilters&) override {
    const NewsGraph graph = NewsGraph::Load(store);
    const StatsCounts counts = CountIn(graph);
    const Components components = ComponentsOf(graph);
    const StoreStats stats = store.Stats();
    const std::string hash = GraphSha256(store);
    Findings found{.columns = {"what", "value"}};
    found.document = {{"schema", "newsgraph/stats/1"}};
    found.document["nodes"] = CountsJson<NodeKind>(counts.nodes, "", found);
    found.document["articles"] = CountsJson<ArticleState>(counts.articles, "articles, ", found);
    std::size_t retracted = 0;
    store.ForEachWithdrawal([&](const std::string&, const Withdrawal&) { ++retracted; });
    found.document["articles"]["retracted"] = retracted;
    found.rows.back().back() = std::to_string(retracted);
    found.document["edges"] = CountsJson<Relation>(counts.edges, "", found);
    found.document["components"] = {{"count", components.count}, {"largest", components.largest}};
    found.rows.push_back({"components", fmt::format("{}, the largest of {} nodes", components.count,
                                                    components.largest)});
    found.document["published"] = {{"first", TimeJson(counts.first)},
                                   {"last", TimeJson(counts.last)}};
    found.document["graph_sha256"] = hash;
    found.document["store"] = {{"format", stats.format}, {"bytes", stats.bytes}};
    found.rows.push_back({"published", DayOf(counts.first) + " – " + DayOf(counts.last)});
    found.rows.push_back({"graph_sha256", hash});
    found.rows.push_back({"store", fmt::format("format {}, {:.1f} MB", stats.format,
                                               static_cast<double>(stats.bytes) / 1e6)});
    if (families_) AddFamilies(store, found);
    return found;
  }

 private:
  static void AddFamilies(const GraphStore& store, Findings& found) {
    Json families = Json::array();
    for (const FamilySize& size : store.FamilySizes()) {
      families.push_back({{"name", size.name},
                          {"entries", size.entries},
                          {"key_bytes", size.key_bytes},
                          {"value_bytes", size.value_bytes},
                          {"file_bytes", size.file_bytes}});
      found.rows.push_back(
          {"store, " + size.name,
           fmt::format("{} entries, {:.1f} MB of keys, {:.1f} of values, {:.1f} in "
                       "files",
                       size.entries, static_cast<double>(size.key_bytes) / 1e6,
                       static_cast<double>(size.value_bytes) / 1e6,
                       static_cast<double>(size.file_bytes) / 1e6)});
    }
    found.document["store"]["families"] = families;
  }

  bool families_ = false;
};

}  // namespace

Entry<Query> stats_query() {
  return {"stats", "what the store holds, and the hash of its graph", Make<Query, StatsQuery>};
}

}  // namespace kg
