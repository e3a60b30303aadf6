// Withdrawn articles as documents beside the graph; for the store_*.cc files alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "graph/database.h"
#include "graph/store.h"

namespace kg {

/// "withdrawn/" and the id in hex: the name of the record.
std::string WithdrawalName(NodeId article);

std::string EncodeWithdrawal(const Withdrawal& withdrawal);
/// Throws Error(kCorrupt).
Withdrawal DecodeWithdrawal(std::string_view bytes);

std::optional<Withdrawal> FindWithdrawal(const Database& db, NodeId article);

/// There are few.
std::unordered_set<NodeId> WithdrawnIn(const Database& db);

}  // namespace kg
