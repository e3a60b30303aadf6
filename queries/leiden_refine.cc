#include <algorithm>
#include <cmath>
#include <numeric>

#include "queries/leiden_level.h"
#include "queries/random.h"

namespace kg {
namespace {

/// Refines one community after the other, each as a small graph of its own: its vertices are
/// numbered from 0, and arcs that leave it are left out. Buffers are kept from one to the next.
class Refiner {
 public:
  Refiner(const LeidenLevel& level, double theta, std::uint32_t largest)
      : graph_(level.graph),
        mass_(level.mass),
        balance_(level.balance),
        theta_(theta),
        first_(std::size_t{largest} + 1),
        order_(largest),
        part_(largest),
        part_mass_(largest),
        outward_(largest),
        joined_(largest),
        around_(largest) {}

  /// `place` says where a vertex is in `all.vertices`. Writes the part of each member of community
  /// c to `parts`, numbered in order of their first vertices, and returns how many there are.
  std::uint32_t Run(const Members& all, std::uint32_t c, std::span<const std::uint32_t> place,
                    Random random, std::span<std::uint32_t> parts) {
    const auto members = all.of(c);
    size_ = static_cast<std::uint32_t>(members.size());
    if (size_ > 1) {
      Copy(all, all.start[c], place);
      std::iota(order_.begin(), order_.begin() + size_, 0U);
      random.Shuffle(std::span(order_).first(size_));
      for (const std::uint32_t v : std::span(order_).first(size_)) {
        if (joined_[v] == 0 && outward_[v] > 0 && IsWellConnected(v))
          Merge(v, mass_[members[v]], random);
      }
    } else {
      part_[0] = 0;
    }
    return Number(members, parts);
  }

 private:
  void Copy(const Members& all, std::uint32_t start, std::span<const std::uint32_t> place) {
    std::size_t room = 0;
    for (std::uint32_t i = 0; i < size_; ++i) {
      const std::uint32_t v = all.vertices[start + i];
      room += graph_.first[v + 1] - graph_.first[v];
    }
    if (targets_.size() <= room) {
      targets_.resize(room + 1);
      weights_.resize(room + 1);
    }
    std::size_t at = 0;
    community_mass_ = 0;
    for (std::uint32_t i = 0; i < size_; ++i) {
      FetchAhead(graph_, all.vertices, start + i);
      const std::uint32_t v = all.vertices[start + i];
      first_[i] = at;
      std::uint64_t outward = 0;
      graph_.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
        const std::uint32_t other = place[to] - start;  // beyond the size also when before start
        // Half of all arcs leave the community, so what does not count is written over: no branch.
        const bool inside = other < size_;
        targets_[at] = other;
        weights_[at] = weight;
        at += inside ? 1 : 0;
        outward += inside ? weight : 0;
      });
      outward_[i] = outward;
      part_[i] = i;
      part_mass_[i] = mass_[v];
      joined_[i] = 0;
      community_mass_ += part_mass_[i];
    }
    first_[size_] = at;
  }

  bool IsWellConnected(std::uint32_t part) const {
    return balance_.Gain(outward_[part], part_mass_[part], community_mass_ - part_mass_[part]) >= 0;
  }

  void Merge(std::uint32_t v, Mass mass, Random& random) {
    for (std::size_t i = first_[v]; i < first_[v + 1]; ++i)
      around_.Add(part_[targets_[i]], weights_[i]);
    candidates_.clear();
    const Balance::Side side = balance_.Of(mass);
    for (const std::uint32_t part : around_.touched()) {
      const Int128 gain = side.Gain(around_.weight(part), part_mass_[part]);
      if (gain >= 0 && IsWellConnected(part)) candidates_.push_back({part, gain, 0});
    }
    if (!candidates_.empty()) Join(v, mass, Choose(random));
    around_.Take([](std::uint32_t, std::uint32_t) {});
  }

