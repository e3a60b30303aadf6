#include "graph/identity/context.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace kg {
namespace {

// Weights are in whole steps, so that sums are exact and the same on every machine.
constexpr double kSteps = 1024;

double FactorOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kPerson: return 1;
    case NodeKind::kOrganization: return 0.8;
    case NodeKind::kPlace: return 0.4;
    default: return 0.5;  // tags
  }
}

double YearsBetween(const Appearance& a, const Appearance& b) {
  if (a.first > a.last || b.first > b.last) return 0;
  const auto gap = std::max(a.first, b.first) - std::min(a.last, b.last);
  return std::max(0.0, std::chrono::duration<double, std::chrono::years::period>(gap).count());
}

std::uint32_t InBoth(std::span<const Appearances::Sampled> a,
                     std::span<const Appearances::Sampled> b) {
  std::uint32_t both = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    both += *x == *y ? 1 : 0;
    const bool first = *x <= *y;
    const bool second = *y <= *x;
    if (first) ++x;
    if (second) ++y;
  }
  return both;
}

}  // namespace

PersonContexts::PersonContexts(const ArchivePeople& archive, const Appearances& appearances)
    : archive_(archive), appearances_(appearances) {
  std::vector<std::uint32_t> articles_of;
  ReadArticles(articles_of);
  Weigh(articles_of);
}

void PersonContexts::ReadArticles(std::vector<std::uint32_t>& articles_of) {
  ThingTable things;
  const auto learn = [&](NodeKind kind, std::string_view name) {
    const auto [thing, fresh] = things.Add(IdOf(kind, name));
    if (fresh) {
      kinds_.push_back(kind);
      articles_of.push_back(0);
    }
    ++articles_of[thing];
    named_.push_back(thing);
  };
  const IdIndex& sampled = appearances_.sampled();
  const auto close_up_to = [&](std::size_t place) {
    named_start_.resize(place + 1, static_cast<std::uint32_t>(named_.size()));
  };
  archive_.ForEachOutline(sampled.ids(), [&](NodeId id, const ArticleOutline& outline) {
    close_up_to(sampled.Find(id).value());
    for (const ArticleOutline::Named& entity : outline.entities) learn(entity.kind, entity.name);
    for (const std::string_view tag : outline.tags) learn(NodeKind::kTopic, tag);
  });
  close_up_to(sampled.ids().size());
  for (const NodeId person : appearances_.persons()) own_.push_back(things.Find(person));
  ids_ = things.TakeIds();
}

// 1 for what one article names, 0 for what all do, times the factor of its kind.
void PersonContexts::Weigh(const std::vector<std::uint32_t>& articles_of) {
  // Few articles are no measure of what is rare.
  constexpr double kBefore = 16;
  const double all = static_cast<double>(appearances_.sampled().ids().size()) + kBefore;
  standing_.resize(ids_.size());
  for (std::size_t i = 0; i < standing_.size(); ++i) {
    standing_[i].weight = static_cast<std::int32_t>(
        std::round(kSteps * FactorOf(kinds_[i]) * std::log(all / articles_of[i]) / std::log(all)));
  }
}

// Things that the person's articles name, one as often as articles do.
template <class Visit>
void PersonContexts::ForEachBeside(NodeId person, const Visit& visit) const {
  for (const Appearances::Sampled article : appearances_.SampleOf(person)) {
    for (std::uint32_t i = named_start_[article]; i < named_start_[article + 1]; ++i) {
      visit(named_[i]);
    }
  }
}

Agreement PersonContexts::Compare(NodeId a, NodeId b) {
  const Appearance& first = appearances_.Of(a);
  const Appearance& second = appearances_.Of(b);
  Agreement agreement;
  agreement.years_apart = YearsBetween(first, second);
  agreement.together = InBoth(appearances_.SampleOf(a), appearances_.SampleOf(b));
  // Neither is company of itself, or of the other.
  const Thing own_a = own_[appearances_.PlaceOf(a)];
  const Thing own_b = own_[appearances_.PlaceOf(b)];
  const std::uint32_t by_a = ++last_seen_;
  const std::uint32_t by_b = ++last_seen_;
  std::int64_t around_a = 0;
  ForEachBeside(a, [&](Thing thing) {
    Standing& standing = standing_[thing];
    if (standing.seen == by_a || thing == own_a || thing == own_b) return;
    standing.seen = by_a;
    around_a += standing.weight;
  });
  std::int64_t around_b = 0;
  std::int64_t shared = 0;
  common_.clear();
  ForEachBeside(b, [&](Thing thing) {
    Standing& standing = standing_[thing];
    if (standing.seen == by_b || thing == own_a || thing == own_b) return;
    if (standing.seen == by_a) {
      common_.push_back(thing);
      shared += standing.weight;
    }
    standing.seen = by_b;
    around_b += standing.weight;
  });
  const std::int64_t poorer = std::min(around_a, around_b);
  agreement.shared = static_cast<double>(shared) / kSteps;
  agreement.ratio = poorer > 0 ? static_cast<double>(shared) / static_cast<double>(poorer) : 0;
  agreement.strongest = Strongest(common_);
  return agreement;
}

std::vector<Thing> PersonContexts::Strongest(std::vector<Thing>& common) const {
  constexpr std::ptrdiff_t kStrongest = 3;
  const auto end = common.begin() + std::min(kStrongest, std::ssize(common));
  std::partial_sort(common.begin(), end, common.end(), [&](Thing x, Thing y) {
    return std::tie(standing_[y].weight, ids_[x]) < std::tie(standing_[x].weight, ids_[y]);
  });
  return {common.begin(), end};
}

const std::string& PersonContexts::NameOf(Thing thing) {
  constexpr std::size_t kNames = std::size_t{1} << 16;  // held at once
  if (names_.size() >= kNames) names_.clear();
  const auto [at, fresh] = names_.try_emplace(thing);
  if (fresh) at->second = archive_.NameOf(kinds_[thing], ids_[thing]);
  return at->second;
}

}  // namespace kg
