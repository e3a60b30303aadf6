#include "queries/leiden_move.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <utility>

namespace kg {
namespace {

constexpr std::uint32_t kAlone = std::numeric_limits<std::uint32_t>::max();

// A spot is the community that a vertex is in, and above it whether it is to come in this round:
// one number, so that all of a large graph stay in the cache.
constexpr std::uint32_t kWaiting = 1U << 31;
constexpr std::uint32_t kCommunity = kWaiting - 1;

// Arcs that a chunk must have to be worth waking a crew.
constexpr std::size_t kLeastArcs = 2048;

// Vertices in a chunk, so that each has about `neighbors` in its own; 1: no chunks.
std::size_t ChunkFor(const LeidenGraph& graph, double neighbors) {
  const auto arcs = static_cast<std::size_t>(neighbors * graph.size());
  if (arcs < kLeastArcs || graph.targets.empty()) return 1;
  return std::max<std::size_t>(arcs * graph.size() / graph.targets.size(), 1);
}

// Of items in order, every n-th to the same of n piles; the first pile to come is `first`.
void Deal(std::span<const std::uint32_t> items, std::size_t n, std::size_t first,
          std::vector<std::uint32_t>& piles) {
  piles.clear();
  for (std::size_t pile = 0; pile < n; ++pile) {
    for (std::size_t i = (first + pile) % n; i < items.size(); i += n) piles.push_back(items[i]);
  }
}

}  // namespace

bool Mover::Run(const LeidenLevel& level, Random& random, Grouping& groups) {
  Begin(level, groups);
  Rounds(Identity(level.graph.size()), random);
  return End(groups);
}

bool Mover::RunFromAlone(const LeidenLevel& level, Random& random, Grouping& groups) {
  Begin(level, groups);
  std::vector<std::uint32_t> list = Identity(level.graph.size());
  std::erase_if(list, [&](std::uint32_t v) { return members_[spots_[v]] > 1; });
  Rounds(std::move(list), random);
  return End(groups);
}

void Mover::Rounds(std::vector<std::uint32_t> list, Random& random) {
  constexpr double kNeighborsInChunk = 4;
  const std::size_t chunk = ChunkFor(level_->graph, kNeighborsInChunk);
  for (; !list.empty(); TakeQueued(list)) {
    if (chunk == 1) {
      random.Shuffle(list);
      OneByOne(list);
    } else {
      const std::size_t chunks = (list.size() + chunk - 1) / chunk;
      Deal(list, chunks, random.Below(static_cast<std::uint32_t>(chunks)), dealt_);
      InChunks(dealt_, chunks);
    }
  }
}

bool Mover::LookOnce(const LeidenLevel& level, Random& random, Grouping& groups) {
  Begin(level, groups);
  constexpr double kNeighborsInChunk = 0.25;
  const std::size_t chunk = ChunkFor(level.graph, kNeighborsInChunk);
  std::vector<std::uint32_t> list = Identity(level.graph.size());
  random.Shuffle(list);
  queues_ = false;
  InChunks(list, (list.size() + chunk - 1) / chunk);
  queues_ = true;
  return End(groups);
}

void Mover::Begin(const LeidenLevel& level, const Grouping& groups) {
  level_ = &level;
  const std::uint32_t n = level.graph.size();
  moved_ = false;
  chunk_ = 0;
  spots_ = groups.of;
  community_mass_.assign(n, 0);
  members_.assign(n, 0);
  queued_.assign(n, 0);
  changed_.assign(n, 0);
  least_mass_ = n == 0 ? 0 : *std::min_element(level.mass.begin(), level.mass.end());
  for (std::uint32_t v = 0; v < n; ++v) {
    community_mass_[spots_[v]] += level.mass[v];
    ++members_[spots_[v]];
  }
  empty_.clear();
  for (std::uint32_t c = 0; c < n; ++c) {
    if (members_[c] == 0) empty_.push_back(c);
  }
}

bool Mover::End(Grouping& groups) {
  groups.of.swap(spots_);
  Renumber(groups);
  return moved_;
}

void Mover::OneByOne(Vertices list) {
  for (const std::uint32_t v : list) spots_[v] |= kWaiting;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    FetchAhead(level_->graph, list, i);
    const std::uint32_t v = list[i];
    spots_[v] &= kCommunity;
    const std::uint32_t best = Best(v, workers_.around[0]);
    if (best == spots_[v]) continue;
    Move(v, best);
    QueueAround(v);
  }
}

