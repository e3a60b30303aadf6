#include "graph/identity/context.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "graph/sort_unique.h"

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

constexpr std::size_t kCompanies = 4096;  // held at once: pairs come in order of their first

double YearsBetween(const PersonContext& a, const PersonContext& b) {
  if (!a.first || !b.first) return 0;
  const auto gap = std::max(*a.first, *b.first) - std::min(*a.last, *b.last);
  return std::max(0.0, std::chrono::duration<double, std::chrono::years::period>(gap).count());
}

}  // namespace

PersonContexts::PersonContexts(const ArchivePeople& archive, const std::vector<NodeId>& persons)
    : archive_(archive) {
  for (const NodeId person : persons) ReadPerson(person);
  CollectSamples();
  ReadArticles();
  Weigh();
}

void PersonContexts::ReadPerson(NodeId person) {
  const auto [at, fresh] = contexts_.try_emplace(person);
  if (!fresh) return;
  PersonContext& context = at->second;
  std::uint32_t most = 0;
  archive_.ForEachArticle(person, [&](const Posting& posting) {
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
  context.sample.shrink_to_fit();
}

void PersonContexts::CollectSamples() {
  for (const auto& [id, context] : contexts_) {
    sampled_.insert(sampled_.end(), context.sample.begin(), context.sample.end());
  }
  SortUnique(sampled_);
  sampled_.shrink_to_fit();
}

void PersonContexts::ReadArticles() {
  named_start_.assign(1, 0);
  links_start_.assign(1, 0);
  const auto close_up_to = [&](std::size_t place) {
    named_start_.resize(place + 1, named_.size());
    links_start_.resize(place + 1, links_.size());
  };
  const auto learn = [&](NodeKind kind, std::string_view name) {
    const NodeId id = IdOf(kind, name);
    const auto [at, fresh] = thing_of_.try_emplace(id, static_cast<Thing>(things_.size()));
    if (fresh) things_.push_back({.id = id, .kind = kind});
    ++things_[at->second].articles;
    named_.push_back(at->second);
  };
  archive_.ForEachOutline(sampled_, [&](NodeId id, const ArticleOutline& outline) {
    const Sampled place = PlaceOf(id);
    close_up_to(place);
    for (const ArticleOutline::Named& entity : outline.entities) learn(entity.kind, entity.name);
    for (const std::string_view tag : outline.tags) learn(NodeKind::kTopic, tag);
    for (const std::string_view url : outline.links) {
      const Sampled target = PlaceOf(IdOf(NodeKind::kArticle, url));
      if (target < sampled_.size()) links_.push_back(target);
    }
    close_up_to(place + 1);
    std::sort(links_.begin() + static_cast<std::ptrdiff_t>(links_start_[place]), links_.end());
  });
  close_up_to(sampled_.size());
}

// 1 for what one article names, 0 for what all do, times the factor of its kind; in whole steps, so
// that sums are exact and the same on every machine.
void PersonContexts::Weigh() {
  // Few articles are no measure of what is rare.
  constexpr double kBefore = 16;
  constexpr double kSteps = 1024;
  const double all = static_cast<double>(sampled_.size()) + kBefore;
  for (Known& known : things_) {
    known.weight =
        std::round(kSteps * FactorOf(known.kind) * std::log(all / known.articles) / std::log(all)) /
        kSteps;
  }
}

// Behind the end for one that is in no sample.
PersonContexts::Sampled PersonContexts::PlaceOf(NodeId article) const {
  const auto at = std::ranges::lower_bound(sampled_, article);
  const bool found = at != sampled_.end() && *at == article;
  return static_cast<Sampled>(found ? at - sampled_.begin() : std::ssize(sampled_));
}

std::span<const PersonContexts::Thing> PersonContexts::NamedBy(NodeId article) const {
  const Sampled place = PlaceOf(article);
  return std::span(named_).subspan(named_start_[place],
                                   named_start_[place + 1] - named_start_[place]);
}

std::span<const PersonContexts::Sampled> PersonContexts::LinkedFrom(NodeId article) const {
  const Sampled place = PlaceOf(article);
  return std::span(links_).subspan(links_start_[place],
                                   links_start_[place + 1] - links_start_[place]);
}

const PersonContexts::Company& PersonContexts::CompanyOf(NodeId person) const {
  const auto [at, fresh] = companies_.try_emplace(person);
  Company& company = at->second;
  if (!fresh) return company;
  for (const NodeId article : Of(person).sample) {
    const std::span<const Thing> named = NamedBy(article);
    company.things.insert(company.things.end(), named.begin(), named.end());
  }
  SortUnique(company.things);
  std::erase_if(company.things, [&](Thing thing) { return things_[thing].id == person; });
  for (const Thing thing : company.things) company.weight += things_[thing].weight;
  return company;
}

double PersonContexts::WeightIn(const Company& company, NodeId id) const {
  const auto at = thing_of_.find(id);
  if (at == thing_of_.end()) return 0;
  return std::ranges::binary_search(company.things, at->second) ? things_[at->second].weight : 0;
}

Agreement PersonContexts::Compare(NodeId a, NodeId b) const {
  if (companies_.size() >= kCompanies) companies_.clear();
  const PersonContext& first = Of(a);
  const PersonContext& second = Of(b);
  const Company& around_a = CompanyOf(a);
  const Company& around_b = CompanyOf(b);
  Agreement agreement;
  agreement.years_apart = YearsBetween(first, second);
  std::vector<Thing> both;
  std::ranges::set_intersection(around_a.things, around_b.things, std::back_inserter(both));
  std::vector<std::pair<double, NodeId>> common;
  for (const Thing thing : both) {
    const Known& known = things_[thing];
    if (known.id == a || known.id == b) continue;
    common.emplace_back(known.weight, known.id);
    agreement.shared += known.weight;
  }
  const double poorer =
      std::min(around_a.weight - WeightIn(around_a, b), around_b.weight - WeightIn(around_b, a));
  agreement.ratio = poorer > 0 ? agreement.shared / poorer : 0;
  std::vector<NodeId> together;
  std::ranges::set_intersection(first.sample, second.sample, std::back_inserter(together));
  agreement.together = static_cast<std::uint32_t>(together.size());
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
    for (const Sampled target : LinkedFrom(id)) {
      if (!std::ranges::binary_search(to.sample, sampled_[target])) continue;
      *article = id;
      return true;
    }
  }
  return false;
}

const std::string& PersonContexts::NameOf(NodeId id) const {
  const auto [at, fresh] = names_.try_emplace(id);
  if (fresh) at->second = archive_.NameOf(things_[thing_of_.at(id)].kind, id);
  return at->second;
}

}  // namespace kg
