#include "graph/identity/context.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace kg {
namespace {

constexpr std::size_t kSample = 24;  // articles of a person

double FactorOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kPerson: return 1;
    case NodeKind::kOrganization: return 0.8;
    case NodeKind::kPlace: return 0.4;
    default: return 0.5;  // tags
  }
}

std::vector<NodeId> Common(const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
  std::vector<NodeId> common;
  std::ranges::set_intersection(a, b, std::back_inserter(common));
  return common;
}

double WeightIn(const PersonContext& context, NodeId id) {
  const auto at = std::ranges::lower_bound(context.company, id);
  if (at == context.company.end() || *at != id) return 0;
  return context.weights[static_cast<std::size_t>(at - context.company.begin())];
}

double YearsBetween(const PersonContext& a, const PersonContext& b) {
  if (!a.first || !b.first) return 0;
  const auto gap = std::max(*a.first, *b.first) - std::min(*a.last, *b.last);
  return std::max(0.0, std::chrono::duration<double, std::chrono::years::period>(gap).count());
}

}  // namespace

PersonContexts::PersonContexts(const ArchivePeople& archive, const std::vector<NodeId>& persons) {
  for (const NodeId person : persons) ReadPerson(archive, person);
  Weigh();
}

// Each name once, when it is known how many articles have it.
void PersonContexts::Weigh() {
  std::unordered_map<NodeId, double> weights;
  for (const auto& [id, known] : known_) weights.emplace(id, WeightOf(id));
  for (auto& [id, context] : contexts_) {
    for (const NodeId other : context.company) {
      context.weights.push_back(weights.at(other));
      context.weight += context.weights.back();
    }
  }
}

void PersonContexts::ReadPerson(const ArchivePeople& archive, NodeId person) {
  const auto [at, fresh] = contexts_.try_emplace(person);
  if (!fresh) return;
  PersonContext& context = at->second;
  std::uint32_t most = 0;
  archive.ForEachArticle(person, [&](const Posting& posting) {
    ++context.articles;
    if (posting.published) {
      context.first = std::min(context.first.value_or(*posting.published), *posting.published);
      context.last = std::max(context.last.value_or(*posting.published), *posting.published);
    }
    if (posting.count > most || (posting.count == most && posting.from < context.best)) {
      most = posting.count;
      context.best = posting.from;
    }
    context.sample.push_back(posting.from);
    // Kept small while it grows.
    if (context.sample.size() < 4 * kSample) return;
    std::ranges::nth_element(context.sample, context.sample.begin() + kSample);
    context.sample.resize(kSample);
  });
  std::ranges::sort(context.sample);
  if (context.sample.size() > kSample) context.sample.resize(kSample);
  for (const NodeId article : context.sample) {
    const Seen& seen = Read(archive, article);
    context.company.insert(context.company.end(), seen.named.begin(), seen.named.end());
  }
  std::ranges::sort(context.company);
  context.company.erase(std::unique(context.company.begin(), context.company.end()),
                        context.company.end());
  std::erase(context.company, person);
}

const PersonContexts::Seen& PersonContexts::Read(const ArchivePeople& archive, NodeId article) {
  const auto [at, fresh] = articles_.try_emplace(article);
  Seen& seen = at->second;
  if (!fresh) return seen;
  const std::optional<Article> read = archive.FindArticle(article);
  if (!read) return seen;
  for (const Entity& entity : read->entities) {
    Learn(IdOf(entity.kind, entity.name), entity.name, FactorOf(entity.kind), seen);
  }
  for (const Label& label : read->labels) {
    if (label.role != LabelRole::kTag) continue;
    Learn(IdOf(NodeKind::kTopic, label.name), label.name, FactorOf(NodeKind::kTopic), seen);
  }
  for (const auto* links : {&read->related, &read->links}) {
    for (const Link& link : *links) seen.links.push_back(IdOf(NodeKind::kArticle, link.url));
  }
  std::ranges::sort(seen.named);
  std::ranges::sort(seen.links);
  return seen;
}

void PersonContexts::Learn(NodeId id, const std::string& name, double factor, Seen& seen) {
  Known& known = known_[id];
  if (known.articles++ == 0) {
    known.name = name;
    known.factor = factor;
  }
  seen.named.push_back(id);
}

// 1 for what one article names, 0 for what all do, times the factor of its kind; in whole steps, so
// that sums are exact and the same on every machine.
double PersonContexts::WeightOf(NodeId id) const {
  const Known& known = known_.at(id);
  // Few articles are no measure of what is rare.
  constexpr double kBefore = 16;
  const double all = static_cast<double>(articles_.size()) + kBefore;
  constexpr double kSteps = 1024;
  return std::round(kSteps * known.factor * std::log(all / known.articles) / std::log(all)) /
         kSteps;
}

Agreement PersonContexts::Compare(NodeId a, NodeId b) const {
  const PersonContext& first = Of(a);
  const PersonContext& second = Of(b);
  Agreement agreement;
  agreement.years_apart = YearsBetween(first, second);
  std::vector<std::pair<double, NodeId>> common;
  std::size_t j = 0;
  for (std::size_t i = 0; i < first.company.size(); ++i) {
    const NodeId id = first.company[i];
    while (j < second.company.size() && second.company[j] < id) ++j;
    if (j == second.company.size()) break;
    if (second.company[j] != id || id == a || id == b) continue;
    common.emplace_back(first.weights[i], id);
    agreement.shared += first.weights[i];
  }
  const double poorer =
      std::min(first.weight - WeightIn(first, b), second.weight - WeightIn(second, a));
  agreement.ratio = poorer > 0 ? agreement.shared / poorer : 0;
  agreement.together = static_cast<std::uint32_t>(Common(first.sample, second.sample).size());
  std::ranges::sort(common, [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  for (std::size_t i = 0; i < common.size() && i < 3; ++i) {
    agreement.strongest.push_back(common[i].second);
  }
  NodeId article{};
  if (Links(first, second, &article) || Links(second, first, &article)) {
    agreement.linked_from = article;
  }
  return agreement;
}

bool PersonContexts::Links(const PersonContext& from, const PersonContext& to,
                           NodeId* article) const {
  for (const NodeId id : from.sample) {
    if (Common(articles_.at(id).links, to.sample).empty()) continue;
    *article = id;
    return true;
  }
  return false;
}

}  // namespace kg
