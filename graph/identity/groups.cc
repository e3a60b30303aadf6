#include "graph/identity/groups.h"

#include <algorithm>
#include <utility>

namespace kg {

NodeId Groups::GroupOf(NodeId id) const {
  const auto at = group_.find(id);
  return at == group_.end() ? id : at->second;
}

std::vector<NodeId> Groups::Members(NodeId id) const {
  const auto at = members_.find(GroupOf(id));
  return at == members_.end() ? std::vector{id} : at->second;
}

bool Groups::AreApart(NodeId a, NodeId b) const {
  const NodeId other = GroupOf(b);
  for (const NodeId member : Members(a)) {
    const auto at = apart_.find(member);
    if (at == apart_.end()) continue;
    if (std::ranges::any_of(at->second, [&](NodeId id) { return GroupOf(id) == other; })) {
      return true;
    }
  }
  return false;
}

void Groups::KeepApart(NodeId a, NodeId b) {
  apart_[a].push_back(b);
  apart_[b].push_back(a);
}

bool Groups::Join(NodeId a, NodeId b) {
  if (AreOne(a, b)) return true;
  if (AreApart(a, b)) return false;
  std::vector<NodeId> joined = Members(a);
  std::vector<NodeId> others = Members(b);
  NodeId group = GroupOf(a);
  NodeId gone = GroupOf(b);
  if (joined.size() < others.size()) {
    std::swap(joined, others);
    std::swap(group, gone);
  }
  joined.insert(joined.end(), others.begin(), others.end());
  for (const NodeId id : joined) group_[id] = group;
  members_.erase(gone);
  members_[group] = std::move(joined);
  return true;
}

}  // namespace kg
