#include "queries/cluster_run.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "queries/cluster_graph.h"
#include "queries/cluster_labels.h"
#include "queries/leiden.h"

namespace kg {
namespace {

using Index = NewsGraph::Index;
using Members = std::vector<Index>;

constexpr std::string_view kPrefix = "cluster:";

bool IsArticle(const NewsGraph& graph, Index i) { return graph.node(i).kind == NodeKind::kArticle; }

// The weight that ties each vertex to its own community.
std::vector<double> Ties(const BglGraph& graph, const Partition& found) {
  std::vector<double> ties(num_vertices(graph));
  const auto [begin, end] = edges(graph);
  for (auto e = begin; e != end; ++e) {
    const auto from = source(*e, graph);
    if (found.community[from] == found.community[target(*e, graph)]) ties[from] += graph[*e].weight;
  }
  return ties;
}

std::uint32_t CountArticles(const NewsGraph& graph, const Members& members) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(members, [&](Index i) { return IsArticle(graph, i); }));
}

// Communities of two articles or more, larger ones first, ties by their first vertex.
std::vector<Members> Topics(const NewsGraph& graph, const Partition& found) {
  std::vector<Members> groups(found.communities);
  for (Index i = 0; i < graph.size(); ++i) groups[found.community[i]].push_back(i);
  std::vector<std::pair<std::uint32_t, Members>> sized;
  for (Members& members : groups) {
    const std::uint32_t articles = CountArticles(graph, members);
    if (articles >= 2) sized.emplace_back(articles, std::move(members));
  }
  std::ranges::stable_sort(sized, std::ranges::greater{}, [](const auto& s) { return s.first; });
  std::vector<Members> topics;
  for (auto& [articles, members] : sized) topics.push_back(std::move(members));
  return topics;
}

void SortByTies(const NewsGraph& graph, const std::vector<double>& ties, Members& members) {
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
Cluster Describe(const NewsGraph& graph, const Members& members, const ClusterWords& words) {
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

std::vector<Cluster> Describe(const NewsGraph& graph, std::span<const Members> topics) {
  const std::vector<ClusterWords> words = WordsOf(graph, topics);
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    clusters.push_back(Describe(graph, topics[i], words[i]));
    clusters.back().id = std::to_string(i + 1);
  }
  return clusters;
}

}  // namespace

double UsualResolution(std::uint32_t articles) {
  return std::max(1.0, std::sqrt(articles / 100.0));
}

ClusterRun ComputeClusters(const NewsGraph& graph, const ClusterOptions& options) {
  const auto [articles, full] = CountArticles(graph);
  ClusterRun run{.algorithm = "leiden",
                 .objective = "modularity",
                 .resolution = options.resolution,
                 .seed = options.seed,
                 .articles = full,
                 .unclustered = articles};
  if (run.resolution == 0) run.resolution = UsualResolution(articles);
  const BglGraph linked = ClusterGraph(graph);
  const Partition found = FindCommunities(ToLeidenGraph(linked, get(&BglEdge::weight, linked)),
                                          {.objective = Objective::kModularity,
                                           .resolution = run.resolution,
                                           .seed = static_cast<std::uint64_t>(run.seed)});
  const std::vector<double> ties = Ties(linked, found);
  std::vector<Members> topics = Topics(graph, found);
  for (Members& members : topics) SortByTies(graph, ties, members);
  run.value = found.quality;
  run.clusters = Describe(graph, topics);
  for (const Cluster& cluster : run.clusters) run.unclustered -= cluster.articles;
  return run;
}

const Cluster* FindCluster(const ClusterRun& run, std::string_view id) {
  if (id.starts_with(kPrefix)) id.remove_prefix(kPrefix.size());
  const auto at = std::ranges::find(run.clusters, id, &Cluster::id);
  return at == run.clusters.end() ? nullptr : &*at;
}

std::vector<std::string> ClusterOfNodes(const ClusterRun& run, const NewsGraph& graph) {
  std::vector<std::string> cluster_of(graph.size());
  for (const Cluster& cluster : run.clusters) {
    for (const NodeId id : cluster.members) {
      if (const auto i = graph.Find(id)) cluster_of[*i] = std::string(kPrefix) + cluster.id;
    }
  }
  return cluster_of;
}

}  // namespace kg
