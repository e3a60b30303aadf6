// Numbers in the store that show whether a log is missing. Each write carries the next one, so
// those that were not yet forgotten have no gap. RocksDB itself opens a store that lost one of its
// logs, without a word and without the articles in it.
#pragma once

#include <rocksdb/write_batch.h>

#include <cstdint>

namespace kg {

struct Database;

class CommitNumbers {
 public:
  /// Those of a store that was just opened. Throws Error(kCorrupt) when one is missing.
  void Read(const Database& db);

  /// Gives `batch` the next number, to be confirmed when the batch was written.
  void AddTo(rocksdb::WriteBatch& batch, const Database& db) const;
  void Confirm() { ++last_; }

  /// Writes that all but the last are no longer needed; for when no log is. Throws Error(kIo).
  void Forget(Database& db);

 private:
  std::uint64_t first_ = 1;
  std::uint64_t last_ = 0;
};

}  // namespace kg
