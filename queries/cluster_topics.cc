#include "queries/cluster_topics.h"

#include <algorithm>
#include <map>
#include <utility>

#include "graph/error.h"
#include "queries/cluster_graph.h"
#include "queries/cluster_ids.h"
#include "queries/cluster_parts.h"
#include "queries/leiden.h"
#include "queries/significance.h"

namespace kg {
namespace {

// Articles are numbers of the basis, names come behind them.
using Index = std::uint32_t;
using Members = std::vector<Index>;

// Communities of articles, made to hold names too.
struct Found {
  std::vector<std::uint32_t> community{};
  std::uint32_t communities = 0;
  std::vector<double> ties{};  // the weight that ties each node to its own community
  double quality = 0;
};

void TieArticles(const BglGraph& linked, Found& found) {
  const auto [begin, end] = edges(linked);
  for (auto e = begin; e != end; ++e) {
    const auto from = source(*e, linked);
    if (found.community[from] == found.community[target(*e, linked)])
      found.ties[from] += linked[*e].weight;
  }
}

// A name goes to the community whose articles name it most, ties to the first; what no article
// names has one of its own.
void AddNames(const ClusterBasis& basis, Found& found) {
  struct Said {
    std::uint32_t community;
    double weight;
  };
  std::vector<std::size_t> first(basis.names.size() + 1);
  for (const ClusterBasis::Named& named : basis.named) ++first[named.name + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<Said> said(basis.named.size());
  std::vector<std::size_t> end(first.begin(), first.end() - 1);
  for (Index i = 0; i < basis.size(); ++i) {
    if (basis.states[i] == ClusterBasis::State::kGone) continue;
    for (const ClusterBasis::Named& named : basis.NamedBy(i)) {
      said[end[named.name]++] = {found.community[i], named.weight};
    }
  }
  std::vector<double> sums(found.communities);
  for (std::size_t name = 0; name < basis.names.size(); ++name) {
    const auto by = std::span(said).subspan(first[name], end[name] - first[name]);
    for (const Said& s : by) sums[s.community] += s.weight;
    const Said* most = nullptr;
    double weight = 0;
    for (const Said& s : by) {
      const double sum = sums[s.community];
      if (most != nullptr && (sum < weight || (sum == weight && s.community >= most->community)))
        continue;
      most = &s;
      weight = sum;
    }
    for (const Said& s : by) sums[s.community] = 0;
    found.community.push_back(most == nullptr ? found.communities++ : most->community);
    found.ties.push_back(weight);
  }
}

// Communities of two articles or more, larger ones first, ties by their first article.
std::vector<Members> Topics(const ClusterBasis& basis, const Found& found) {
  std::vector<Members> groups(found.communities);
  std::vector<std::uint32_t> articles(found.communities);
  for (Index i = 0; i < found.community.size(); ++i) {
    groups[found.community[i]].push_back(i);
    articles[found.community[i]] += i < basis.size() ? 1 : 0;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t c = 0; c < found.communities; ++c) {
    if (articles[c] >= 2) order.push_back(c);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return articles[a] > articles[b]; });
  std::vector<Members> topics;
  for (const std::uint32_t c : order) topics.push_back(std::move(groups[c]));
  return topics;
}

void SortByTies(const ClusterBasis& basis, const std::vector<double>& ties, Members& members) {
  std::stable_sort(members.begin(), members.end(), [&](Index a, Index b) {
    const bool article = a < basis.size();
    return article != (b < basis.size()) ? article : ties[a] > ties[b];
  });
}

std::vector<NodeId> LiveArticles(const ClusterBasis& basis) {
  std::vector<NodeId> ids;
  for (Index i = 0; i < basis.size(); ++i) {
    if (basis.states[i] != ClusterBasis::State::kGone) ids.push_back(basis.ids[i]);
  }
  return ids;
}

Objective ObjectiveOf(const std::string& name) {
  if (name == "modularity") return Objective::kModularity;
  if (name == "cpm") return Objective::kCpm;
  throw Error(ErrorCode::kUsage, "--objective: '" + name + "' is none of modularity, cpm");
}

// How many articles came or went since clusters were looked for anew, if no more than can settle.
std::optional<std::uint32_t> DriftSince(const ClusterRun& last, const ClusterOptions& options,
                                        const std::vector<NodeId>& articles) {
  const ArticlesSince since = CompareArticles(last, articles);
  const std::size_t drift = last.drift + since.came + since.went;
  if (!MaySettle(last, options) || drift > MostDrift(articles.size())) return std::nullopt;
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

Found FindTopics(const ClusterBasis& basis, const LeidenGraph& linked,
                 const ClusterOptions& options, const ClusterRun* last, ClusterRun& run) {
  std::vector<std::uint32_t> start;
  bool settle = false;
  if (last != nullptr) {
    start = CommunitiesOf(*last, basis.ids);
    if (const auto drift = DriftSince(*last, options, LiveArticles(basis))) {
      settle = true;
      run.drift = *drift;
      run.resolution = last->resolution;
    }
  }
  Partition found = FindPartition(linked, JobsOf(options), start, settle, run);
  return {std::move(found.community), found.communities, std::vector<double>(linked.size()),
          found.quality};
}

}  // namespace

bool MaySettle(const ClusterRun& last, const ClusterOptions& options) {
  return last.objective == options.objective && last.seed == options.seed &&
         (options.resolution == 0 || options.resolution == last.resolution) &&
         !last.clusters.empty();
}

std::size_t MostDrift(std::size_t articles) { return articles / 33; }

ClusterRun FindClusters(const ClusterBasis& basis, const ClusterTexts& texts,
                        const ClusterOptions& options, const ClusterPast& past) {
  ClusterRun run{.algorithm = "leiden",
                 .objective = options.objective,
                 .resolution = options.resolution,
                 .seed = options.seed,
                 .articles = basis.Count(ClusterBasis::State::kFull),
                 .unclustered = basis.size() - basis.Count(ClusterBasis::State::kGone)};
  const BglGraph graph_of_ties = ClusterGraph(basis);
  const LeidenGraph linked = ToLeidenGraph(graph_of_ties, get(&BglEdge::weight, graph_of_ties));
  Found found = FindTopics(basis, linked, options, past.last, run);
  TieArticles(graph_of_ties, found);
  AddNames(basis, found);
  const unsigned jobs = JobsOf(options);
  std::vector<Members> topics = Topics(basis, found);
  for (Members& members : topics) SortByTies(basis, found.ties, members);
  run.value = found.quality;
  for (const Members& members : topics) run.clusters.push_back(ClusterOf(basis, members));
  NameClusters(past.last, run);
  const std::vector<const Cluster*> kept = KeptClusters(basis, past, run);
  AddWords(basis, texts, topics, kept, jobs, run.clusters);
  AddSubtopics(basis, texts, linked, {topics, kept}, past, jobs, run);
  for (const Cluster& cluster : run.clusters) run.unclustered -= cluster.articles;
  return run;
}

}  // namespace kg
