// Puts and deletions that reach the store together, in order of their keys.
#pragma once

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/database.h"

namespace kg {

class ChangeSet {
 public:
  void Put(Family family, std::string_view key, std::string_view value) {
    Add(family, Kind::kPut, key, value);
  }
  /// The same for a value that is not worth a copy.
  void PutLarge(Family family, std::string_view key, std::string value);
  /// The same for an entry that any article may have put, and that others rely on.
  void PutShared(Family family, std::string_view key, std::string_view value) {
    shared_.push_back(changes_.size());
    Put(family, key, value);
  }
  void Delete(Family family, std::string_view key) { Add(family, Kind::kDelete, key, {}); }

  /// Documents beside the graph (GraphStore::WriteRecord).
  void PutRecord(std::string_view name, std::string_view value) {
    records_.emplace_back(name, value);
  }
  void DeleteRecord(std::string_view name) { records_.emplace_back(name, std::nullopt); }

  std::size_t bytes() const { return bytes_.size() + large_bytes_; }

  /// Changes in the order in which they were added, by number.
  struct Part {
    std::size_t first = 0;
    std::size_t end = 0;
  };
  std::size_t count() const { return changes_.size(); }

  /// All or nothing; of several changes to a key the last one stays. Many of them become tables of
  /// their own, and then the documents are written before. The set is empty afterwards, also when
  /// Error(kIo) is thrown.
  void WriteTo(Database& db);

  /// The same for one part and for all that is shared, which leave the set, and for all documents.
  void WritePartTo(Database& db, Part part);

 private:
  enum class Kind : std::uint8_t { kPut, kPutLarge, kDelete, kWritten };
  struct Change {
    std::uint64_t prefix = 0;  // of the key: tells most apart without reading it
    std::size_t at = 0;        // key, then value, in bytes_
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;  // of a large one, its place in large_
    Family family{};
    Kind kind{};
  };

  void Add(Family family, Kind kind, std::string_view key, std::string_view value);
  void Sort();
  void Clear();
  void WriteTables(Database& db);
  void AddToBatch(const Database& db, const Change& change);
  void WriteNow(const Database& db, Change& change);
  void WriteBatchTo(Database& db);
  std::string_view KeyOf(const Change& change) const;
  std::string_view ValueOf(const Change& change) const;

  std::vector<Change> changes_;
  std::vector<std::size_t> shared_;  // those that were not written with a part
  std::string bytes_;
  std::vector<std::string> large_;
  std::size_t large_bytes_ = 0;
  std::vector<std::pair<std::string, std::optional<std::string>>> records_;
  rocksdb::WriteBatch batch_;  // kept for its memory
};

}  // namespace kg
