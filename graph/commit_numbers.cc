#include "graph/commit_numbers.h"

#include "graph/database.h"
#include "graph/error.h"

namespace kg {
namespace {

constexpr std::string_view kCommitPrefix = "commit/";

std::string KeyOf(std::uint64_t number) {
  std::string key(kCommitPrefix);
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(number >> shift & 0xFF);
  return key;
}

std::uint64_t NumberIn(std::string_view key) {
  std::uint64_t number = 0;
  for (const char byte : key.substr(kCommitPrefix.size())) {
    number = number << 8 | static_cast<std::uint8_t>(byte);
  }
  return number;
}

}  // namespace

void CommitNumbers::Read(const Database& db) {
  first_ = 1;
  last_ = 0;
  db.Scan(db.records, std::string(kCommitPrefix), [&](std::string_view key, std::string_view) {
    const std::uint64_t number = NumberIn(key);
    if (last_ == 0) first_ = number;
    if (last_ != 0 && number != last_ + 1) {
      throw Error(ErrorCode::kCorrupt,
                  "opening the store " + db.dir.string() + ": " +
                      std::to_string(number - last_ - 1) +
                      " writes are missing, as if a log file were gone; the store is left as it "
                      "is: restore a backup, or ingest the archive into a new store");
    }
    last_ = number;
    return true;
  });
}

void CommitNumbers::AddTo(rocksdb::WriteBatch& batch, const Database& db) const {
  Check(batch.Put(db.records, KeyOf(last_ + 1), ""), "writing to the store");
}

void CommitNumbers::Forget(Database& db) {
  if (first_ >= last_) return;
  rocksdb::WriteBatch batch;
  const std::uint64_t kept = last_;
  for (; first_ < kept; ++first_) {
    Check(batch.Delete(db.records, KeyOf(first_)), "writing to the store");
  }
  db.Write(batch, false);
}

}  // namespace kg
