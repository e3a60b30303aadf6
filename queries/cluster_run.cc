#include "queries/cluster_run.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>
#include <utility>

#include "graph/error.h"
#include "queries/cluster_graph.h"
#include "queries/cluster_ids.h"
#include "queries/cluster_labels.h"
#include "queries/leiden.h"
#include "queries/significance.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;
using Group = std::vector<Index>;

constexpr std::string_view kClusterPrefix = "cluster:";

bool IsArticle(const NewsGraph& graph, Index i) { return graph.node(i).kind == NodeKind::kArticle; }

// Communities of articles, made to hold all nodes.
struct FoundTopics {
  std::vector<std::uint32_t> community{};
  std::uint32_t communities = 0;
  std::vector<double> ties{};  // the weight that ties each node to its own community
  double quality = 0;
};

// Articles are the first nodes of a NewsGraph and the vertices of its cluster graph.
void TieArticles(const BglGraph& linked, FoundTopics& found) {
  const auto [begin, end] = edges(linked);
  for (auto e = begin; e != end; ++e) {
    const auto from = source(*e, linked);
    if (found.community[from] == found.community[target(*e, linked)])
      found.ties[from] += linked[*e].weight;
  }
}

// A node goes to the community whose articles name it most, ties to the first; what no article
// names has one of its own.
void AddNames(const NewsGraph& graph, std::uint32_t articles, FoundTopics& found) {
  std::vector<std::map<std::uint32_t, double>> named(graph.size() - articles);
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.source < articles && edge.target >= articles)
      named[edge.target - articles][found.community[edge.source]] += edge.weight;
  }
  for (const auto& counts : named) {
    const auto most = std::ranges::max_element(counts, {}, [](const auto& c) { return c.second; });
    found.community.push_back(most == counts.end() ? found.communities++ : most->first);
    found.ties.push_back(most == counts.end() ? 0 : most->second);
  }
}

std::uint32_t CountArticles(const NewsGraph& graph, const Group& members) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(members, [&](Index i) { return IsArticle(graph, i); }));
}

// Communities of two articles or more, larger ones first, ties by their first vertex.
std::vector<Group> Topics(const NewsGraph& graph, const FoundTopics& found) {
  std::vector<Group> groups(found.communities);
  for (Index i = 0; i < graph.size(); ++i) groups[found.community[i]].push_back(i);
  std::vector<std::pair<std::uint32_t, Group>> sized;
  for (Group& members : groups) {
    const std::uint32_t articles = CountArticles(graph, members);
    if (articles >= 2) sized.emplace_back(articles, std::move(members));
  }
  std::ranges::stable_sort(sized, std::ranges::greater{}, [](const auto& s) { return s.first; });
  std::vector<Group> topics;
  for (auto& [articles, members] : sized) topics.push_back(std::move(members));
  return topics;
}

void SortByTies(const NewsGraph& graph, const std::vector<double>& ties, Group& members) {
  std::ranges::stable_sort(members, [&](Index a, Index b) {
    const bool article = IsArticle(graph, a);
    return article != IsArticle(graph, b) ? article : ties[a] > ties[b];
  });
}

// A stub has no text to stand for the others, so it does only where there is nothing else.
Index RepresentativeOf(const NewsGraph& graph, std::span<const Index> articles) {
  const auto full = std::ranges::find_if(
      articles, [&](Index i) { return graph.node(i).state == ArticleState::kFull; });
  return full == articles.end() ? articles.front() : *full;
}

std::vector<NodeId> IdsOf(const NewsGraph& graph, std::span<const Index> indices) {
  std::vector<NodeId> ids;
  ids.reserve(indices.size());
  for (const Index i : indices) ids.push_back(graph.node(i).id());
  return ids;
}

void AddPeriod(const NewsGraph& graph, std::span<const Index> articles, Cluster& cluster) {
  for (const Index i : articles) {
    const std::optional<Time>& published = graph.node(i).published;
    if (!published) continue;
    cluster.first = std::min(cluster.first.value_or(*published), *published);
    cluster.last = std::max(cluster.last.value_or(*published), *published);
  }
}

