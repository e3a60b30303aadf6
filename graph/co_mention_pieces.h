// Long lists of co-mentions, which lie in pieces: docs/store.md, "Co-mentions". For the store_*.cc
// files alone.
#pragma once

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/co_mention_list.h"
#include "graph/database.h"
#include "graph/model.h"

namespace kg {

/// One list for reading. A few pairs of a hub are found without reading the rest of its hundreds of
/// thousands. Its methods throw Error(kCorrupt).
class StoredCoMentions {
 public:
  StoredCoMentions(const Database& db, NodeId owner) : db_(db), owner_(owner) {}
  StoredCoMentions(const StoredCoMentions&) = delete;  // `list_` reads `bytes_`
  StoredCoMentions& operator=(const StoredCoMentions&) = delete;

  /// The pair of `other`, which is behind the one of the call before. False when there is none;
  /// pairs that no article has any more may be there (ListedPair::IsNothing).
  bool Find(NodeId other, ListedPair& pair);

  /// All pairs in order, with the same exception.
  void ForEach(const std::function<void(const ListedPair&)>& visit) const;

 private:
  const Database& db_;
  NodeId owner_;
  std::optional<int> bits_{};
  std::optional<std::uint32_t> piece_{};
  std::string bytes_{};
  std::optional<CoMentionReader> list_{};
};

/// Writes lists of an open store, which is lent, and splits those that have become long.
class CoMentionLists {
 public:
  explicit CoMentionLists(Database& db) : db_(db) {}

  /// Adds `pairs`, which are in order, to the list of `owner`, with what else is in `batch`.
  /// Throws Error(kIo), Error(kCorrupt).
  void Merge(rocksdb::WriteBatch& batch, NodeId owner, std::span<const ListedPair> pairs);

  /// Puts the whole list of `owner`, who has none, into `batch`.
  void Put(rocksdb::WriteBatch& batch, NodeId owner, std::span<const ListedPair> pairs);

  /// To be called when the batch was written. Throws Error(kIo), Error(kCorrupt).
  void SplitLong();

  /// Deletes all lists. Throws Error(kIo).
  void DeleteAll();

 private:
  int BitsOf(NodeId owner);
  void PutPieces(rocksdb::WriteBatch& batch, NodeId owner, std::span<const ListedPair> pairs,
                 int bits);
  bool IsLong(NodeId owner);
  void Split(NodeId owner);

  Database& db_;
  bool knows_bits_ = false;
  std::unordered_map<NodeId, int> bits_{};  // of lists in pieces
  std::vector<NodeId> grown_{};             // lists to look at
};

/// Tells of lists that are not in the pieces that they say. Reads all. Throws Error(kCorrupt).
void CheckPieces(const Database& db, const std::function<void(std::string)>& tell);

}  // namespace kg
