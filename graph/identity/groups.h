// Names joined one pair at a time, never across a pair that is kept apart.
#pragma once

#include <unordered_map>
#include <vector>

#include "graph/model.h"

namespace kg {

class Groups {
 public:
  /// The number of the group that `id` is in.
  NodeId GroupOf(NodeId id) const;

  bool AreOne(NodeId a, NodeId b) const { return GroupOf(a) == GroupOf(b); }
  /// Whether the groups of both hold two that are kept apart.
  bool AreApart(NodeId a, NodeId b) const;

  void KeepApart(NodeId a, NodeId b);
  /// False, and nothing done, when they are kept apart.
  bool Join(NodeId a, NodeId b);

  /// All in the group of `id`, in no order.
  std::vector<NodeId> Members(NodeId id) const;

 private:
  std::unordered_map<NodeId, NodeId> group_;                 // of who was ever joined
  std::unordered_map<NodeId, std::vector<NodeId>> members_;  // of groups of two and more
  std::unordered_map<NodeId, std::vector<NodeId>> apart_;    // of single ids, both ways
};

}  // namespace kg
