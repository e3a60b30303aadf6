#include <algorithm>
#include <cmath>
#include <utility>

#include "queries/leiden_level.h"

namespace kg {
namespace {

class Refiner {
 public:
  Refiner(const LeidenLevel& level, const Grouping& communities)
      : graph_(level.graph),
        mass_(level.mass),
        balance_(level.balance),
        communities_(communities),
        community_mass_(communities.count),
        part_{Identity(graph_.size()), graph_.size()},
        part_mass_(mass_.begin(), mass_.end()),
        outward_(graph_.size()),
        joined_(graph_.size()),
        around_(graph_.size()) {
    for (std::uint32_t v = 0; v < graph_.size(); ++v) {
      community_mass_[communities.of[v]] += mass_[v];
      for (const auto& [to, weight] : graph_.row(v)) {
        if (communities.of[to] == communities.of[v]) outward_[v] += weight;
      }
    }
  }

  Grouping Run(Random& random, double theta) {
    std::vector<std::uint32_t> order = Identity(graph_.size());
    random.Shuffle(order);
    for (const std::uint32_t v : order) {
      if (joined_[v] == 0 && outward_[v] > 0 && IsWellConnected(v)) Merge(v, random, theta);
    }
    Renumber(part_);
    return std::move(part_);
  }

 private:
  bool IsWellConnected(std::uint32_t part) const {
    const Mass rest = community_mass_[communities_.of[part]] - part_mass_[part];
    return balance_.Gain(outward_[part], part_mass_[part], rest) >= 0;
  }

  void Merge(std::uint32_t v, Random& random, double theta) {
    for (const auto& [to, weight] : graph_.row(v)) {
      if (communities_.of[to] == communities_.of[v]) around_.Add(part_.of[to], weight);
    }
    candidates_.clear();
    for (const std::uint32_t part : around_.touched()) {
      const Int128 gain = balance_.Gain(around_.weight(part), mass_[v], part_mass_[part]);
      if (gain >= 0 && IsWellConnected(part)) candidates_.push_back({part, gain, 0});
    }
    if (!candidates_.empty()) Join(v, Choose(random, theta));
    around_.Clear();
  }

  // Part i with a chance in proportion to exp(gain i / theta). Chances are rounded to whole
  // numbers, so that a last bit of std::exp that differs between libraries does not matter.
  std::uint32_t Choose(Random& random, double theta) {
    Int128 most = 0;
    for (const Candidate& c : candidates_) most = std::max(most, c.gain);
    std::uint64_t total = 0;
    for (Candidate& c : candidates_) {
      const double loss = balance_.ToWeight(most - c.gain);
      total += static_cast<std::uint64_t>(std::llround(std::ldexp(std::exp(-loss / theta), 30)));
      c.chances_up_to = total;
    }
    const std::uint64_t drawn = random.Next() % total;
    return std::find_if(candidates_.begin(), candidates_.end(),
                        [&](const Candidate& c) { return drawn < c.chances_up_to; })
        ->part;
  }

  void Join(std::uint32_t v, std::uint32_t part) {
    outward_[part] += outward_[v];
    outward_[part] -= 2 * std::uint64_t{around_.weight(part)};
    part_mass_[part] += mass_[v];
    part_.of[v] = part;
    joined_[v] = 1;
    joined_[part] = 1;
  }

  struct Candidate {
    std::uint32_t part;
    Int128 gain;
    std::uint64_t chances_up_to;
  };

  const LeidenGraph& graph_;
  std::span<const Mass> mass_;
  const Balance& balance_;
  const Grouping& communities_;
  std::vector<Mass> community_mass_;
  Grouping part_;
  std::vector<Mass> part_mass_;
  std::vector<std::uint64_t> outward_;  // weight from a part to the rest of its community
  std::vector<std::uint8_t> joined_;    // vertices that are no longer a part of their own alone
  Surroundings around_;
  std::vector<Candidate> candidates_;
};

}  // namespace

Grouping Refine(const LeidenLevel& level, double theta, Random& random, const Grouping& groups) {
  return Refiner(level, groups).Run(random, theta);
}

}  // namespace kg