  // Part i with a chance in proportion to exp(gain i / theta). Chances are rounded to whole
  // numbers, so that a last bit of std::exp that differs between libraries does not matter.
  std::uint32_t Choose(Random& random) {
    constexpr int kBits = 30;
    constexpr double kNoChance = 22;  // exp(-22) rounds to 0 of 2^30
    Int128 most = 0;
    for (const Candidate& c : candidates_) most = std::max(most, c.gain);
    std::uint64_t total = 0;
    for (Candidate& c : candidates_) {
      if (c.gain == most) {
        total += std::uint64_t{1} << kBits;
      } else if (const double loss = balance_.ToWeight(most - c.gain) / theta_; loss < kNoChance) {
        total += static_cast<std::uint64_t>(std::llround(std::ldexp(std::exp(-loss), kBits)));
      }
      c.chances_up_to = total;
    }
    const std::uint64_t drawn = random.Next() % total;
    return std::find_if(candidates_.begin(), candidates_.end(),
                        [&](const Candidate& c) { return drawn < c.chances_up_to; })
        ->part;
  }

  void Join(std::uint32_t v, Mass mass, std::uint32_t part) {
    outward_[part] += outward_[v];
    outward_[part] -= 2 * std::uint64_t{around_.weight(part)};
    part_mass_[part] += mass;
    part_[v] = part;
    joined_[v] = 1;
    joined_[part] = 1;
  }

  std::uint32_t Number(std::span<const std::uint32_t> members, std::span<std::uint32_t> parts) {
    std::uint32_t count = 0;
    std::fill_n(order_.begin(), size_, size_);  // now the number of each part; `size_` has none yet
    for (std::uint32_t i = 0; i < size_; ++i) {
      std::uint32_t& number = order_[part_[i]];
      if (number == size_) number = count++;
      parts[members[i]] = number;
    }
    return count;
  }

  struct Candidate {
    std::uint32_t part;
    Int128 gain;
    std::uint64_t chances_up_to;
  };

  const LeidenGraph& graph_;
  std::span<const Mass> mass_;
  const Balance& balance_;
  double theta_;
  std::uint32_t size_ = 0;  // of the community at hand, as all that follow
  Mass community_mass_ = 0;
  std::vector<std::size_t> first_;
  std::vector<std::uint32_t> targets_;
  std::vector<std::uint32_t> weights_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> part_;
  std::vector<Mass> part_mass_;
  std::vector<std::uint64_t> outward_;  // weight from a part to the rest of its community
  std::vector<std::uint8_t> joined_;    // vertices that are no longer a part of their own alone
  Surroundings around_;
  std::vector<Candidate> candidates_;
};

}  // namespace

Grouping Refine(const LeidenLevel& level, Crew& crew, double theta, std::uint64_t seed,
                const Grouping& groups) {
  const Members members(groups);
  std::vector<std::uint32_t> place(groups.of.size());
  for (std::uint32_t i = 0; i < place.size(); ++i) place[members.vertices[i]] = i;
  std::uint32_t largest = 1;
  for (std::uint32_t c = 0; c < groups.count; ++c) {
    largest = std::max(largest, members.start[c + 1] - members.start[c]);
  }
  std::vector<Refiner> refiners(crew.jobs(), Refiner(level, theta, largest));
  Grouping parts{std::vector<std::uint32_t>(groups.of.size())};
  std::vector<std::uint32_t> first(std::size_t{groups.count} + 1);  // number of a community's parts
  const std::size_t block = std::max<std::size_t>(groups.count / 256, 1);
  crew.ForEachBlock(groups.count, block, [&](unsigned job, std::size_t begin, std::size_t end) {
    for (auto c = static_cast<std::uint32_t>(begin); c < end; ++c) {
      first[c + 1] = refiners[job].Run(members, c, place, Random(seed + c), parts.of);
    }
  });
  std::partial_sum(first.begin(), first.end(), first.begin());
  for (std::uint32_t v = 0; v < parts.of.size(); ++v) parts.of[v] += first[groups.of[v]];
  parts.count = first.back();
  return parts;
}

}  // namespace kg
