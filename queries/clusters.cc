#include "queries/clusters.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "graph/error.h"
#include "graph/identity/stored_decisions.h"
#include "queries/cluster_memory.h"
#include "queries/cluster_record.h"
#include "queries/cluster_topics.h"
#include "queries/clusters_diff.h"
#include "queries/query.h"
#include "queries/text_layout.h"

namespace kg {
namespace {

constexpr std::string_view kRecord = "clusters/run";
constexpr std::string_view kMemoryRecord = "clusters/memory";
constexpr std::string_view kTermsRecord = "clusters/terms";

bool InRange(const Cluster& cluster, const TimeRange& range) {
  if (range.from == kFirstTime && range.until == kLastTime) return true;
  return cluster.first && *cluster.last >= range.from && *cluster.first < range.until;
}

// Nodes that have left the store since the run are passed over.
std::vector<Node> NodesOf(const GraphStore& store, std::span<const NodeId> ids) {
  std::vector<Node> nodes;
  for (const NodeId id : ids) {
    if (std::optional<Node> node = store.FindNode(id)) nodes.push_back(std::move(*node));
  }
  return nodes;
}

Json NodesJson(std::span<const Node> nodes) {
  Json list = Json::array();
  for (const Node& node : nodes) list.push_back(NodeJson(node));
  return list;
}

std::string Names(std::span<const Node> nodes, std::size_t most) {
  std::string names;
  for (const Node& node : nodes.first(std::min(most, nodes.size()))) {
    names.append(names.empty() ? "" : "、").append(node.name);
  }
  return names;
}

// A cluster with the nodes it names, as far as the store still has them.
struct ShownCluster {
  const Cluster& cluster;
  std::vector<Node> people;
  std::vector<Node> topics;
  std::optional<Node> representative;
};

ShownCluster ShownOf(const GraphStore& store, const Cluster& cluster) {
  return {cluster, NodesOf(store, cluster.people), NodesOf(store, cluster.topics),
          store.FindNode(cluster.representative)};
}

Json ClusterJson(const ShownCluster& shown) {
  const Cluster& cluster = shown.cluster;
  Json json{
      {"id", cluster.id},
      {"label", cluster.label},
      {"size", cluster.members.size()},
      {"articles", cluster.articles},
      {"people", NodesJson(shown.people)},
      {"topics", NodesJson(shown.topics)},
      {"first", TimeJson(cluster.first)},
      {"last", TimeJson(cluster.last)},
      {"representative", shown.representative ? NodeJson(*shown.representative) : Json(nullptr)}};
  if (!cluster.parent.empty()) json["parent"] = cluster.parent;
  return json;
}

Findings Begin(const ClusterRun& run) {
  Findings found{.items_key = "clusters"};
  found.document = {{"schema", "newsgraph/clusters/1"},
                    {"run",
                     {{"algorithm", run.algorithm},
                      {"resolution", run.resolution},
                      {"seed", run.seed},
                      {"objective", run.objective},
                      {"value", run.value},
                      {"articles", run.articles},
                      {"unclustered", run.unclustered}}},
                    {"clusters", Json::array()},
                    {"hidden", 0}};
  return found;
}

void SetHidden(Findings& found, std::size_t hidden, std::string_view what) {
  found.document["hidden"] = hidden;
  if (hidden > 0) found.footing = fmt::format("{} more {}; see --limit\n", hidden, what);
}

Findings List(const GraphStore& store, const ClusterRun& run, const std::vector<Cluster>& level,
              const SharedFilters& filters) {
  Findings found = Begin(run);
  found.heading = fmt::format("{} clusters ({}, {}, resolution {:.3g}, seed {})", level.size(),
                              run.algorithm, run.objective, run.resolution, run.seed);
  found.columns = {"id", "articles", "label", "people", "period", "representative"};
  std::size_t hidden = 0;
  for (const Cluster& cluster : level) {
    if (!InRange(cluster, filters.graph.range)) continue;
    if (filters.limit > 0 && std::cmp_equal(found.rows.size(), filters.limit)) {
      ++hidden;
      continue;
    }
    const ShownCluster shown = ShownOf(store, cluster);
    found.document["clusters"].push_back(ClusterJson(shown));
    found.rows.push_back({cluster.id, std::to_string(cluster.articles), cluster.label,
                          Names(shown.people, 3), DaysOf(cluster.first, cluster.last),
                          shown.representative ? shown.representative->name : ""});
  }
  SetHidden(found, hidden, "clusters");
  found.footing += fmt::format("articles that stand alone: {}", run.unclustered);
  found.found = !found.rows.empty();
  return found;
}

const Cluster& Named(const ClusterRun& run, std::string_view id) {
  if (id.empty()) throw Error(ErrorCode::kUsage, "clusters show needs the id of a cluster");
  const Cluster* cluster = FindCluster(run, id);
  if (cluster == nullptr) {
    throw Error(ErrorCode::kUnknownName, fmt::format("there is no cluster '{}'", id));
  }
  return *cluster;
}

Findings Show(const GraphStore& store, const ClusterRun& run, std::string_view id, int limit) {
  const Cluster& cluster = Named(run, id);
  Findings found = Begin(run);
  found.heading = fmt::format("cluster:{} {} ({} articles, {})", cluster.id, cluster.label,
                              cluster.articles, DaysOf(cluster.first, cluster.last));
  found.columns = {"kind", "name", "published"};
  std::span<const NodeId> ids(cluster.members);
  if (limit > 0) ids = ids.first(std::min(ids.size(), static_cast<std::size_t>(limit)));
  const std::vector<Node> members = NodesOf(store, ids);
  Json json = ClusterJson(ShownOf(store, cluster));
  json["members"] = NodesJson(members);
  found.document["clusters"].push_back(std::move(json));
  for (const Node& node : members) {
    found.rows.push_back({std::string(ToString(node.kind)), node.name, DayOf(node.published)});
  }
  SetHidden(found, cluster.members.size() - ids.size(), "members");
  return found;
}

const GraphFilter& Needed() {
  static const GraphFilter needed{.relations = {Relation::kRelatedTo, Relation::kLinksTo,
                                                Relation::kMentions, Relation::kHasTopic}};
  return needed;
}

std::string DecisionsIn(const GraphStore& store) {
  return store.ReadRecord(kDecisionsRecord).value_or("");
}

// A run with what it leaves for the next one.
struct KeptRun {
  ClusterRun run{};
  ClusterMemory memory{};
  bool anew = false;  // whether the terms are other ones than the store has
};

KeptRun RunAnew(const GraphStore& store, const ClusterOptions& options, const ClusterRun* last) {
  const NewsGraph graph = NewsGraph::Load(store, Needed());
  KeptRun kept{.memory = MemoryOf(graph, store, JobsOf(options)), .anew = true};
  kept.run =
      FindClusters(kept.memory.basis, TextsOf(graph, kept.memory.basis), options, {.last = last});
  return kept;
}

std::optional<ClusterMemory> MemoryIn(const GraphStore& store, const std::string& last) {
  const auto record = store.ReadRecord(kMemoryRecord);
  auto terms = store.ReadRecord(kTermsRecord);
  if (!record || !terms) return std::nullopt;
  return MemoryFrom(*record, std::move(*terms), {.run = last, .decisions = DecisionsIn(store)});
}

// Goes on from the last run: where few articles came since, with these alone.
KeptRun RunOn(const GraphStore& store, const ClusterOptions& options) {
  const std::optional<std::string> record = store.ReadRecord(kRecord);
  if (!record) return RunAnew(store, options, nullptr);
  const ClusterRun last = FromRecord(*record);
  const std::size_t most = MostDrift(last.articles);
  if (!MaySettle(last, options) || last.drift > most) return RunAnew(store, options, &last);
  try {
    std::optional<ClusterMemory> memory = MemoryIn(store, *record);
    if (!memory) return RunAnew(store, options, &last);
    const auto growth = Grow(store, most - last.drift, *memory);
    if (!growth) return RunAnew(store, options, &last);
    KeptRun kept{.memory = std::move(*memory)};
    kept.run = FindClusters(kept.memory.basis, TextsOf(store, kept.memory.basis), options,
                            {.last = &last, .growth = &*growth});
    return kept;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt) throw;
    throw Error(error.code(), std::string(error.what()) +
                                  "; `newsgraph clusters run --fresh` works all of it out again");
  }
}

std::vector<std::pair<std::string, std::string>> RecordsOf(const GraphStore& store, KeptRun kept) {
  const std::string run = ToRecord(kept.run);
  std::vector<std::pair<std::string, std::string>> records;
  std::string memory = ToRecord(kept.memory, {run, DecisionsIn(store)});
  if (kept.anew) records.emplace_back(kTermsRecord, std::move(kept.memory.terms));
  records.emplace_back(kMemoryRecord, std::move(memory));
  records.emplace_back(kRecord, run);
  return records;
}

// --since and --until keep clusters whose period they meet.
class ClustersQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("action", action_, "list (left out), run, show or diff", false).choices = {
        "list", "run", "show", "diff"};
    set.AddPositional("id", id_, "the cluster to show", false);
    set.Add(
        "resolution", options_.resolution,
        "larger gives more and smaller clusters; 0 goes by the size of the archive, with cpm by "
        "which clusters are least likely to be chance");
    set.Add("objective", options_.objective, "modularity or cpm").choices = {"modularity", "cpm"};
    set.Add("level", level_, "list: topic, or subtopic for the parts of large topics").choices = {
        "topic", "subtopic"};
    set.AddFlag("fresh", fresh_, "run: forget the last run and count ids from 1");
    set.Add("jobs", options_.jobs, "threads; 0: one a core. Same clusters for any number");
    set.Add("seed", options_.seed, "of the random choices; same seed, same clusters");
    set.Add("from", from_, "diff: the clusters of what was published up to this day");
    set.Add("to", to_, "diff: and of what was published up to this one");
  }

  unsigned Heeds() const override { return kByTime | kByLimit; }

  std::string_view Example() const override { return "newsgraph clusters run --resolution 2"; }

  bool Writes() const override { return action_ == "run"; }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (action_ == "run") {
      KeptRun kept = fresh_ ? RunAnew(store, options_, nullptr) : RunOn(store, options_);
      Findings found = List(store, kept.run, LevelOf(kept.run), filters);
      found.records = RecordsOf(store, std::move(kept));
      return found;
    }
    if (action_ == "diff") {
      return DiffClusters(store, ParseMoments(from_, to_), options_, filters.limit);
    }
    if (action_ != "list" && action_ != "show") {
      throw Error(ErrorCode::kUsage,
                  fmt::format("unknown action '{}'; there is: list, run, show, diff", action_));
    }
    std::optional<ClusterRun> run = StoredClusters(store);
    const bool stored = run && Serves(*run);
    if (!stored) run = ComputeClusters(store, options_);
    Findings found = action_ == "show" ? Show(store, *run, id_, filters.limit)
                                       : List(store, *run, LevelOf(*run), filters);
    found.footing += Caution(store, *run, stored);
    return found;
  }

 private:
  const std::vector<Cluster>& LevelOf(const ClusterRun& run) const {
    if (level_ == "topic") return run.clusters;
    if (level_ == "subtopic") return run.subtopics;
    throw Error(ErrorCode::kUsage, "--level: '" + level_ + "' is none of topic, subtopic");
  }

  // Whether the stored run is what the options ask for.
  bool Serves(const ClusterRun& run) const {
    const ClusterOptions any;
    return (options_.resolution == any.resolution || options_.resolution == run.resolution) &&
           (options_.objective == any.objective || options_.objective == run.objective) &&
           (options_.seed == any.seed || options_.seed == run.seed);
  }

  static std::string Caution(const GraphStore& store, const ClusterRun& run, bool stored) {
    if (!stored) return "\ncomputed for this answer and not kept; newsgraph clusters run keeps it";
    if (run.articles == store.Stats().articles) return "";
    return fmt::format("\nthe run is of {} articles, the store now has {}; see clusters run",
                       run.articles, store.Stats().articles);
  }

  std::string action_ = "list";
  std::string id_;
  std::string from_;
  std::string to_;
  std::string level_ = "topic";
  bool fresh_ = false;
  ClusterOptions options_;
};

}  // namespace

std::optional<ClusterRun> StoredClusters(const GraphStore& store) {
  const std::optional<std::string> record = store.ReadRecord(kRecord);
  return record ? std::optional(FromRecord(*record)) : std::nullopt;
}

ClusterRun ComputeClusters(const GraphStore& store, const ClusterOptions& options,
                           const ClusterRun* last) {
  return ComputeClusters(NewsGraph::Load(store, Needed()), options, {&store, last});
}

Entry<Query> clusters_query() {
  return {"clusters", "topics: what is linked densely together", Make<Query, ClustersQuery>};
}

}  // namespace kg