// While the neighbours of what moved in one chunk are queued, the next is looked at.
void Mover::InChunks(Vertices list, std::size_t chunks) {
  constexpr std::size_t kBlocks = 16;
  for (const std::uint32_t v : list) spots_[v] |= kWaiting;
  const std::size_t longer = list.size() % chunks;  // so many have one vertex more than the others
  std::vector<std::uint32_t> movers;
  proposals_.resize(list.size() / chunks + 1);
  std::size_t begin = 0;
  for (std::size_t c = 0; c <= chunks; ++c) {
    const std::size_t size = c == chunks ? 0 : list.size() / chunks + (c < longer ? 1 : 0);
    const Vertices chunk = list.subspan(begin, size);
    const std::size_t block = std::max<std::size_t>(size / kBlocks, 8);
    const std::size_t to_queue = queues_ ? (movers.size() + block - 1) / block : 0;
    const std::size_t to_look_at = (size + block - 1) / block;
    workers_.crew.ForEachBlock(
        to_queue + to_look_at, 1, [&](unsigned job, std::size_t b, std::size_t) {
          if (b < to_queue) {
            const std::size_t end = std::min((b + 1) * block, movers.size());
            for (std::size_t i = b * block; i < end; ++i) QueueAround(movers[i]);
          } else {
            b -= to_queue;
            LookAt(chunk, b * block, std::min((b + 1) * block, size), workers_.around[job]);
          }
        });
    MoveChunk(chunk, movers);
    begin += size;
  }
}

void Mover::LookAt(Vertices list, std::size_t begin, std::size_t end, Surroundings& around) {
  for (std::size_t i = begin; i < end; ++i) {
    FetchAhead(level_->graph, list, i);
    proposals_[i] = Best(list[i], around);
  }
}

void Mover::MoveChunk(Vertices chunk, std::vector<std::uint32_t>& movers) {
  movers.clear();
  ++chunk_;
  for (std::size_t i = 0; i < chunk.size(); ++i) {
    const std::uint32_t v = chunk[i];
    const std::uint32_t own = spots_[v] &= kCommunity;
    std::uint32_t best = proposals_[i];
    if (best == own) continue;
    const bool changed = changed_[own] == chunk_ || (best != kAlone && changed_[best] == chunk_);
    if (best != kAlone && members_[best] == 0) best = kAlone;
    if (changed && !StillBetter(v, best)) {
      queued_[v] = 1;
      continue;
    }
    Move(v, best);
    movers.push_back(v);
  }
}

// Whether v, whose surroundings have changed since it looked, is worth more there all the same.
bool Mover::StillBetter(std::uint32_t v, std::uint32_t best) const {
  const std::uint32_t own = spots_[v];
  if (best == own) return false;
  std::uint64_t to_own = 0;
  std::uint64_t to_best = 0;
  level_->graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
    const std::uint32_t spot = spots_[to] & kCommunity;
    to_own += spot == own ? weight : 0;
    to_best += spot == best ? weight : 0;
  });
  const Mass mass = level_->mass[v];
  const Balance::Side side = level_->balance.Of(mass);
  const Int128 stay = side.Gain(to_own, community_mass_[own] - mass);
  const Int128 go = best == kAlone ? 0 : side.Gain(to_best, community_mass_[best]);
  return go > stay && go >= 0;
}

// Where v is worth most.
std::uint32_t Mover::Best(std::uint32_t v, Surroundings& around) const {
  level_->graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t weight) {
    around.Add(spots_[to] & kCommunity, weight);
  });
  const Mass mass = level_->mass[v];
  const Balance::Side side = level_->balance.Of(mass);
  const std::uint32_t own = spots_[v] & kCommunity;
  std::uint32_t best = own;
  Int128 most = side.Gain(around.weight(own), community_mass_[own] - mass);
  // Most are seen to be worse before their mass has to be looked up: it is not below that of v.
  std::int64_t enough = side.Enough(most, least_mass_);
  around.Take([&](std::uint32_t c, std::uint32_t weight) {
    if (weight <= enough || c == own) return;
    const Int128 gain = side.Gain(weight, community_mass_[c]);
    if (gain <= most) return;
    most = gain;
    enough = side.Enough(most, least_mass_);
    best = c;
  });
  return most < 0 ? kAlone : best;
}

void Mover::Move(std::uint32_t v, std::uint32_t to) {
  moved_ = true;
  const std::uint32_t from = spots_[v];
  if (to == kAlone) to = empty_.back();
  if (members_[to]++ == 0) empty_.pop_back();
  if (--members_[from] == 0) empty_.push_back(from);
  const Mass mass = level_->mass[v];
  community_mass_[from] -= mass;
  community_mass_[to] += mass;
  changed_[from] = chunk_;
  changed_[to] = chunk_;
  spots_[v] = to;
}

// Those of the neighbours that are elsewhere and whose turn is not to come.
void Mover::QueueAround(std::uint32_t v) {
  const std::uint32_t community = spots_[v];
  std::uint8_t* const queued = queued_.data();
  level_->graph.ForEachArc(v, [&](std::uint32_t to, std::uint32_t) {
    const std::uint32_t spot = spots_[to];
    if ((spot & kCommunity) == community || (spot & kWaiting) != 0) return;
    std::atomic_ref(queued[to]).store(1, std::memory_order_relaxed);
  });
}

void Mover::TakeQueued(std::vector<std::uint32_t>& list) {
  list.clear();
  for (std::uint32_t v = 0; v < queued_.size(); ++v) {
    std::uint64_t eight = 1;
    if (v + sizeof eight <= queued_.size()) std::memcpy(&eight, &queued_[v], sizeof eight);
    if (eight == 0) {
      v += sizeof eight - 1;
      continue;
    }
    if (queued_[v] == 0) continue;
    queued_[v] = 0;
    list.push_back(v);
  }
}

}  // namespace kg
