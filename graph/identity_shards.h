// Who is who, read in pieces: what one name is costs the same in any archive.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "graph/identity_record.h"

namespace kg {

/// Reads a shard when it is first asked for, and keeps it. Const members may be called from several
/// threads at once; they throw Error(kCorrupt) for damaged shards.
class IdentityShards {
 public:
  /// Returns the bytes of a shard.
  using Read = std::function<std::string(std::size_t shard)>;

  IdentityShards(IdentityHead head, Read read);

  const IdentityHead& head() const { return head_; }

  /// Null for who is in no group; lent.
  const KnownName* Find(NodeId id) const;

  /// By id.
  void ForEach(const std::function<void(const KnownName&)>& visit) const;

 private:
  struct Shard {
    std::vector<NodeId> ids{};  // close together, as most that are asked for are not there
    std::vector<KnownName> names{};
  };

  const Shard& At(std::size_t number) const;

  IdentityHead head_;
  Read read_;
  mutable std::mutex reading_;
  mutable std::vector<std::unique_ptr<const Shard>> kept_;
  mutable std::vector<std::atomic<const Shard*>> shards_;  // null until they were read
};

}  // namespace kg
