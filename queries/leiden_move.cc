#include <algorithm>
#include <atomic>
#include <limits>

#include "queries/leiden_level.h"

namespace kg {
namespace {

constexpr std::uint32_t kAlone = std::numeric_limits<std::uint32_t>::max();

// Arcs that a chunk must have to be worth waking a crew.
constexpr std::size_t kLeastArcs = 2048;

// So large that a vertex has a neighbour in its chunk with a chance of a quarter; 1: no chunks.
std::size_t ChunkFor(const LeidenGraph& graph) {
  const std::size_t arcs_in_chunk = std::size_t{graph.size()} / 4;
  if (arcs_in_chunk < kLeastArcs || graph.targets.empty()) return 1;
  return std::max<std::size_t>(arcs_in_chunk * graph.size() / graph.targets.size(), 1);
}

class Mover {
 public:
  Mover(const LeidenLevel& level, Crew& crew, std::vector<std::uint32_t>& community)
      : graph_(level.graph),
        mass_(level.mass),
        balance_(level.balance),
        crew_(crew),
        community_(community),
        spots_(graph_.size()),
        place_(graph_.size()),
        community_mass_(graph_.size()),
        least_mass_(mass_.empty() ? 0 : *std::min_element(mass_.begin(), mass_.end())),
        members_(graph_.size()),
        queued_(graph_.size()),
        around_(crew.jobs(), Surroundings(graph_.size())),
        chunk_(ChunkFor(graph_)),
        block_(std::max<std::size_t>(chunk_ / 16, 8)) {
    for (std::uint32_t v = 0; v < graph_.size(); ++v) {
      spots_[v] = community_[v];
      community_mass_[community_[v]] += mass_[v];
      ++members_[community_[v]];
    }
    for (std::uint32_t c = 0; c < graph_.size(); ++c) {
      if (members_[c] == 0) empty_.push_back(c);
    }
  }

  bool Run(Random& random) {
    for (std::vector<std::uint32_t> list = Identity(graph_.size()); !list.empty();) {
      random.Shuffle(list);
      for (const std::uint32_t v : list) spots_[v] |= kWaiting;
      if (chunk_ == 1) {
        OneByOne(list);
      } else {
        InChunks(list);
      }
      TakeQueued(list);
    }
    for (std::uint32_t v = 0; v < graph_.size(); ++v) community_[v] = spots_[v];
    return moved_;
  }

 private:
  // Where a vertex is, and above it what is to come in this round: one number, so that all of a
  // large graph stay in the cache.
  static constexpr std::uint32_t kInChunk = 1U << 31;
  static constexpr std::uint32_t kWaiting = 1U << 30;
  static constexpr std::uint32_t kCommunity = kWaiting - 1;

  std::uint32_t CommunityOf(std::uint32_t v) const { return spots_[v] & kCommunity; }

  struct Proposal {
    std::uint32_t best = 0;
    std::uint32_t to_best = 0;  // weight
    std::uint32_t to_own = 0;
    std::uint32_t rivals = 0;  // where its neighbours in the chunk end in the list of the block
  };
  // What the crew found out about a block of a chunk.
  struct Block {
    std::vector<Proposal> proposals{};
    std::vector<std::uint32_t> rivals{};
  };

  void OneByOne(std::span<const std::uint32_t> list) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      FetchAhead(graph_, list, i);
      const std::uint32_t v = list[i];
      spots_[v] &= kCommunity;
      const std::uint32_t best = Evaluate(v, around_[0], nullptr).best;
      if (best == spots_[v]) continue;
      Move(v, best);
      QueueAround(v);
    }
  }

  // While the neighbours of one chunk are queued, the next is looked at.
  void InChunks(std::span<const std::uint32_t> list) {
    std::vector<Block> blocks((chunk_ + block_ - 1) / block_);
    std::vector<std::uint8_t> moved(list.size());  // by place in the list
    std::size_t before = 0;
    for (std::size_t begin = 0; before < list.size();) {
      const std::size_t end = std::min(begin + chunk_, list.size());
      for (std::size_t i = begin; i < end; ++i) {
        spots_[list[i]] |= kInChunk;
        place_[list[i]] = static_cast<std::uint32_t>(i);
      }
      const std::size_t to_queue = (begin - before + block_ - 1) / block_;
      const std::size_t to_look_at = (end - begin + block_ - 1) / block_;
      crew_.ForEachBlock(to_queue + to_look_at, 1, [&](unsigned job, std::size_t b, std::size_t) {
        if (b < to_queue) {
          const std::size_t first = before + b * block_;
          for (std::size_t i = first; i < std::min(first + block_, begin); ++i) {
            if (moved[i] != 0) QueueAround(list[i]);
          }
        } else {
          b -= to_queue;
          const std::size_t first = begin + b * block_;
          LookAt(list, first, std::min(first + block_, end), around_[job], blocks[b]);
        }
      });
      for (std::size_t b = 0; b < to_look_at; ++b) {
        MoveBlock(list, begin + b * block_, blocks[b], moved);
      }
      before = begin;
      begin = end;
    }
  }

