#include "graph/withdrawal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "graph/bytes.h"
#include "graph/keys.h"

namespace kg {
namespace {

constexpr std::string_view kWithdrawnPrefix = "withdrawn/";

NodeId IdOfRecord(std::string_view name) {
  name.remove_prefix(kWithdrawnPrefix.size());
  std::uint64_t id = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), id, 16);
  if (failed != std::errc() || end != name.data() + name.size()) {
    throw Error(ErrorCode::kCorrupt, "a withdrawn article has no proper id");
  }
  return static_cast<NodeId>(id);
}

void ForEach(const Database& db, const std::function<void(NodeId, std::string_view)>& visit) {
  db.Scan(db.records, std::string(kWithdrawnPrefix),
          [&](std::string_view name, std::string_view value) {
            visit(IdOfRecord(name), value);
            return true;
          });
}

}  // namespace

std::string WithdrawalName(NodeId article) {
  return fmt::format("{}{:016x}", kWithdrawnPrefix, static_cast<std::uint64_t>(article));
}

std::string EncodeWithdrawal(const Withdrawal& withdrawal) {
  std::string bytes;
  ByteWriter out(bytes);
  out.Signed(withdrawal.at.time_since_epoch().count());
  out.String(withdrawal.reason);
  for (const Digest& place : withdrawal.places) out.Raw(AsBytes(place));
  return bytes;
}

Withdrawal DecodeWithdrawal(std::string_view bytes) {
  ByteReader in(bytes);
  Withdrawal withdrawal;
  withdrawal.at = Time{std::chrono::seconds{in.Signed()}};
  withdrawal.reason = in.String();
  while (!in.empty()) {
    Digest place{};
    std::ranges::copy(in.Raw(place.size()), place.begin());
    withdrawal.places.insert(place);
  }
  return withdrawal;
}

std::optional<Withdrawal> FindWithdrawal(const Database& db, NodeId article) {
  std::string value;
  const rocksdb::Status status =
      db.db->Get(rocksdb::ReadOptions(), db.records, WithdrawalName(article), &value);
  if (status.IsNotFound()) return std::nullopt;
  Check(status, "reading the store");
  return DecodeWithdrawal(value);
}

std::unordered_set<NodeId> WithdrawnIn(const Database& db) {
  std::unordered_set<NodeId> withdrawn;
  ForEach(db, [&](NodeId id, std::string_view) { withdrawn.insert(id); });
  return withdrawn;
}

std::optional<Withdrawal> GraphStore::FindWithdrawal(NodeId article) const {
  return kg::FindWithdrawal(*db_, article);
}

void GraphStore::ForEachWithdrawal(
    const std::function<void(const std::string& url, const Withdrawal&)>& visit) const {
  ForEach(*db_, [&](NodeId id, std::string_view value) {
    visit(db_->Get(Family::kNodes, keys::Node(NodeKind::kArticle, id)).value_or(""),
          DecodeWithdrawal(value));
  });
}

}  // namespace kg
