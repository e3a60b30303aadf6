#include "tests/support/slow_graph.h"

#include <fmt/format.h>

#include <utility>

#include "graph/canonical_url.h"
#include "graph/co_mentions.h"
#include "tests/support/shown_time.h"

namespace kg {
namespace {

void Add(SlowEdge& edge, double weight, std::uint32_t quotes, const std::optional<Time>& time) {
  edge.weight += weight;
  edge.evidence += quotes;
  if (time && (!edge.first || *time < *edge.first)) edge.first = time;
  if (time && (!edge.last || *time > *edge.last)) edge.last = time;
}

}  // namespace

SlowGraph::SlowGraph(const GraphStore& store, const TimeRange& range) {
  store.ForEachArticle([&](const Article& article) {
    for (const Entity& e : article.entities) {
      if (e.kind == NodeKind::kPerson) persons_.insert(e.name);
    }
    const bool inside =
        article.published ? range.Contains(*article.published) : range.from == kFirstTime;
    if (inside) articles_[article.url] = article;
  });
  for (const auto& [url, article] : articles_) AddArticle(article);
  for (const std::string& url : targets_) {
    if (!articles_.contains(url)) AddStub(url);
  }
}

std::vector<SlowEdge> SlowGraph::edges() const {
  std::vector<SlowEdge> edges;
  for (const auto& [ends, edge] : edges_) edges.push_back(edge);
  return edges;
}

std::set<std::string> SlowGraph::Lines() const {
  std::set<std::string> lines;
  for (const auto& [id, node] : nodes_) {
    const bool article = node.kind == NodeKind::kArticle;
    lines.insert(
        id + " " + node.name +
        (article ? fmt::format(" {} {}", ToString(node.state), ShownTime(node.published)) : ""));
  }
  for (const auto& [ends, edge] : edges_) {
    lines.insert(fmt::format("{} weight {} evidence {} rank {} {} {}", ends, edge.weight,
                             edge.evidence, edge.rank, ShownTime(edge.first),
                             ShownTime(edge.last)));
  }
  return lines;
}

std::string SlowGraph::NameOf(NodeKind kind, const std::string& key) {
  nodes_.try_emplace(NodeName(kind, key), SlowNode{.kind = kind, .name = key});
  return NodeName(kind, key);
}

SlowEdge& SlowGraph::Edge(const std::string& from, Relation relation, const std::string& to) {
  SlowEdge& edge = edges_[fmt::format("{} {} {}", from, ToString(relation), to)];
  edge.from = from;
  edge.to = to;
  edge.relation = relation;
  return edge;
}

void SlowGraph::AddLabel(const std::string& from, const Label& label,
                         const std::optional<Time>& time) {
  const bool person = persons_.contains(label.name);
  const std::string to = NameOf(person ? NodeKind::kPerson : NodeKind::kTopic, label.name);
  Add(Edge(from, person ? Relation::kMentions : Relation::kHasTopic, to), 1,
      label.role == LabelRole::kTag ? 1 : 0, time);
}

void SlowGraph::AddArticle(const Article& article) {
  const std::string me = NodeName(NodeKind::kArticle, article.url);
  const auto& time = article.published;
  nodes_[me] = {.name = article.title, .published = time};
  if (!article.facts.publisher.empty()) {
    Add(Edge(me, Relation::kPublishedBy, NameOf(NodeKind::kPublisher, article.facts.publisher)), 1,
        0, time);
  }
  for (const Entity& entity : article.entities) {
    const auto count = static_cast<std::uint32_t>(entity.mentions.size());
    Add(Edge(me, Relation::kMentions, NameOf(entity.kind, entity.name)), count, count, time);
  }
  for (const Label& label : article.labels) AddLabel(me, label, time);
  for (const Link& link : article.links) AddLink(article, link, Relation::kLinksTo);
  for (const Link& link : article.related) AddLink(article, link, Relation::kRelatedTo);
  AddPairs(article);
}

void SlowGraph::AddPairs(const Article& article) {
  for (const Entity& a : article.entities) {
    for (const Entity& b : article.entities) {
      if (IdOf(a.kind, a.name) >= IdOf(b.kind, b.name)) continue;
      Add(Edge(NameOf(a.kind, a.name), Relation::kCoMentioned, NameOf(b.kind, b.name)),
          CoMentionWeight(a, b), 0, article.published);
    }
  }
}

void SlowGraph::AddLink(const Article& host, const Link& link, Relation relation) {
  const std::string to = NodeName(NodeKind::kArticle, link.url);
  SlowEdge& edge = Edge(NodeName(NodeKind::kArticle, host.url), relation, to);
  Add(edge, 1, 1, host.published);
  edge.rank = link.rank;
  targets_.insert(link.url);
  const auto target = articles_.find(link.url);
  const std::optional<Time> time =
      target != articles_.end() ? target->second.published : FactsOf(link.url).day;
  for (const Label& label : link.labels) AddLabel(to, label, time);
}

// Called what the oldest related list that has a title for it says.
std::string SlowGraph::TitleOfStub(const std::string& url) const {
  std::map<std::pair<Time, NodeId>, std::string> titles;
  for (const auto& [host, article] : articles_) {
    for (const Link& link : article.related) {
      if (link.url != url || link.title.empty()) continue;
      titles[{article.published.value_or(kLastTime), article.id()}] = link.title;
    }
  }
  return titles.empty() ? url : titles.begin()->second;
}

void SlowGraph::AddStub(const std::string& url) {
  const std::string me = NodeName(NodeKind::kArticle, url);
  const UrlFacts facts = FactsOf(url);
  nodes_[me] = {.name = TitleOfStub(url), .state = ArticleState::kStub, .published = facts.day};
  Add(Edge(me, Relation::kPublishedBy, NameOf(NodeKind::kPublisher, facts.publisher)), 1, 0,
      facts.day);
  if (!facts.section.empty()) AddLabel(me, {facts.section, LabelRole::kSection}, facts.day);
}

}  // namespace kg
