#include "queries/known_part.h"

#include <algorithm>
#include <utility>

#include "graph/error.h"
#include "queries/ties.h"

namespace kg {

KnownPart::KnownPart(const GraphStore& store, const Node& a, const Node& b,
                     const PathOptions& options)
    : store_(store), options_(options), reader_(store, options.filter) {
  for (const Node* end : {&a, &b}) Number(end->id());
  for (Vertex end = 0; end < kEnds; ++end) Expand(end, {});
}

void KnownPart::CountArticles(Vertex v) {
  if (!HasArticles(v)) {
    vertices_[v].articles = static_cast<std::uint32_t>(ArticlesAt(store_, NodeOf(v)));
  }
}

std::size_t KnownPart::LeastArticles(Vertex v) const {
  return std::max(vertices_[v].articles, vertices_[v].least_articles);
}

double KnownPart::Leaving(Vertex v) const {
  if (v < kEnds) return 0;
  return HubCost(HasArticles(v) ? vertices_[v].articles : vertices_[v].least_articles);
}

// A link weighs no more than there are articles at either end. Those of other relations cost more
// than 2, and that is more than this says.
double KnownPart::LeastLinkExtra(Vertex v) const {
  return HasArticles(v) ? 1 / (1.0 + vertices_[v].articles) : 0;
}

void KnownPart::Expand(Vertex v, const PathLimits& limits) {
  if (IsExpanded(v)) return;
  vertices_[v].expanded = true;
  ++expanded_;
  const std::vector<Bond> bonds = reader_.Of(NodeOf(v));
  for (auto at = bonds.begin(); at != bonds.end();) {
    // Of several edges between two nodes the cheapest counts.
    const auto next =
        std::find_if(at, bonds.end(), [at](const Bond& bond) { return bond.to != at->to; });
    AddLink(v,
            *std::min_element(
                at, next, [](const Bond& a, const Bond& b) { return LinkCost(a) < LinkCost(b); }),
            limits);
    at = next;
  }
}

void KnownPart::AddLink(Vertex u, const Bond& bond, const PathLimits& limits) {
  if (!MayPass(bond.kind, bond.to)) return;
  // As many articles as tell of a link point at both ends.
  const std::uint32_t least = bond.relation == Relation::kCoMentioned ? bond.articles : 1;
  vertices_[u].least_articles = std::max(vertices_[u].least_articles, least);
  const double cost = LinkCost(bond);
  const auto known = number_.find(bond.to);
  if (known == number_.end()) {
    if (!MayUse(limits, u, size(), HubCost(least), cost)) return;
  } else {
    if (IsExpanded(known->second)) return;
    const double leaving = std::max(Leaving(known->second), HubCost(least));
    if (!MayUse(limits, u, known->second, known->second < kEnds ? 0 : leaving, cost)) return;
  }
  const Vertex v = Number(bond.to);
  vertices_[v].least_articles = std::max(vertices_[v].least_articles, least);
  links_.push_back({u, v, cost, bond.relation});
}

// A path has one of the link's ends nearer to a, and the other one nearer to b.
bool KnownPart::MayUse(const PathLimits& limits, Vertex u, Vertex v, double leaving_v,
                       double cost) const {
  constexpr double kRounding = 1e-9;  // sums of the same costs in another order
  if (limits.bound == PathLimits::kInfinite) return true;
  const double way =
      std::min(limits.WayTo(0, u) + limits.WayTo(1, v), limits.WayTo(1, u) + limits.WayTo(0, v));
  return way + Leaving(u) + cost + leaving_v < limits.bound + kRounding;
}

void KnownPart::Drop(const PathLimits& limits) {
  std::erase_if(links_, [&](const Link& link) {
    return !MayUse(limits, link.u, link.v, Leaving(link.v), link.cost);
  });
}

bool KnownPart::MayPass(NodeKind kind, NodeId id) const {
  if (id == vertices_[0].id || id == vertices_[1].id) return true;
  return options_.filter.Takes(kind) && !options_.avoid.contains(id);
}

KnownPart::Vertex KnownPart::Number(NodeId id) {
  const auto [at, fresh] = number_.try_emplace(id, size());
  if (fresh) vertices_.push_back({.id = id});
  return at->second;
}

Node KnownPart::NodeOf(Vertex v) const {
  std::optional<Node> node = store_.FindNode(vertices_[v].id);
  if (!node) throw Error(ErrorCode::kCorrupt, "an article names a node that is not there");
  return std::move(*node);
}

Path KnownPart::ToPath(const std::vector<Vertex>& vertices, double cost) const {
  Path path{.cost = cost};
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    path.nodes.push_back(NodeOf(vertices[i]));
    if (i == 0) continue;
    Bond& link = path.links.emplace_back(BondOf(vertices[i - 1], vertices[i]));
    link.to = path.nodes.back().id();
    link.kind = path.nodes.back().kind;
    if (LinkCost(link) > LinkCost(path.links[path.weakest])) path.weakest = i - 1;
  }
  return path;
}

// Bonds are large, and few of the links are in an answer: those are read again, between names where
// there is less to read.
Bond KnownPart::BondOf(Vertex from, Vertex to) const {
  const auto link = std::ranges::find_if(links_, [&](const Link& one) {
    return (one.u == from && one.v == to) || (one.u == to && one.v == from);
  });
  Vertex here = link->u;
  Vertex there = link->v;
  if (link->relation == Relation::kCoMentioned && LeastArticles(there) < LeastArticles(here)) {
    std::swap(here, there);
  }
  std::vector<Bond> bonds = reader_.Of(NodeOf(here));
  const auto bond = std::ranges::find_if(bonds, [&](const Bond& one) {
    return one.to == vertices_[there].id && one.relation == link->relation;
  });
  if (bond == bonds.end()) throw Error(ErrorCode::kCorrupt, "a link is known at one end alone");
  reader_.AddTimes(vertices_[here].id, *bond);
  return *bond;
}

}  // namespace kg