// `members` sorted by SortByTies().
Cluster Describe(const NewsGraph& graph, const Group& members, const ClusterWords& words) {
  Cluster cluster{.articles = CountArticles(graph, members)};
  const auto articles = std::span(members).first(cluster.articles);
  const Node& representative = graph.node(RepresentativeOf(graph, articles));
  cluster.label = words.label.empty() ? representative.name : words.label;
  cluster.representative = representative.id();
  cluster.people = IdsOf(graph, words.people);
  cluster.topics = IdsOf(graph, words.topics);
  cluster.members = IdsOf(graph, members);
  AddPeriod(graph, articles, cluster);
  return cluster;
}

// How many articles there are, and how many of them full.
std::pair<std::uint32_t, std::uint32_t> CountArticles(const NewsGraph& graph) {
  std::pair<std::uint32_t, std::uint32_t> count;
  for (const Node& node : graph.nodes()) {
    if (node.kind != NodeKind::kArticle) continue;
    ++count.first;
    count.second += node.state == ArticleState::kFull ? 1 : 0;
  }
  return count;
}

std::vector<Cluster> Describe(const NewsGraph& graph, std::span<const Group> topics) {
  const std::vector<ClusterWords> words = WordsOf(graph, topics);
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < topics.size(); ++i)
    clusters.push_back(Describe(graph, topics[i], words[i]));
  return clusters;
}

std::vector<NodeId> ArticlesOf(const NewsGraph& graph, std::uint32_t articles) {
  std::vector<NodeId> ids;
  for (Index i = 0; i < articles; ++i) ids.push_back(graph.node(i).id());
  return ids;
}

Objective ObjectiveOf(const std::string& name) {
  if (name == "modularity") return Objective::kModularity;
  if (name == "cpm") return Objective::kCpm;
  throw Error(ErrorCode::kUsage, "--objective: '" + name + "' is none of modularity, cpm");
}

// How many articles came or went since clusters were looked for anew, if no more than can settle.
std::optional<std::uint32_t> DriftSince(const ClusterRun& last, const ClusterRun& run,
                                        const std::vector<NodeId>& articles) {
  const bool same = last.objective == run.objective && last.seed == run.seed &&
                    (run.resolution == 0 || run.resolution == last.resolution);
  const ArticlesSince since = CompareArticles(last, articles);
  const std::size_t drift = last.drift + since.came + since.went;
  constexpr std::size_t kOneIn = 33;
  if (!same || last.clusters.empty() || drift * kOneIn > articles.size()) return std::nullopt;
  return static_cast<std::uint32_t>(drift);
}

// Sets the resolution of the run where it leaves the choice.
Partition FindPartition(const LeidenGraph& linked, unsigned jobs,
                        std::span<const std::uint32_t> start, bool settle, ClusterRun& run) {
  LeidenOptions options{.objective = ObjectiveOf(run.objective),
                        .resolution = run.resolution,
                        .seed = static_cast<std::uint64_t>(run.seed),
                        .jobs = jobs,
                        .settle = settle};
  if (run.resolution == 0 && options.objective == Objective::kCpm) {
    SignificantPartition found = FindSignificant(linked, options, start);
    run.resolution = found.resolution;
    return std::move(found.partition);
  }
  if (run.resolution == 0) options.resolution = run.resolution = UsualResolution(linked.size());
  return FindCommunities(linked, options, start);
}

FoundTopics FindTopics(const NewsGraph& graph, const LeidenGraph& linked, unsigned jobs,
                       const ClusterRun* last, ClusterRun& run) {
  std::vector<std::uint32_t> start;
  bool settle = false;
  if (last != nullptr) {
    const std::vector<NodeId> articles = ArticlesOf(graph, linked.size());
    start = CommunitiesOf(*last, articles);
    if (const auto drift = DriftSince(*last, run, articles)) {
      settle = true;
      run.drift = *drift;
      run.resolution = last->resolution;
    }
  }
  Partition found = FindPartition(linked, jobs, start, settle, run);
  return {std::move(found.community), found.communities, std::vector<double>(linked.size()),
          found.quality};
}

