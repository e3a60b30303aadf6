// One level of the Leiden algorithm: a graph whose vertices are communities of the level below,
// which of them are together, and what moving one is worth. For leiden*.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "queries/crew.h"
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
  void Clear() {
    for (const std::uint32_t community : touched()) weight_[community] = 0;
    count_ = 0;
  }
  std::span<const std::uint32_t> touched() const { return std::span(touched_).first(count_); }
  std::uint32_t weight(std::uint32_t community) const { return weight_[community]; }

 private:
  std::vector<std::uint32_t> weight_;
  std::vector<std::uint32_t> touched_;
  std::size_t count_ = 0;
};

/// A graph whose vertices are communities of the one below, or the lowest one, which is lent.
struct LeidenLevel {
  const LeidenGraph& graph;
  std::span<const Mass> mass;
  const Balance& balance;
};

/// Vertices come in random order, so their rows are asked for some vertices ahead: `order` is what
/// comes, i where it is now.
inline void FetchAhead(const LeidenGraph& graph, std::span<const std::uint32_t> order,
                       std::size_t i) {
  constexpr std::size_t kAhead = 8;
  if (i + 2 * kAhead < order.size()) __builtin_prefetch(&graph.first[order[i + 2 * kAhead]]);
  if (i + kAhead >= order.size()) return;
  const std::size_t row = graph.first[order[i + kAhead]];
  __builtin_prefetch(graph.targets.data() + row);
  if (!graph.weights.empty()) __builtin_prefetch(graph.weights.data() + row);
}

/// Fast local moving (algorithm A.2, MoveNodesFast): gives vertices to the community where they are
/// worth most, and looks again at those of their neighbours that this may unsettle. Afterwards
/// `groups` is numbered anew. Whether a vertex moved; each move makes the objective larger.
///
/// Vertices come in rounds, in random order: first all, then those unsettled in the round before.
/// In large graphs a round goes chunk by chunk: the crew looks up where the vertices of a chunk
/// would go, then they move one after the other, and those with a neighbour in the chunk that has
/// just moved look once more. So the answer is that of one thread.
bool MoveVertices(const LeidenLevel& level, Crew& crew, Random& random, Grouping& groups);

/// Refinement (algorithm A.2, RefinePartition): splits every community into connected parts. They
/// grow by single vertices that are well connected to their community, into parts that are too, at
/// random among those that it does not hurt to join. `theta` in integer weights. Communities do not
/// heed each other, and each has its own chance, drawn from `seed`. Parts are numbered community by
/// community.
Grouping Refine(const LeidenLevel& level, Crew& crew, double theta, std::uint64_t seed,
                const Grouping& groups);

/// The graph whose vertices are the communities of `groups`.
LeidenGraph Aggregate(const LeidenGraph& graph, Crew& crew, const Grouping& groups);

}  // namespace kg
