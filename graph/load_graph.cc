// The whole graph from one pass over the stored articles.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "graph/canonical_url.h"
#include "graph/co_mentions.h"
#include "graph/news_graph.h"

namespace kg {
namespace {

// Nodes and edges as articles bring them; labels wait until it is known which of them name persons.
class Loader {
 public:
  explicit Loader(const GraphFilter& filter) : filter_(filter) {}

  void Add(const Article& article) {
    for (const Entity& entity : article.entities) {
      if (entity.kind == NodeKind::kPerson) persons_.insert(entity.name);
    }
    if (!filter_.range.Contains(article.published.value_or(kFirstTime))) return;
    if (!article.published && filter_.range.from > kFirstTime) return;
    const Index from = IndexOf(NodeKind::kArticle, article.url);
    Node& node = nodes_[from];
    node.name = article.title;
    node.state = ArticleState::kFull;
    node.published = article.published;
    AddPublisher(from, article.published, article.facts.publisher);
    for (const Entity& entity : article.entities) AddEntity(from, article, entity);
    for (const Label& label : article.labels) {
      AddLabel(from, article.published, label.name, label.role == LabelRole::kTag ? 1 : 0);
    }
    for (const Link& link : article.related) AddLink(from, article, link, Relation::kRelatedTo);
    for (const Link& link : article.links) AddLink(from, article, link, Relation::kLinksTo);
    if (Wants(Relation::kCoMentioned)) AddCoMentions(article);
  }

  NewsGraph Finish() && {
    for (Index i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].state == ArticleState::kStub) AddStubFacts(i);
    }
    for (const PendingLabel& label : labels_) ResolveLabel(label);
    return Filtered();
  }

 private:
  using Index = NewsGraph::Index;
  struct PendingLabel {
    Index from;
    std::optional<Time> published;
    std::string name;
    std::uint32_t evidence;
  };

  bool Wants(Relation relation) const {
    return filter_.relations.empty() ||
           std::find(filter_.relations.begin(), filter_.relations.end(), relation) !=
               filter_.relations.end();
  }

  bool Wants(NodeKind kind) const {
    return filter_.kinds.empty() ||
           std::find(filter_.kinds.begin(), filter_.kinds.end(), kind) != filter_.kinds.end();
  }

  Index IndexOf(NodeKind kind, std::string_view key) {
    const auto [at, fresh] = index_.try_emplace(IdOf(kind, key), static_cast<Index>(nodes_.size()));
    if (fresh) {
      nodes_.push_back({.kind = kind, .key = std::string(key), .name = std::string(key)});
      if (kind == NodeKind::kArticle) nodes_.back().state = ArticleState::kStub;
    }
    return at->second;
  }

  void AddEdge(Index from, Index to, Relation relation, double weight, std::uint32_t evidence,
               const std::optional<Time>& time) {
    if (!Wants(relation)) return;
    edges_.push_back({.source = from, .target = to, .relation = relation, .weight = weight,
                      .evidence = evidence, .first = time, .last = time});
  }

  void AddPublisher(Index from, const std::optional<Time>& time, const std::string& publisher) {
    if (publisher.empty()) return;
    AddEdge(from, IndexOf(NodeKind::kPublisher, publisher), Relation::kPublishedBy, 1, 0, time);
  }

  void AddLabel(Index from, const std::optional<Time>& time, const std::string& name,
                std::uint32_t evidence) {
    if (!name.empty()) labels_.push_back({from, time, name, evidence});
  }

  void AddEntity(Index from, const Article& article, const Entity& entity) {
    const auto count = static_cast<std::uint32_t>(entity.mentions.size());
    AddEdge(from, IndexOf(entity.kind, entity.name), Relation::kMentions, count, count,
            article.published);
  }

  void AddLink(Index from, const Article& article, const Link& link, Relation relation) {
    const Index to = IndexOf(NodeKind::kArticle, link.url);
    if (relation == Relation::kRelatedTo) OfferTitle(to, article, link.title);
    AddEdge(from, to, relation, 1, 1, article.published);
    if (Wants(relation)) edges_.back().rank = link.rank;
    // The kicker's time is the linked article's, as the label is: filled in when it is resolved.
    for (const Label& label : link.labels) AddLabel(to, std::nullopt, label.name, 1);
  }

  // A stub is called what the oldest related list calls it, as in GraphStore::FindNode().
  void OfferTitle(Index to, const Article& host, const std::string& title) {
    if (title.empty() || nodes_[to].state == ArticleState::kFull) return;
    const auto order = std::pair(host.published.value_or(kLastTime), host.id());
    const auto [at, fresh] = titled_by_.try_emplace(to, order);
    if (!fresh && at->second <= order) return;
    at->second = order;
    nodes_[to].name = title;
  }

  void AddCoMentions(const Article& article) {
    ForEachCoMention(article, [&](const Entity& a, const Entity& b, double weight) {
      Index source = IndexOf(a.kind, a.name);
      Index target = IndexOf(b.kind, b.name);
      if (nodes_[target].id() < nodes_[source].id()) std::swap(source, target);
      AddEdge(source, target, Relation::kCoMentioned, weight, 0, article.published);
    });
  }

  void ResolveLabel(const PendingLabel& label) {
    const bool person = persons_.contains(label.name);
    const Index to = IndexOf(person ? NodeKind::kPerson : NodeKind::kTopic, label.name);
    const std::optional<Time> time = label.published ? label.published : nodes_[label.from].published;
    AddEdge(label.from, to, person ? Relation::kMentions : Relation::kHasTopic, 1, label.evidence, time);
  }

  void AddStubFacts(Index stub) {
    const UrlFacts facts = FactsOf(nodes_[stub].key);
    nodes_[stub].published = facts.day;
    AddPublisher(stub, facts.day, facts.publisher);
    if (!facts.section.empty()) ResolveLabel({stub, facts.day, facts.section, 0});
  }

  NewsGraph Filtered() {
    std::vector<Index> kept(nodes_.size());
    std::vector<Node> nodes;
    for (Index i = 0; i < nodes_.size(); ++i) {
      if (!Wants(nodes_[i].kind)) continue;
      kept[i] = static_cast<Index>(nodes.size()) + 1;
      nodes.push_back(std::move(nodes_[i]));
    }
    std::vector<GraphEdge> edges;
    for (GraphEdge& edge : edges_) {
      if (kept[edge.source] == 0 || kept[edge.target] == 0) continue;
      edge.source = kept[edge.source] - 1;
      edge.target = kept[edge.target] - 1;
      edges.push_back(edge);
    }
    return NewsGraph::Build(std::move(nodes), std::move(edges), filter_.min_weight);
  }

  const GraphFilter& filter_;
  std::vector<Node> nodes_;
  std::vector<GraphEdge> edges_;
  std::vector<PendingLabel> labels_;
  std::unordered_map<NodeId, Index> index_;
  std::unordered_set<std::string> persons_;
  std::unordered_map<Index, std::pair<Time, NodeId>> titled_by_;
};

}  // namespace

NewsGraph NewsGraph::Load(const GraphStore& store, const GraphFilter& filter) {
  Loader loader(filter);
  store.ForEachArticle([&](const Article& article) { loader.Add(article); });
  return std::move(loader).Finish();
}

}  // namespace kg
