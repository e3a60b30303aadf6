#include "queries/bonds.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/co_mentions.h"
#include "queries/meetings.h"
#include "queries/ties.h"

namespace kg {
namespace {

void Absorb(Bond& bond, double weight, const std::optional<Time>& published) {
  // A fresh bond has no article yet.
  bond.closeness = bond.articles == 0 ? weight : std::max(bond.closeness, weight);
  bond.weight += weight;
  ++bond.articles;
  if (!published) return;
  bond.first = std::min(bond.first.value_or(*published), *published);
  bond.last = std::max(bond.last.value_or(*published), *published);
}

}  // namespace

std::string_view HowTied(const Bond& bond) {
  switch (bond.relation) {
    case Relation::kRelatedTo: return "related list";
    case Relation::kLinksTo: return "link in the text";
    case Relation::kMentions: return "names";
    case Relation::kHasTopic: return "topic";
    case Relation::kPublishedBy: return "publisher";
    case Relation::kSameAs: return "another name";
    case Relation::kDifferentFrom: return "somebody else";
    case Relation::kCoMentioned: break;
  }
  return HowClose(bond.closeness);
}

std::vector<Bond> BondReader::Of(const Node& node) {
  std::vector<Bond> bonds;
  for (int i = 0; i < kRelations; ++i) {
    const auto relation = static_cast<Relation>(i);
    if (!filter_.Takes(relation)) continue;
    if (relation == Relation::kCoMentioned) {
      AddCoMentioned(node, bonds);
    } else {
      AddOthers(node, relation, bonds);
    }
  }
  std::erase_if(bonds, [&](const Bond& bond) { return bond.weight < filter_.min_weight; });
  std::ranges::sort(bonds, {}, [](const Bond& b) { return std::tuple(b.to, b.relation); });
  return bonds;
}

void BondReader::AddCoMentioned(const Node& node, std::vector<Bond>& bonds) {
  if (node.kind == NodeKind::kArticle || node.kind == NodeKind::kTopic ||
      node.kind == NodeKind::kPublisher) {
    return;
  }
  std::unordered_map<NodeId, Bond> by_name;
  store_.ForEachPosting(node.id(), Relation::kMentions, filter_.range, [&](const Posting& posting) {
    const std::optional<Article> article = store_.FindArticle(posting.from);
    const Entity* self = article ? FindEntity(*article, node) : nullptr;
    if (self == nullptr || !GivesCoMentions(*article)) return true;
    for (const Entity& entity : article->entities) {
      if (&entity == self) continue;
      const NodeId id = IdOf(entity.kind, entity.name);
      Bond& bond = by_name.try_emplace(id, Bond{id, Relation::kCoMentioned}).first->second;
      Absorb(bond, CoMentionWeight(*self, entity), posting.published);
      if (!nodes_.contains(id)) nodes_[id] = {entity.kind, entity.name, entity.name};
    }
    return true;
  });
  for (const auto& [id, bond] : by_name) bonds.push_back(bond);
}

void BondReader::AddOthers(const Node& node, Relation relation, std::vector<Bond>& bonds) {
  std::map<NodeId, Tie> ties;
  GraphFilter one = filter_;
  one.relations = {relation};
  AddTies(store_, node, one, ties);
  for (const auto& [id, tie] : ties) {
    std::optional<Node> other = store_.FindNode(id);
    if (!other || id == node.id()) continue;
    // The article that says so is the one at the end that is an article; of two, the host.
    const std::optional<Time> published =
        node.kind == NodeKind::kArticle ? node.published : other->published;
    bonds.push_back({.to = id,
                     .relation = relation,
                     .weight = tie.weight,
                     .articles = 1,
                     .first = published,
                     .last = published});
    nodes_.insert_or_assign(id, std::move(*other));
  }
}

}  // namespace kg