// The articles of one topic and the ties among them.
LeidenGraph Within(const LeidenGraph& linked, std::span<const Index> articles,
                   std::vector<std::uint32_t>& place) {
  LeidenGraph within{.scale = linked.scale};
  for (std::uint32_t i = 0; i < articles.size(); ++i) place[articles[i]] = i + 1;
  for (const Index article : articles) {
    linked.ForEachArc(article, [&](std::uint32_t to, std::uint32_t weight) {
      if (place[to] == 0) return;
      within.targets.push_back(place[to] - 1);
      within.weights.push_back(weight);
    });
    within.first.push_back(within.targets.size());
  }
  for (const Index article : articles) place[article] = 0;
  return within;
}

void AddSubtopics(const NewsGraph& graph, const LeidenGraph& linked, std::span<const Group> topics,
                  ClusterRun& run) {
  constexpr std::uint32_t kLarge = 24;
  std::vector<std::uint32_t> place(linked.size());
  std::vector<Group> parts;
  std::vector<std::string> ids;
  std::vector<std::string> parents;
  for (std::size_t t = 0; t < topics.size(); ++t) {
    const Cluster& topic = run.clusters[t];
    if (topic.articles < kLarge) continue;
    const auto articles = std::span(topics[t]).first(topic.articles);
    const Partition split = FindCommunities(Within(linked, articles, place),
                                            {.seed = static_cast<std::uint64_t>(run.seed)}, {});
    std::vector<Group> groups(split.communities);
    for (std::size_t i = 0; i < articles.size(); ++i)
      groups[split.community[i]].push_back(articles[i]);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.size() > b.size(); });
    std::erase_if(groups, [](const Group& group) { return group.size() < 2; });
    if (groups.size() < 2) continue;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      ids.push_back(topic.id + '.' + std::to_string(g + 1));
      parents.push_back(topic.id);
      parts.push_back(std::move(groups[g]));
    }
  }
  run.subtopics = Describe(graph, parts);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    run.subtopics[i].id = std::move(ids[i]);
    run.subtopics[i].parent = std::move(parents[i]);
  }
}

unsigned JobsOf(const ClusterOptions& options) {
  return options.jobs > 0 ? static_cast<unsigned>(options.jobs)
                          : std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace

double UsualResolution(std::uint32_t articles) {
  return std::clamp(articles / 80.0, 1.0, 5.0) * std::max(1.0, std::sqrt(articles / 20'000.0));
}

ClusterRun ComputeClusters(const NewsGraph& graph, const ClusterOptions& options,
                           const ClusterSources& sources) {
  const auto [articles, full] = CountArticles(graph);
  ClusterRun run{.algorithm = "leiden",
                 .objective = options.objective,
                 .resolution = options.resolution,
                 .seed = options.seed,
                 .articles = full,
                 .unclustered = articles};
  const BglGraph graph_of_ties = ClusterGraph(graph, sources.store, JobsOf(options));
  const LeidenGraph linked = ToLeidenGraph(graph_of_ties, get(&BglEdge::weight, graph_of_ties));
  FoundTopics found = FindTopics(graph, linked, JobsOf(options), sources.last, run);
  TieArticles(graph_of_ties, found);
  AddNames(graph, articles, found);
  std::vector<Group> topics = Topics(graph, found);
  for (Group& members : topics) SortByTies(graph, found.ties, members);
  run.value = found.quality;
  run.clusters = Describe(graph, topics);
  NameClusters(sources.last, run);
  AddSubtopics(graph, linked, topics, run);
  for (const Cluster& cluster : run.clusters) run.unclustered -= cluster.articles;
  return run;
}

const Cluster* FindCluster(const ClusterRun& run, std::string_view id) {
  if (id.starts_with(kClusterPrefix)) id.remove_prefix(kClusterPrefix.size());
  const auto& level = id.find('.') == std::string_view::npos ? run.clusters : run.subtopics;
  const auto at = std::ranges::find(level, id, &Cluster::id);
  return at == level.end() ? nullptr : &*at;
}

std::vector<std::string> ClusterOfNodes(const ClusterRun& run, const NewsGraph& graph) {
  std::vector<std::string> cluster_of(graph.size());
  for (const Cluster& cluster : run.clusters) {
    for (const NodeId id : cluster.members) {
      if (const auto i = graph.Find(id)) cluster_of[*i] = std::string(kClusterPrefix) + cluster.id;
    }
  }
  return cluster_of;
}

}  // namespace kg