  void LookAt(std::span<const std::uint32_t> list, std::size_t begin, std::size_t end,
              Surroundings& around, Block& block) {
    block.proposals.clear();
    block.rivals.clear();
    for (std::size_t i = begin; i < end; ++i) {
      FetchAhead(graph_, list, i);
      Proposal proposal = Evaluate(list[i], around, &block.rivals);
      proposal.rivals = static_cast<std::uint32_t>(block.rivals.size());
      block.proposals.push_back(proposal);
    }
  }

  void MoveBlock(std::span<const std::uint32_t> list, std::size_t begin, const Block& block,
                 std::vector<std::uint8_t>& moved) {
    std::uint32_t rival = 0;
    for (std::size_t i = 0; i < block.proposals.size(); ++i) {
      const std::uint32_t v = list[begin + i];
      const Proposal& proposal = block.proposals[i];
      spots_[v] &= kCommunity;
      bool upset = false;
      for (; rival < proposal.rivals; ++rival) upset |= moved[place_[block.rivals[rival]]] != 0;
      std::uint32_t best = proposal.best;
      if (upset || !StillBetter(v, proposal)) {
        best = Evaluate(v, around_[0], nullptr).best;
      }
      if (best == spots_[v]) continue;
      Move(v, best);
      moved[begin + i] = 1;
    }
  }

  // Whether the proposal to move holds with the masses of now; one to stay does.
  bool StillBetter(std::uint32_t v, const Proposal& proposal) const {
    const std::uint32_t own = spots_[v];
    if (proposal.best == own) return true;
    const Mass mass = mass_[v];
    const Int128 stay = balance_.Gain(proposal.to_own, mass, community_mass_[own] - mass);
    if (proposal.best == kAlone) return stay < 0;
    const Int128 go = balance_.Gain(proposal.to_best, mass, community_mass_[proposal.best]);
    return go > stay && go >= 0;
  }

  // Where v is worth most. Its neighbours in the chunk at hand go to `rivals`.
  Proposal Evaluate(std::uint32_t v, Surroundings& around,
                    std::vector<std::uint32_t>* rivals) const {
    graph_.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
      const std::uint32_t spot = spots_[to];
      around.Add(spot & kCommunity, weight);
      if ((spot & kInChunk) != 0 && rivals != nullptr) rivals->push_back(to);
    });
    const Mass mass = mass_[v];
    const std::uint32_t own = CommunityOf(v);
    Proposal found{.best = own, .to_best = 0, .to_own = around.weight(own)};
    Int128 most = balance_.Gain(found.to_own, mass, community_mass_[own] - mass);
    for (const std::uint32_t c : around.touched()) {
      // Most are seen to be worse before their mass has to be looked up: it is not below that of v.
      if (c == own || balance_.Gain(around.weight(c), mass, least_mass_) <= most) continue;
      const Int128 gain = balance_.Gain(around.weight(c), mass, community_mass_[c]);
      if (gain > most) {
        most = gain;
        found.best = c;
      }
    }
    found.to_best = around.weight(found.best);
    around.Clear();
    if (most < 0) found.best = kAlone;
    return found;
  }

  void Move(std::uint32_t v, std::uint32_t to) {
    moved_ = true;
    const std::uint32_t from = spots_[v];
    if (to == kAlone) to = empty_.back();
    if (members_[to]++ == 0) empty_.pop_back();
    if (--members_[from] == 0) empty_.push_back(from);
    community_mass_[from] -= mass_[v];
    community_mass_[to] += mass_[v];
    spots_[v] = to;
  }

  // Those of the neighbours that are elsewhere and whose turn is not to come.
  void QueueAround(std::uint32_t v) {
    const std::uint32_t community = spots_[v];
    graph_.ForEachArc(v, [&](std::uint32_t to, std::uint32_t) {
      const std::uint32_t spot = spots_[to];
      if ((spot & kCommunity) == community || (spot & kWaiting) != 0) return;
      std::atomic_ref(queued_[to]).store(1, std::memory_order_relaxed);
    });
  }

  void TakeQueued(std::vector<std::uint32_t>& list) {
    list.clear();
    for (std::uint32_t v = 0; v < queued_.size(); ++v) {
      if (queued_[v] == 0) continue;
      queued_[v] = 0;
      list.push_back(v);
    }
  }

  const LeidenGraph& graph_;
  std::span<const Mass> mass_;
  const Balance& balance_;
  Crew& crew_;
  std::vector<std::uint32_t>& community_;
  std::vector<std::uint32_t> spots_;
  std::vector<std::uint32_t> place_;  // in the list of this round, of vertices in the chunk
  std::vector<Mass> community_mass_;
  Mass least_mass_;                     // of a vertex
  std::vector<std::uint32_t> members_;  // of each community
  std::vector<std::uint32_t> empty_;    // never empty when a vertex shares its community
  std::vector<std::uint8_t> queued_;
  std::vector<Surroundings> around_;  // of each job
  std::size_t chunk_;
  std::size_t block_;
  bool moved_ = false;
};

}  // namespace

bool MoveVertices(const LeidenLevel& level, Crew& crew, Random& random, Grouping& groups) {
  const bool moved = Mover(level, crew, groups.of).Run(random);
  Renumber(groups);
  return moved;
}

}  // namespace kg
