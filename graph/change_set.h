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
    Add(family, false, key, value);
  }
  void Delete(Family family, std::string_view key) { Add(family, true, key, {}); }

  /// Documents beside the graph (GraphStore::WriteRecord).
  void PutRecord(std::string_view name, std::string_view value) {
    records_.emplace_back(name, value);
  }
  void DeleteRecord(std::string_view name) { records_.emplace_back(name, std::nullopt); }

  std::size_t bytes() const { return bytes_.size(); }

  /// All or nothing; of several changes to a key the last one stays. The set is empty afterwards,
  /// also when Error(kIo) is thrown.
  void WriteTo(Database& db);

 private:
  struct Change {
    std::uint64_t prefix = 0;  // of the key: tells most apart without reading it
    std::size_t at = 0;        // key, then value, in bytes_
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;
    Family family{};
    bool deletes = false;
  };

  void Add(Family family, bool deletes, std::string_view key, std::string_view value);
  void Sort();
  std::string_view KeyOf(const Change& change) const;
  std::string_view ValueOf(const Change& change) const;

  std::vector<Change> changes_;
  std::string bytes_;
  std::vector<std::pair<std::string, std::optional<std::string>>> records_;
  rocksdb::WriteBatch batch_;  // kept for its memory
};

}  // namespace kg
