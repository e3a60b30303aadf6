#include "graph/identity_shards.h"

#include <algorithm>
#include <utility>

namespace kg {

IdentityShards::IdentityShards(IdentityHead head, Read read)
    : head_(std::move(head)), read_(std::move(read)), shards_(std::size_t{1} << head_.shard_bits) {}

const KnownName* IdentityShards::Find(NodeId id) const {
  const Shard& shard = At(ShardOf(id, head_.shard_bits));
  const auto at = std::ranges::lower_bound(shard.ids, id);
  if (at == shard.ids.end() || *at != id) return nullptr;
  return &shard.names[static_cast<std::size_t>(at - shard.ids.begin())];
}

void IdentityShards::ForEach(const std::function<void(const KnownName&)>& visit) const {
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    for (const KnownName& name : At(i).names) visit(name);
  }
}

const IdentityShards::Shard& IdentityShards::At(std::size_t number) const {
  if (const Shard* shard = shards_[number].load(std::memory_order_acquire)) return *shard;
  const std::scoped_lock lock(reading_);
  if (const Shard* shard = shards_[number].load(std::memory_order_relaxed)) return *shard;
  auto shard = std::make_unique<Shard>();
  shard->names = DecodeShard(read_(number));
  for (const KnownName& name : shard->names) shard->ids.push_back(name.id);
  const Shard& kept = *kept_.emplace_back(std::move(shard));
  shards_[number].store(&kept, std::memory_order_release);
  return kept;
}

}  // namespace kg
