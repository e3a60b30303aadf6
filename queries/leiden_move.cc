#include "queries/leiden_level.h"

namespace kg {
namespace {

class Mover {
 public:
  Mover(const LeidenLevel& level, std::vector<std::uint32_t>& community)
      : graph_(level.graph),
        mass_(level.mass),
        balance_(level.balance),
        community_(community),
        community_mass_(graph_.size()),
        members_(graph_.size()),
        queued_(graph_.size(), 1),
        around_(graph_.size()) {
    for (std::uint32_t v = 0; v < graph_.size(); ++v) {
      community_mass_[community_[v]] += mass_[v];
      ++members_[community_[v]];
    }
    for (std::uint32_t c = 0; c < graph_.size(); ++c) {
      if (members_[c] == 0) empty_.push_back(c);
    }
  }

  void Run(Random& random) {
    std::vector<std::uint32_t> queue = Identity(graph_.size());  // a ring, no vertex in it twice
    random.Shuffle(queue);
    std::size_t waiting = queue.size();
    for (std::size_t head = 0; waiting > 0; head = head + 1 == queue.size() ? 0 : head + 1) {
      const std::uint32_t v = queue[head];
      --waiting;
      queued_[v] = 0;
      const std::uint32_t best = BestFor(v);
      if (best == community_[v]) continue;
      Move(v, best);
      for (const LeidenGraph::Arc& arc : graph_.row(v)) {
        if (community_[arc.target] == best || queued_[arc.target] != 0) continue;
        queued_[arc.target] = 1;
        queue[(head + ++waiting) % queue.size()] = arc.target;
      }
    }
  }

 private:
  std::uint32_t BestFor(std::uint32_t v) {
    for (const auto& [to, weight] : graph_.row(v)) around_.Add(community_[to], weight);
    const std::uint32_t own = community_[v];
    std::uint32_t best = own;
    Int128 most = balance_.Gain(around_.weight(own), mass_[v], community_mass_[own] - mass_[v]);
    for (const std::uint32_t c : around_.touched()) {
      if (c == own) continue;
      const Int128 gain = balance_.Gain(around_.weight(c), mass_[v], community_mass_[c]);
      if (gain > most) {
        most = gain;
        best = c;
      }
    }
    around_.Clear();
    return most < 0 ? empty_.back() : best;
  }

  void Move(std::uint32_t v, std::uint32_t to) {
    const std::uint32_t from = community_[v];
    if (members_[to]++ == 0) empty_.pop_back();
    if (--members_[from] == 0) empty_.push_back(from);
    community_mass_[from] -= mass_[v];
    community_mass_[to] += mass_[v];
    community_[v] = to;
  }

  const LeidenGraph& graph_;
  std::span<const Mass> mass_;
  const Balance& balance_;
  std::vector<std::uint32_t>& community_;
  std::vector<Mass> community_mass_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> empty_;  // never empty when a vertex shares its community
  std::vector<std::uint8_t> queued_;
  Surroundings around_;
};

}  // namespace

void MoveVertices(const LeidenLevel& level, Random& random, Grouping& groups) {
  Mover(level, groups.of).Run(random);
  Renumber(groups);
}

}  // namespace kg
