#include "queries/clusters_diff.h"

#include <fmt/format.h>

#include <map>
#include <unordered_set>

#include "queries/cluster_diff.h"

namespace kg {
namespace {

NewsGraph GraphUpTo(const GraphStore& store, Time moment) {
  return NewsGraph::Load(store, {.range = {.until = moment},
                                 .relations = {Relation::kRelatedTo, Relation::kLinksTo,
                                               Relation::kMentions, Relation::kHasTopic}});
}

Json Brief(const Cluster* cluster) {
  if (cluster == nullptr) return nullptr;
  return {{"id", cluster->id}, {"label", cluster->label}, {"articles", cluster->articles}};
}

std::string LabelOf(const Cluster* cluster) { return cluster == nullptr ? "" : cluster->label; }
std::string SizeOf(const Cluster* cluster) {
  return cluster == nullptr ? "" : std::to_string(cluster->articles);
}

}  // namespace

Findings DiffClusters(const GraphStore& store, const Moments& moments, ClusterOptions options,
                      int limit) {
  const NewsGraph later = GraphUpTo(store, moments.to);
  const ClusterRun to = ComputeClusters(later, options, {.store = &store});
  options.resolution = to.resolution;
  const ClusterRun from =
      ComputeClusters(GraphUpTo(store, moments.from), options, {.store = &store});
  std::unordered_set<NodeId> articles;
  for (const Node& node : later.nodes()) {
    if (node.kind == NodeKind::kArticle) articles.insert(node.id());
  }
  const std::size_t most = limit > 0 ? static_cast<std::size_t>(limit) : kUsualChanges;
  Findings found{.items_key = "changes",
                 .columns = {"fate", "before", "after", "articles before", "articles after"}};
  found.document = {{"schema", "newsgraph/clusters-diff/1"},
                    {"from", ToIso(moments.from)},
                    {"to", ToIso(moments.to)},
                    {"clusters", {{"from", from.clusters.size()}, {"to", to.clusters.size()}}},
                    {"changes", Json::array()}};
  std::map<Fate, std::size_t> counts;
  std::size_t hidden = 0;
  for (const ClusterChange& change :
       CompareClusters(from, to, [&](NodeId id) { return articles.contains(id); })) {
    // What stayed as it was is counted and not listed.
    if (++counts[change.fate] > most || change.fate == Fate::kSame) {
      hidden += change.fate == Fate::kSame ? 0 : 1;
      continue;
    }
    found.document["changes"].push_back({{"fate", ToString(change.fate)},
                                         {"from", Brief(change.from)},
                                         {"to", Brief(change.to)},
                                         {"kept", change.kept}});
    found.rows.push_back({std::string(ToString(change.fate)), LabelOf(change.from),
                          LabelOf(change.to), SizeOf(change.from), SizeOf(change.to)});
  }
  Json summary = Json::object();
  found.heading = fmt::format("{} clusters then, {} now", from.clusters.size(), to.clusters.size());
  for (const auto& [fate, count] : counts) {
    summary[std::string(ToString(fate))] = count;
    found.heading += fmt::format("; {} {}", count, ToString(fate));
  }
  found.document["counts"] = std::move(summary);
  found.document["hidden"] = hidden;
  if (hidden > 0) found.footing = fmt::format("{} more changes; see --limit", hidden);
  found.found = !found.rows.empty();
  return found;
}

}  // namespace kg
