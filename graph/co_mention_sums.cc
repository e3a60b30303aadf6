#include "graph/co_mention_sums.h"

#include <algorithm>
#include <numeric>

#include "graph/co_mentions.h"
#include "graph/news_graph.h"

namespace kg {
namespace {

std::uint8_t Quarters(double weight) { return static_cast<std::uint8_t>(weight * 4); }

void Extend(MaybeTime& first, MaybeTime& last, MaybeTime time) {
  if (!time) return;
  if (!first || *time < *first) first = time;
  if (!last || *time > *last) last = time;
}

}  // namespace

void CoMentionSums::Add(std::span<const Named> named, const std::optional<Time>& time) {
  if (named.size() < 2) return;
  const auto host = static_cast<std::uint32_t>(hosts_.size());
  hosts_.push_back({members_.size() + named.size(), time});
  std::vector<MentionPlaces> places;
  places.reserve(named.size());
  for (const Named& name : named) places.emplace_back(*name.entity);
  const std::uint8_t apart = Quarters(CoMentionWeight({}, {}));
  for (std::size_t a = 0; a < named.size(); ++a) {
    members_.push_back({named[a].node, host, closeness_.size()});
    for (std::size_t b = a + 1; b < named.size(); ++b) {
      closeness_.push_back(places[a].MayShare(places[b])
                               ? Quarters(CoMentionWeight(*named[a].entity, *named[b].entity))
                               : apart);
    }
  }
}

void CoMentionSums::Renumber(std::span<const Index> to) {
  for (Member& member : members_) {
    if (member.node != kNone) member.node = to[member.node];
  }
}

void CoMentionSums::Group(std::size_t nodes) {
  first_of_.assign(nodes + 1, 0);
  for (const Member& member : members_) {
    if (member.node != kNone) ++first_of_[member.node + 1];
  }
  std::partial_sum(first_of_.begin(), first_of_.end(), first_of_.begin());
  std::vector<std::size_t> next(first_of_.begin(), first_of_.end() - 1);
  of_node_.resize(first_of_.back());
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    if (members_[i].node != kNone) of_node_[next[members_[i].node]++] = i;
  }
  seen_with_.assign(nodes, kNone);
  sums_.resize(nodes);
}

template <class Visit>
void CoMentionSums::ForEachPair(Index source, Visit visit) const {
  for (std::size_t at = first_of_[source]; at < first_of_[source + 1]; ++at) {
    const std::uint32_t position = of_node_[at];
    const Member& member = members_[position];
    const Host& host = hosts_[member.host];
    const std::uint8_t* closeness = closeness_.data() + member.closeness;
    for (std::size_t other = position + 1; other < host.end; ++other) {
      if (members_[other].node != kNone) visit(members_[other].node, host, *closeness);
      ++closeness;
    }
  }
}

std::size_t CoMentionSums::CountEdges() {
  std::size_t count = 0;
  for (Index source = 0; source + 1 < first_of_.size(); ++source) {
    ForEachPair(source, [&](Index target, const Host&, std::uint8_t) {
      if (seen_with_[target] == source) return;
      seen_with_[target] = source;
      ++count;
    });
  }
  seen_with_.assign(seen_with_.size(), kNone);
  return count;
}

void CoMentionSums::AppendEdges(Index source, double min_weight, std::vector<GraphEdge>& edges) {
  targets_.clear();
  ForEachPair(source, [&](Index target, const Host& host, std::uint8_t closeness) {
    Sum& sum = sums_[target];
    if (seen_with_[target] != source) {
      seen_with_[target] = source;
      targets_.push_back(target);
      sum = {closeness, host.time, host.time};
    } else {
      sum.quarters += closeness;
      Extend(sum.first, sum.last, host.time);
    }
  });
  std::sort(targets_.begin(), targets_.end());
  for (const Index target : targets_) {
    seen_with_[target] = kNone;
    const Sum& sum = sums_[target];
    const double weight = static_cast<double>(sum.quarters) / 4;
    if (weight < min_weight) continue;
    edges.push_back({.source = source,
                     .target = target,
                     .relation = Relation::kCoMentioned,
                     .weight = weight,
                     .first = sum.first,
                     .last = sum.last});
  }
}

}  // namespace kg
