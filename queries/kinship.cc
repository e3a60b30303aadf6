#include "queries/kinship.h"

#include <algorithm>
#include <cmath>

#include "queries/path_search.h"
#include "queries/ties.h"

namespace kg {
namespace {

// Calls `visit` for each name that both have.
template <class Visit>
void ForEachShared(const Profile& a, const Profile& b, Visit visit) {
  auto j = b.names.begin();
  for (const Profile::Name& name : a.names) {
    while (j != b.names.end() && j->id < name.id) ++j;
    if (j == b.names.end()) return;
    if (j->id == name.id) visit(name);
  }
}

}  // namespace

Profile Profiler::Of(const Node& node) {
  Profile profile{.article = node};
  const std::optional<Article> article = store_.FindArticle(node.id());
  if (!article) return profile;
  for (const Entity& entity : article->entities) {
    Add({.kind = entity.kind, .key = entity.name, .name = entity.name}, profile);
  }
  for (const Label& label : article->labels) {
    if (!label.name.empty()) Add(store_.ResolveLabel(label.name), profile);
  }
  std::ranges::sort(profile.names, {}, &Profile::Name::id);
  const auto same = [](const Profile::Name& a, const Profile::Name& b) { return a.id == b.id; };
  profile.names.erase(std::unique(profile.names.begin(), profile.names.end(), same),
                      profile.names.end());
  for (const Profile::Name& name : profile.names) profile.length += name.weight * name.weight;
  profile.length = std::sqrt(profile.length);
  for (const auto* links : {&article->related, &article->links}) {
    for (const Link& link : *links) profile.links.insert(IdOf(NodeKind::kArticle, link.url));
  }
  return profile;
}

void Profiler::Add(const Node& name, Profile& profile) {
  const NodeId id = name.id();
  const auto [at, fresh] = weights_.try_emplace(id, 0);
  if (fresh) {
    const std::size_t articles = ArticlesAt(store_, name);
    at->second = articles < 2 ? 0 : std::exp(-HubCost(articles));
    names_.emplace(id, name.name);
  }
  if (at->second > 0) {
    profile.names.push_back({id, at->second, name.kind == NodeKind::kPerson});
  }
}

bool AreLinked(const Profile& a, const Profile& b) {
  return a.links.contains(b.article.id()) || b.links.contains(a.article.id());
}

double Kinship(const Profile& a, const Profile& b) {
  double common = 0;
  bool person = false;
  ForEachShared(a, b, [&](const Profile::Name& name) {
    common += name.weight * name.weight;
    person = person || name.person;
  });
  const bool linked = AreLinked(a, b);
  if (!linked && !person) return 0;
  const double lengths = a.length * b.length;
  return std::min(1.0, (lengths > 0 ? common / lengths : 0) + (linked ? 0.5 : 0));
}

std::vector<NodeId> SharedNames(const Profile& a, const Profile& b) {
  std::vector<Profile::Name> shared;
  ForEachShared(a, b, [&](const Profile::Name& name) { shared.push_back(name); });
  std::ranges::stable_sort(shared, std::ranges::greater{}, &Profile::Name::weight);
  std::vector<NodeId> ids;
  for (const Profile::Name& name : shared) ids.push_back(name.id);
  return ids;
}

}  // namespace kg
