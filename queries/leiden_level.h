// One level of the Leiden algorithm: a graph whose vertices are communities of the level below,
// which of them are together, and what moving one is worth. For leiden*.cc.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "queries/crew.h"
#include "queries/leiden.h"

namespace kg {

// 128 bits hold every product of the objective without rounding.
__extension__ using Int128 = __int128;

/// What the objective counts per vertex: strength for modularity, 1 for CPM; sums of these above.
using Mass = std::uint64_t;

/// Both objectives as one: being together is worth weight - rate * mass * mass.
class Balance {
 public:
  /// Throws Error(kUsage) when `rate` is negative or too large.
  explicit Balance(double rate);

  /// What others are worth to one vertex, or to several that are together.
  class Side {
   public:
    /// In units of 2^-shift of an integer weight.
    Int128 Gain(std::uint64_t weight, Mass others) const {
      return (static_cast<Int128>(weight) << shift_) - static_cast<Int128>(cost_) * others;
    }
    /// The largest weight, or one beyond 32 bits, at which others of that mass are worth no more
    /// than `gain`.
    std::int64_t Enough(Int128 gain, Mass others) const {
      const Int128 weight = (gain + static_cast<Int128>(cost_) * others) >> shift_;
      constexpr std::int64_t kMost = std::int64_t{1} << 33;
      return static_cast<std::int64_t>(std::clamp<Int128>(weight, -1, kMost));
    }

   private:
    friend class Balance;
    Side(std::uint64_t cost, int shift) : cost_(cost), shift_(shift) {}

    std::uint64_t cost_;
    int shift_;
  };

  Side Of(Mass mass) const { return {rate_ * mass, shift_}; }
  Int128 Gain(std::uint64_t weight, Mass a, Mass b) const { return Of(a).Gain(weight, b); }
  double ToWeight(Int128 gain) const;

 private:
  std::uint64_t rate_ = 0;  // at most 2^31, so that with a mass, below 2^33, it fits 64 bits
  int shift_ = 0;
};

/// 0 … n-1.
std::vector<std::uint32_t> Identity(std::uint32_t n);

/// Vertices of one level in communities, numbered below the number of vertices.
struct Grouping {
  std::vector<std::uint32_t> of{};
  std::uint32_t count = 0;
};

/// Numbers the communities anew in order of their first vertices.
void Renumber(Grouping& groups);

/// Vertices in order of their community, and where each community starts: a counting sort.
struct Members {
  explicit Members(const Grouping& groups);
  std::span<const std::uint32_t> of(std::uint32_t c) const {
    return std::span(vertices).subspan(start[c], start[c + 1] - start[c]);
  }

  std::vector<std::uint32_t> start;
  std::vector<std::uint32_t> vertices;
};

/// Weights from one vertex to the communities around it; a list of those touched instead of a map.
class Surroundings {
 public:
  explicit Surroundings(std::uint32_t communities)
      : weight_(communities), touched_(std::size_t{communities} + 1) {}

  void Add(std::uint32_t community, std::uint32_t weight) {
    touched_[count_] = community;  // stays when it is the first time: no branch to mispredict
    count_ += weight_[community] == 0 ? 1 : 0;
    weight_[community] += weight;
  }
  std::uint32_t weight(std::uint32_t community) const { return weight_[community]; }
  std::span<const std::uint32_t> touched() const { return std::span(touched_).first(count_); }

  /// Calls `visit` with every community touched and its weight, and forgets them.
  template <class Visit>
  void Take(const Visit& visit) {
    for (std::size_t i = 0; i < count_; ++i) {
      const std::uint32_t community = touched_[i];
      visit(community, weight_[community]);
      weight_[community] = 0;
    }
    count_ = 0;
  }

 private:
  std::vector<std::uint32_t> weight_;
  std::vector<std::uint32_t> touched_;
  std::size_t count_ = 0;
};

/// Threads, and for each of them room for the surroundings of the vertex at hand: empty between
/// uses, and large enough for the lowest level, so for all.
struct Workers {
  Workers(unsigned jobs, std::uint32_t vertices)
      : crew(jobs), around(crew.jobs(), Surroundings(vertices)) {}

  Crew crew;
  std::vector<Surroundings> around;
};

/// A graph whose vertices are communities of the one below, or the lowest one, which is lent.
struct LeidenLevel {
  const LeidenGraph& graph;
  std::span<const Mass> mass;
  const Balance& balance;
};

/// Vertices come in any order, so their rows are asked for some vertices ahead: `order` is what
/// comes, i where it is now.
inline void FetchAhead(const LeidenGraph& graph, std::span<const std::uint32_t> order,
                       std::size_t i) {
  constexpr std::size_t kAhead = 8;
  if (i + 2 * kAhead < order.size()) __builtin_prefetch(&graph.first[order[i + 2 * kAhead]]);
  if (i + kAhead >= order.size()) return;
  const std::size_t row = graph.first[order[i + kAhead]];
  __builtin_prefetch(graph.targets.data() + row);
  __builtin_prefetch(graph.targets.data() + graph.first[order[i + kAhead] + 1]);
  if (!graph.weights.empty()) __builtin_prefetch(graph.weights.data() + row);
}

/// Refinement (algorithm A.2, RefinePartition): splits every community into connected parts. They
/// grow by single vertices that are well connected to their community, into parts that are too, at
/// random among those that it does not hurt to join. `theta` in integer weights. Communities do not
/// heed each other, and each has its own chance, drawn from `seed`. Parts are numbered community by
/// community.
Grouping Refine(const LeidenLevel& level, Crew& crew, double theta, std::uint64_t seed,
                const Grouping& groups);

/// The graph whose vertices are the communities of `groups`, into the room of `above`.
void Aggregate(const LeidenGraph& graph, Workers& workers, const Grouping& groups,
               LeidenGraph& above);

/// The same graph whose vertex i is order[i] of `graph`; rows keep their order.
LeidenGraph Rearranged(const LeidenGraph& graph, Crew& crew, std::span<const std::uint32_t> order);

}  // namespace kg
