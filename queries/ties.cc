#include "queries/ties.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/co_mentions.h"
#include "graph/sort_by_id.h"

namespace kg {
namespace {

class Collector {
 public:
  Collector(const GraphStore& store, const GraphFilter& filter, Ties& ties)
      : store_(store), filter_(filter), ties_(ties) {}

  void AddOf(const Node& node) {
    switch (node.kind) {
      case NodeKind::kArticle: return AddOfArticle(node);
      case NodeKind::kTopic: return AddArticles(node.id(), Relation::kHasTopic);
      case NodeKind::kPublisher: return AddArticles(node.id(), Relation::kPublishedBy);
      default: return AddOfEntity(node);
    }
  }

 private:
  void Add(NodeId id, NodeKind kind, double weight) {
    if (weight >= filter_.min_weight) ties_.Add(id, kind, weight);
  }

  void Add(const Node& node, double weight) { Add(node.id(), node.kind, weight); }

  void AddArticles(NodeId id, Relation relation) {
    if (!filter_.Takes(relation)) return;
    store_.ForEachPosting(id, relation, filter_.range, [&](const Posting& posting) {
      Add(posting.from, NodeKind::kArticle, posting.count);
      return true;
    });
  }

  // An edge of two names rests on all articles that have both.
  void AddOfEntity(const Node& node) {
    AddArticles(node.id(), Relation::kMentions);
    AddIdentities(node.id());
    if (!filter_.Takes(Relation::kCoMentioned)) return;
    const auto add = [&](const CoMention& one) { Add(one.other, one.kind, one.weight()); };
    if (filter_.range.IsWhole() && store_.ForEachCoMention(node.id(), add)) return;
    CoMentions found;
    store_.ForEachPosting(node.id(), Relation::kMentions, filter_.range,
                          [&](const Posting& posting) {
                            if (const auto article = store_.FindArticle(posting.from))
                              AddCoMentions(*article, node, found);
                            return true;
                          });
    for (const auto& [id, named] : found) Add(id, named.first, named.second);
  }

  void AddIdentities(NodeId id) {
    const auto identities = store_.identities();
    for (const IdentityEdge& edge : identities->EdgesOf(id)) {
      if (!filter_.Takes(edge.relation)) continue;
      if (edge.from->id() == id) Add(edge.to->id(), edge.to->kind, 1);
      if (edge.to->id() == id) Add(edge.from->id(), edge.from->kind, 1);
    }
  }

  using CoMentions = std::unordered_map<NodeId, std::pair<NodeKind, double>>;

  static void AddCoMentions(const Article& article, const Node& node, CoMentions& found) {
    const Entity* self = FindEntity(article, node);
    if (self == nullptr || !GivesCoMentions(article)) return;
    for (const Entity& entity : article.entities) {
      if (&entity == self) continue;
      auto& [kind, weight] = found[IdOf(entity.kind, entity.name)];
      kind = entity.kind;
      weight += CoMentionWeight(*self, entity);
    }
  }

  // An article's edges are few: those that it says itself, those of others that link to it, and
  // what these say it is about. Of an article out of time only the others' count, and its address,
  // from which the edges without evidence come, makes it no stub.
  void AddOfArticle(const Node& node) {
    const bool in_time = filter_.range.Contains(node.published.value_or(kFirstTime));
    const bool speaks = in_time || node.state == ArticleState::kStub;
    std::vector<Node> saying;
    if (speaks) saying.push_back(node);
    for (const Relation relation : {Relation::kRelatedTo, Relation::kLinksTo}) {
      store_.ForEachPosting(node.id(), relation, filter_.range, [&](const Posting& posting) {
        if (auto host = store_.FindNode(posting.from)) saying.push_back(std::move(*host));
        return true;
      });
    }
    const NewsGraph said = NewsGraph::LoadAround(store_, saying, {.relations = filter_.relations});
    const auto self = said.Find(node.id());
    if (!self) return;
    for (const GraphEdge& edge : said.edges()) {
      if (edge.source == *self && (speaks || edge.evidence > 0)) {
        Add(said.node(edge.target), edge.weight);
      }
      if (edge.target == *self) Add(said.node(edge.source), edge.weight);
    }
  }

  const GraphStore& store_;
  const GraphFilter& filter_;
  Ties& ties_;
};

}  // namespace

std::vector<Tie> Ties::AddUp() && {
  const auto by_id = [](const Tie& a, const Tie& b) { return a.to < b.to; };
  if (!std::is_sorted(ties_.begin(), ties_.end(), by_id)) {
    SortById(
        ties_, [](const Tie& tie) { return tie.to; }, by_id);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ties_.size(); ++i) {
    if (kept > 0 && ties_[kept - 1].to == ties_[i].to) {
      ties_[kept - 1].weight += ties_[i].weight;
      ties_[kept - 1].edges += ties_[i].edges;
    } else {
      ties_[kept++] = ties_[i];
    }
  }
  ties_.resize(kept);
  return std::move(ties_);
}

void AddTies(const GraphStore& store, const Node& node, const GraphFilter& filter, Ties& ties) {
  Collector(store, filter, ties).AddOf(node);
}

std::size_t ArticlesAt(const GraphStore& store, const Node& node) {
  if (const auto naming = store.CountNaming(node)) return std::max<std::size_t>(1, *naming);
  const auto relations = [&]() -> std::vector<Relation> {
    switch (node.kind) {
      case NodeKind::kArticle: return {Relation::kRelatedTo, Relation::kLinksTo};
      case NodeKind::kTopic: return {Relation::kHasTopic};
      case NodeKind::kPublisher: return {Relation::kPublishedBy};
      default: return {Relation::kMentions};
    }
  }();
  std::size_t articles = 0;
  for (const Relation relation : relations) {
    store.ForEachPosting(node.id(), relation, {}, [&](const Posting&) { return ++articles > 0; });
  }
  return std::max<std::size_t>(1, articles);
}

}  // namespace kg
