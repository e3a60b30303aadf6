#include "cli/serve/overview.h"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "cli/page_details.h"
#include "export/page_data.h"
#include "queries/timeline.h"

namespace kg {
namespace {

constexpr std::size_t kMostNames = 160;
constexpr std::size_t kMostLinks = 4000;
constexpr std::uint64_t kMostArticles = 300'000;

std::vector<Node> MostMentioned(const GraphStore& store) {
  std::vector<std::pair<std::size_t, Node>> named;
  for (const NodeKind kind : {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace}) {
    store.ForEachNode(kind, [&](const Node& node) {
      std::size_t articles = 0;
      store.ForEachPosting(node.id(), Relation::kMentions, {}, [&](const Posting&) {
        ++articles;
        return true;
      });
      if (articles > 0) named.emplace_back(articles, node);
      return true;
    });
  }
  std::ranges::stable_sort(named, [](const auto& a, const auto& b) { return a.first > b.first; });
  if (named.size() > kMostNames) named.resize(kMostNames);
  std::vector<Node> nodes;
  for (auto& [articles, node] : named) nodes.push_back(std::move(node));
  return nodes;
}

std::vector<PeriodCount> ArticlesAMonth(const GraphStore& store) {
  std::vector<Occurrence> articles;
  store.ForEachByTime({}, [&](Time time, NodeId id) {
    articles.push_back({id, time, 1});
    return true;
  });
  return BuildTimeline(std::move(articles), {.most = 1}).periods;
}

}  // namespace

std::string OverviewJson(const GraphStore& store) {
  const bool few = store.Stats().articles <= kMostArticles;
  const std::vector<Node> nodes = few ? MostMentioned(store) : std::vector<Node>{};
  const NewsGraph graph =
      nodes.empty() ? NewsGraph::Build({}, {}) : NewsGraph::LoadPart(store, nodes);
  const PageShare share = ShareForPage(graph, kMostNames, kMostLinks);
  Details details = few ? NamesFor(store, share.graph) : Details{};
  for (const PeriodCount& period : ArticlesAMonth(store)) {
    details.periods.emplace_back(period.start, period.count);
  }
  std::ostringstream out;
  WritePageData(share, details, out);
  return out.str();
}

}  // namespace kg
