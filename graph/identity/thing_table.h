// Entities and tags by numbers, in order of their first mention.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "graph/model.h"

namespace kg {

/// An entity or a tag.
using Thing = std::uint32_t;
inline constexpr Thing kNoThing = ~Thing{0};

/// Ids to numbers; open addressing, as there are many and each is looked up often.
class ThingTable {
 public:
  ThingTable() : slots_(kFirstSlots, kNoThing) {}

  /// The number of `id`, and whether it is new.
  std::pair<Thing, bool> Add(NodeId id) {
    if (2 * (ids_.size() + 1) > slots_.size()) Grow();
    Thing& slot = slots_[SlotOf(id)];
    if (slot != kNoThing) return {slot, false};
    slot = static_cast<Thing>(ids_.size());
    ids_.push_back(id);
    return {slot, true};
  }

  /// kNoThing when it was never added.
  Thing Find(NodeId id) const { return slots_[SlotOf(id)]; }

  /// By their numbers; the table is of no use then.
  std::vector<NodeId> TakeIds() { return std::move(ids_); }

 private:
  static constexpr std::size_t kFirstSlots = 1024;  // a power of two, as later

  // Ids are hashes themselves.
  std::size_t SlotOf(NodeId id) const {
    std::size_t at = static_cast<std::uint64_t>(id) & (slots_.size() - 1);
    while (slots_[at] != kNoThing && ids_[slots_[at]] != id) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void Grow() {
    slots_.assign(2 * slots_.size(), kNoThing);
    for (std::size_t i = 0; i < ids_.size(); ++i) slots_[SlotOf(ids_[i])] = static_cast<Thing>(i);
  }

  std::vector<NodeId> ids_;
  std::vector<Thing> slots_;
};

}  // namespace kg
