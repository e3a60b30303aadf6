// Local moving, the first phase of a level of the Leiden algorithm. For leiden*.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "queries/leiden_level.h"
#include "queries/random.h"

namespace kg {

/// Fast local moving (algorithm A.2, MoveNodesFast): gives vertices to the community where they are
/// worth most, and looks again at those of their neighbours that this may unsettle. Each move makes
/// the objective larger. Afterwards the communities are numbered anew.
///
/// Vertices come in rounds: first all, then those unsettled in the round before; in small graphs in
/// random order, one by one. In large ones a round goes chunk by chunk, each a sample of all of the
/// round in order of their numbers, so that neighbours that are numbered side by side share a
/// cache. The crew looks up where the vertices of a chunk would go, all against the same state;
/// then they move one after the other, as long as that still helps. So any crew gives one answer.
///
/// Keeps its buffers from one level to the next.
class Mover {
 public:
  explicit Mover(Workers& workers) : workers_(workers) {}

  /// Whether a vertex moved.
  bool Run(const LeidenLevel& level, Random& random, Grouping& groups);

  /// The same, but in the first round only vertices come that are alone.
  bool RunFromAlone(const LeidenLevel& level, Random& random, Grouping& groups);

  /// Every vertex looks once, in random order, and nobody again.
  bool LookOnce(const LeidenLevel& level, Random& random, Grouping& groups);

 private:
  using Vertices = std::span<const std::uint32_t>;

  void Begin(const LeidenLevel& level, const Grouping& groups);
  bool End(Grouping& groups);
  void Rounds(std::vector<std::uint32_t> list, Random& random);
  void OneByOne(Vertices list);
  void LookAt(Vertices list, std::size_t begin, std::size_t end, Surroundings& around);
  void MoveChunk(Vertices chunk, std::vector<std::uint32_t>& movers);
  void InChunks(Vertices list, std::size_t chunks);
  std::uint32_t Best(std::uint32_t v, Surroundings& around) const;
  bool StillBetter(std::uint32_t v, std::uint32_t best) const;
  void Move(std::uint32_t v, std::uint32_t to);
  void QueueAround(std::uint32_t v);
  void TakeQueued(std::vector<std::uint32_t>& list);

  Workers& workers_;
  const LeidenLevel* level_ = nullptr;
  std::vector<std::uint32_t> spots_{};
  std::vector<Mass> community_mass_{};
  Mass least_mass_ = 0;                   // of a vertex
  std::vector<std::uint32_t> members_{};  // of each community
  std::vector<std::uint32_t> empty_{};    // never empty when a vertex shares its community
  std::vector<std::uint8_t> queued_{};
  std::vector<std::uint32_t> changed_{};  // the chunk in which a community last did
  std::uint32_t chunk_ = 0;               // the number of the one at hand
  std::vector<std::uint32_t> proposals_{};
  std::vector<std::uint32_t> dealt_{};
  bool queues_ = true;
  bool moved_ = false;
};

}  // namespace kg
