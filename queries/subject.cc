#include "queries/subject.h"

#include <fmt/format.h>

#include "graph/error.h"
#include "queries/clusters.h"
#include "queries/find_name.h"

namespace kg {
namespace {

constexpr std::string_view kCluster = "cluster:";

Subject ClusterSubject(const GraphStore& store, std::string_view id, const TimeRange& range) {
  const std::optional<ClusterRun> run = StoredClusters(store);
  const Cluster* cluster = run ? FindCluster(*run, id) : nullptr;
  if (cluster == nullptr) {
    throw Error(ErrorCode::kUnknownName,
                fmt::format("no cluster '{}' is stored; see clusters run", id));
  }
  Subject subject{.name = cluster->label,
                  .json = {{"id", std::string(kCluster) + cluster->id},
                           {"kind", "cluster"},
                           {"name", cluster->label}}};
  for (const NodeId id_of_member : cluster->members) {
    const std::optional<Node> node = store.FindNode(id_of_member);
    if (!node || node->kind != NodeKind::kArticle) continue;
    if (node->published && !range.Contains(*node->published)) continue;
    subject.occurrences.push_back({id_of_member, node->published, 1});
  }
  return subject;
}

Subject NodeSubject(const GraphStore& store, std::string_view name, std::string_view with,
                    const TimeRange& range) {
  Subject subject{.node = FindNamed(store, name)};
  subject.name = subject.node->name;
  subject.json = NodeJson(*subject.node);
  if (with.empty()) {
    subject.occurrences = OccurrencesOf(store, *subject.node, range);
    return subject;
  }
  subject.with = FindNamed(store, with);
  subject.name += " – " + subject.with->name;
  subject.occurrences = CommonOccurrences(store, *subject.node, *subject.with, range);
  return subject;
}

}  // namespace

Subject FindSubject(const GraphStore& store, std::string_view name, std::string_view with,
                    const TimeRange& range) {
  if (!name.starts_with(kCluster)) return NodeSubject(store, name, with, range);
  if (!with.empty()) throw Error(ErrorCode::kUsage, "--with goes with a node, not with a cluster");
  return ClusterSubject(store, name.substr(kCluster.size()), range);
}

}  // namespace kg
