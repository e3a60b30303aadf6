#include "graph/graph_loader.h"

#include <algorithm>
#include <utility>

#include "graph/canonical_url.h"
#include "graph/co_mentions.h"
#include "graph/large_pages.h"

namespace kg {

void GraphLoader::KeepOnly(std::span<const Node> nodes) {
  for (const Node& node : nodes) {
    only_.emplace(node.id(), node);
    nodes_[IndexOf(node.kind, node.key)].state = node.state;
    if (node.kind == NodeKind::kPerson) persons_.insert(node.id());
    if (node.kind == NodeKind::kTopic) namesakes_.insert(IdOf(NodeKind::kPerson, node.key));
  }
}

void GraphLoader::NamePersonsOf(const GraphStore& store, const Article& article) {
  const auto learn = [&](const std::vector<Label>& labels) {
    for (const Label& label : labels) {
      if (store.ResolveLabel(label.name).kind == NodeKind::kPerson) {
        persons_.insert(IdOf(NodeKind::kPerson, label.name));
      }
    }
  };
  learn(article.labels);
  for (const Link& link : article.related) learn(link.labels);
}

bool GraphLoader::AddCoMentionsOf(const GraphStore& store) {
  std::vector<NodeId> names;
  for (const auto& [id, node] : only_) {
    if (IsEntity(node.kind)) names.push_back(id);
  }
  std::ranges::sort(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const NodeId id = names[i];  // an edge is kept once, with the smaller id as source
    const auto found = store.CoMentionsAmong(id, std::span(names).subspan(i + 1));
    if (!found) return false;
    for (const CoMention& one : *found) {
      edges_.push_back({.source = index_.at(id),
                        .target = index_.at(one.other),
                        .relation = Relation::kCoMentioned,
                        .weight = one.weight(),
                        .first = one.first,
                        .last = one.last});
    }
  }
  has_co_mentions_ = true;
  return true;
}

void GraphLoader::Add(const Article& article) {
  std::vector<NodeId> ids;  // of the entities
  ids.reserve(article.entities.size());
  for (const Entity& entity : article.entities) {
    ids.push_back(IdOf(entity.kind, entity.name));
    if (entity.kind != NodeKind::kPerson) continue;
    if (only_.empty() || namesakes_.contains(ids.back())) persons_.insert(ids.back());
  }
  if (!filter_.range.Contains(article.published.value_or(kFirstTime))) return;
  if (!article.published && filter_.range.from > kFirstTime) return;
  if (filter_.Takes(Relation::kCoMentioned) && !has_co_mentions_) AddCoMentions(article, ids);
  const NodeId id = article.id();
  if (Keeps(id)) {
    AddWhole(id, article, ids);
  } else {
    for (const Link& link : article.related) AddKicker(link);
    for (const Link& link : article.links) AddKicker(link);
  }
}

void GraphLoader::AddWhole(NodeId id, const Article& article, std::span<const NodeId> ids) {
  const Index from = IndexOf(id, NodeKind::kArticle, article.url);
  Node& node = nodes_[from];
  node.name = article.title;
  node.state = ArticleState::kFull;
  node.published = article.published;
  AddPublisher(from, article.published, article.facts.publisher);
  AddEntities(from, article, ids);
  for (const Label& label : article.labels) {
    AddLabel(from, article.published, label.name, label.role == LabelRole::kTag ? 1 : 0);
  }
  for (const Link& link : article.related) AddLink(from, article, link, Relation::kRelatedTo);
  for (const Link& link : article.links) AddLink(from, article, link, Relation::kLinksTo);
}

// All that an article which is not kept itself says of one that is.
void GraphLoader::AddKicker(const Link& link) {
  const NodeId id = IdOf(NodeKind::kArticle, link.url);
  if (link.labels.empty() || !Keeps(id)) return;
  const Index to = IndexOf(id, NodeKind::kArticle, link.url);
  for (const Label& label : link.labels) AddLabel(to, std::nullopt, label.name, 1);
}

void GraphLoader::AddIdentities(const Identities& identities) {
  const auto add = [&](const IdentityEdge& edge) {
    AddEdge(IndexOf(edge.from->kind, edge.from->key), IndexOf(edge.to->kind, edge.to->key),
            edge.relation, 1, 0, std::nullopt);
  };
  for (const auto& [id, node] : only_) {
    for (const IdentityEdge& edge : identities.EdgesOf(id)) {
      if (edge.from->id() == id && filter_.Takes(edge.relation) && only_.contains(edge.to->id()))
        add(edge);
    }
  }
  if (!only_.empty()) return;
  identities.ForEachEdge([&](const IdentityEdge& edge) {
    if (!filter_.Takes(edge.relation) || !index_.contains(edge.to->id())) return;
    // Nothing but this edge leads to a name that another stands for.
    if (edge.relation == Relation::kSameAs || index_.contains(edge.from->id())) add(edge);
  });
}

NewsGraph GraphLoader::Finish() && {
  for (Index i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].state == ArticleState::kStub) AddStubFacts(i);
  }
  for (const PendingLabel& label : labels_) ResolveLabel(label);
  return Filtered();
}

