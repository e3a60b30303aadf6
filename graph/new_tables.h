// Tables made beside a store and taken into it whole: what many sorted entries cost least by, as
// they pass neither the log nor a memtable. For the store_*.cc files alone.
#pragma once

#include <rocksdb/sst_file_writer.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "graph/database.h"

namespace kg {

class NewTables {
 public:
  explicit NewTables(Database& db) : db_(db) {}
  ~NewTables();  // drops what was not loaded
  NewTables(const NewTables&) = delete;
  NewTables& operator=(const NewTables&) = delete;

  /// Keys of a family come in order, each once. Throw Error(kIo).
  void Put(Family family, std::string_view key, std::string_view value);
  void Delete(Family family, std::string_view key);

  /// Makes all of them part of the store, or none, and all that was written before them durable.
  /// The store says from then on that identities are stale. Throws Error(kIo).
  void Load();

 private:
  rocksdb::SstFileWriter& TableOf(Family family);
  std::filesystem::path PathOf(std::size_t family) const;
  std::vector<rocksdb::ColumnFamilyHandle*> FamiliesInMemory() const;

  Database& db_;
  std::array<std::unique_ptr<rocksdb::SstFileWriter>, kFamilies> tables_{};
};

/// Removes what a run that died left of its tables. Nothing of it is part of the store.
void RemoveUnloadedTables(const std::filesystem::path& store);

}  // namespace kg
