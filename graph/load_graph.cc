// A whole graph from one pass over the stored articles, and a part of it from those it rests on.
#include <map>
#include <set>

#include "graph/graph_loader.h"

namespace kg {
namespace {

// Articles that may say something of two of `nodes`: those among them, those that link there (and
// say what the linked article is about), and those that name two, if `co_mentions` are wanted.
std::set<NodeId> ArticlesOf(const GraphStore& store, std::span<const Node> nodes,
                            const TimeRange& range, bool co_mentions) {
  std::set<NodeId> articles;
  std::map<NodeId, int> named;
  const auto add_all = [&](NodeId id, Relation relation) {
    store.ForEachPosting(id, relation, {}, [&](const Posting& posting) {
      articles.insert(posting.from);
      return true;
    });
  };
  for (const Node& node : nodes) {
    if (node.kind == NodeKind::kArticle) {
      articles.insert(node.id());
      add_all(node.id(), Relation::kRelatedTo);
      add_all(node.id(), Relation::kLinksTo);
    } else if (co_mentions && IsEntity(node.kind)) {
      store.ForEachPosting(node.id(), Relation::kMentions, range, [&](const Posting& posting) {
        ++named[posting.from];
        return true;
      });
    }
  }
  for (const auto& [article, times] : named) {
    if (times > 1) articles.insert(article);
  }
  return articles;
}

}  // namespace

NewsGraph NewsGraph::Load(const GraphStore& store, const GraphFilter& filter) {
  GraphLoader loader(filter);
  store.ForEachArticle([&](const Article& article) { loader.Add(article); });
  loader.AddIdentities(*store.identities());
  return std::move(loader).Finish();
}

NewsGraph NewsGraph::LoadAround(const GraphStore& store, std::span<const Node> articles,
                                const GraphFilter& filter) {
  GraphLoader loader(filter);
  for (const Node& node : articles) {
    const auto article = store.FindArticle(node.id());
    if (!article) continue;
    loader.NamePersonsOf(store, *article);
    loader.Add(*article);
  }
  return std::move(loader).Finish();
}

NewsGraph NewsGraph::LoadPart(const GraphStore& store, std::span<const Node> nodes,
                              const GraphFilter& filter) {
  GraphLoader loader(filter);
  loader.KeepOnly(nodes);
  const bool co_mentions = filter.Takes(Relation::kCoMentioned);
  const bool added_up = co_mentions && filter.range.IsWhole() && loader.AddCoMentionsOf(store);
  for (const NodeId id : ArticlesOf(store, nodes, filter.range, co_mentions && !added_up)) {
    if (const auto article = store.FindArticle(id)) loader.Add(*article);
  }
  loader.AddIdentities(*store.identities());
  return std::move(loader).Finish();
}

}  // namespace kg