GraphLoader::Index GraphLoader::IndexOf(NodeId id, NodeKind kind, std::string_view key) {
  const auto [at, fresh] = index_.try_emplace(id, static_cast<Index>(nodes_.size()));
  if (fresh) {
    nodes_.push_back({.kind = kind, .key = std::string(key), .name = std::string(key)});
    if (kind == NodeKind::kArticle) nodes_.back().state = ArticleState::kStub;
  }
  return at->second;
}

void GraphLoader::AddEdge(Index from, Index to, Relation relation, double weight,
                          std::uint32_t evidence, const std::optional<Time>& time) {
  if (!filter_.Takes(relation)) return;
  MakeRoom(edges_);
  edges_.push_back({.source = from,
                    .target = to,
                    .relation = relation,
                    .weight = weight,
                    .evidence = evidence,
                    .first = time,
                    .last = time});
}

void GraphLoader::AddPublisher(Index from, const std::optional<Time>& time,
                               const std::string& publisher) {
  if (publisher.empty()) return;
  AddEdge(from, IndexOf(NodeKind::kPublisher, publisher), Relation::kPublishedBy, 1, 0, time);
}

void GraphLoader::AddLabel(Index from, const std::optional<Time>& time, const std::string& name,
                           std::uint32_t evidence) {
  if (!name.empty()) labels_.push_back({from, time, name, evidence});
}

void GraphLoader::AddEntities(Index from, const Article& article, std::span<const NodeId> ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!Keeps(ids[i])) continue;
    const Entity& entity = article.entities[i];
    const auto count = static_cast<std::uint32_t>(entity.mentions.size());
    AddEdge(from, IndexOf(ids[i], entity.kind, entity.name), Relation::kMentions, count, count,
            article.published);
  }
}

void GraphLoader::AddLink(Index from, const Article& article, const Link& link, Relation relation) {
  const Index to = IndexOf(NodeKind::kArticle, link.url);
  if (relation == Relation::kRelatedTo) OfferTitle(to, article, link.title);
  AddEdge(from, to, relation, 1, 1, article.published);
  if (filter_.Takes(relation)) edges_.back().rank = link.rank;
  // The kicker's time is the linked article's, as the label is: filled in when it is resolved.
  for (const Label& label : link.labels) AddLabel(to, std::nullopt, label.name, 1);
}

// A stub is called what the oldest related list calls it, as in GraphStore::FindNode().
void GraphLoader::OfferTitle(Index to, const Article& host, const std::string& title) {
  if (title.empty() || nodes_[to].state == ArticleState::kFull) return;
  const auto order = std::pair(host.published.value_or(kLastTime), host.id());
  const auto [at, fresh] = titled_by_.try_emplace(to, order);
  if (!fresh && at->second <= order) return;
  at->second = order;
  nodes_[to].name = title;
}

void GraphLoader::AddCoMentions(const Article& article, std::span<const NodeId> ids) {
  if (!GivesCoMentions(article)) return;
  std::vector<CoMentionSums::Named> named;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Entity& entity = article.entities[i];
    if (Keeps(ids[i]))
      named.push_back({&entity, ids[i], IndexOf(ids[i], entity.kind, entity.name)});
  }
  std::ranges::sort(named, {}, &CoMentionSums::Named::id);
  co_mentions_.Add(named, article.published);
}

void GraphLoader::ResolveLabel(const PendingLabel& label) {
  const bool person = persons_.contains(IdOf(NodeKind::kPerson, label.name));
  const Index to = IndexOf(person ? NodeKind::kPerson : NodeKind::kTopic, label.name);
  const std::optional<Time> time = label.published ? label.published : nodes_[label.from].published;
  AddEdge(label.from, to, person ? Relation::kMentions : Relation::kHasTopic, 1, label.evidence,
          time);
}

void GraphLoader::AddStubFacts(Index stub) {
  const UrlFacts facts = FactsOf(nodes_[stub].key);
  nodes_[stub].published = facts.day;
  AddPublisher(stub, facts.day, facts.publisher);
  if (!facts.section.empty()) ResolveLabel({stub, facts.day, facts.section, 0});
}

NewsGraph GraphLoader::Filtered() {
  std::vector<Index> kept(nodes_.size(), CoMentionSums::kNone);
  std::vector<Node> nodes;
  nodes.reserve(nodes_.size());
  for (Index i = 0; i < nodes_.size(); ++i) {
    if (!filter_.Takes(nodes_[i].kind)) continue;
    const auto only = only_.empty() ? only_.end() : only_.find(nodes_[i].id());
    if (!only_.empty() && only == only_.end()) continue;
    kept[i] = static_cast<Index>(nodes.size());
    nodes.push_back(only_.empty() ? std::move(nodes_[i]) : only->second);
  }
  std::erase_if(edges_, [&](const GraphEdge& edge) {
    return kept[edge.source] == CoMentionSums::kNone || kept[edge.target] == CoMentionSums::kNone;
  });
  for (GraphEdge& edge : edges_) {
    edge.source = kept[edge.source];
    edge.target = kept[edge.target];
  }
  co_mentions_.Renumber(kept);
  return NewsGraph::Build(std::move(nodes), std::move(edges_), filter_.min_weight,
                          std::move(co_mentions_));
}

}  // namespace kg
