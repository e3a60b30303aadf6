// One level of the Leiden algorithm: a graph whose vertices are communities of the level below,
// which of them are together, and what moving one is worth. For leiden*.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "queries/leiden.h"
#include "queries/random.h"

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

  /// In units of 2^-shift of an integer weight.
  Int128 Gain(std::uint64_t weight, Mass a, Mass b) const {
    return (static_cast<Int128>(weight) << shift_) - static_cast<Int128>(rate_ * a) * b;
  }
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

/// Weights from one vertex to the communities around it; a list of those touched instead of a map.
class Surroundings {
 public:
  explicit Surroundings(std::uint32_t communities) : weight_(communities) {}

  void Add(std::uint32_t community, std::uint32_t weight) {
    if (weight_[community] == 0) touched_.push_back(community);
    weight_[community] += weight;
  }
  void Clear() {
    for (const std::uint32_t community : touched_) weight_[community] = 0;
    touched_.clear();
  }
  const std::vector<std::uint32_t>& touched() const { return touched_; }
  std::uint32_t weight(std::uint32_t community) const { return weight_[community]; }

 private:
  std::vector<std::uint32_t> weight_;
  std::vector<std::uint32_t> touched_;
};

/// A graph whose vertices are communities of the one below, or the lowest one, which is lent.
struct LeidenLevel {
  const LeidenGraph& graph;
  std::span<const Mass> mass;
  const Balance& balance;
};

/// Fast local moving (algorithm A.2, MoveNodesFast): takes vertices from a queue, gives each to the
/// community where it is worth most, and queues those of its neighbours that this may unsettle.
/// Afterwards `groups` is numbered anew.
void MoveVertices(const LeidenLevel& level, Random& random, Grouping& groups);

/// Refinement (algorithm A.2, RefinePartition): splits every community into connected parts. They
/// grow by single vertices that are well connected to their community, into parts that are too, at
/// random among those that it does not hurt to join. `theta` in integer weights.
Grouping Refine(const LeidenLevel& level, double theta, Random& random, const Grouping& groups);

/// The graph whose vertices are the communities of `groups`.
LeidenGraph Aggregate(const LeidenGraph& graph, const Grouping& groups);

}  // namespace kg
