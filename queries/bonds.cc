#include "queries/bonds.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

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

Bond ToBond(const CoMention& one) {
  Bond bond{.to = one.other,
            .kind = one.kind,
            .relation = Relation::kCoMentioned,
            .weight = one.weight()};
  for (const std::uint32_t articles : one.articles) bond.articles += articles;
  // The closest are counted first.
  constexpr std::array<double, 3> kWeights = {1, 0.5, 0.25};  // of CoMentionWeight()
  for (std::size_t i = kWeights.size(); i-- > 0;) {
    if (one.articles.at(i) > 0) bond.closeness = kWeights.at(i);
  }
  return bond;
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

std::vector<Bond> BondReader::Of(const Node& node) const {
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

void BondReader::AddCoMentioned(const Node& node, std::vector<Bond>& bonds) const {
  if (!IsEntity(node.kind)) return;
  const auto add = [&](const CoMention& one) { bonds.push_back(ToBond(one)); };
  if (filter_.range.IsWhole() && store_.ForEachCoMention(node.id(), add)) return;
  std::unordered_map<NodeId, Bond> by_name;
  store_.ForEachPosting(node.id(), Relation::kMentions, filter_.range, [&](const Posting& posting) {
    const std::optional<Article> article = store_.FindArticle(posting.from);
    const Entity* self = article ? FindEntity(*article, node) : nullptr;
    if (self == nullptr || !GivesCoMentions(*article)) return true;
    for (const Entity& entity : article->entities) {
      if (&entity == self) continue;
      const NodeId id = IdOf(entity.kind, entity.name);
      const Bond none{.to = id, .kind = entity.kind, .relation = Relation::kCoMentioned};
      Bond& bond = by_name.try_emplace(id, none).first->second;
      Absorb(bond, CoMentionWeight(*self, entity), posting.published);
    }
    return true;
  });
  for (const auto& [id, bond] : by_name) bonds.push_back(bond);
}

void BondReader::AddTimes(NodeId from, Bond& bond) const {
  if (bond.relation != Relation::kCoMentioned || bond.first) return;
  const auto found = store_.CoMentionsAmong(from, std::span(&bond.to, 1));
  if (!found || found->empty()) return;
  bond.first = found->front().first;
  bond.last = found->front().last;
}

void BondReader::AddOthers(const Node& node, Relation relation, std::vector<Bond>& bonds) const {
  Ties ties;
  GraphFilter one = filter_;
  one.relations = {relation};
  AddTies(store_, node, one, ties);
  for (const Tie& tie : std::move(ties).AddUp()) {
    std::optional<Node> other = store_.FindNode(tie.to);
    if (!other || tie.to == node.id()) continue;
    // The article that says so is the one at the end that is an article; of two, the host.
    const std::optional<Time> published =
        node.kind == NodeKind::kArticle ? node.published : other->published;
    bonds.push_back({.to = tie.to,
                     .kind = other->kind,
                     .relation = relation,
                     .weight = tie.weight,
                     .articles = 1,
                     .first = published,
                     .last = published});
  }
}

}  // namespace kg
