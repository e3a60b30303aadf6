// Backups, and what else keeps a store in shape.
#include <rocksdb/utilities/backup_engine.h>

#include <charconv>
#include <memory>

#include "graph/database.h"
#include "graph/error.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kBackupsKept = 8;

// Backups of formats 1 and 2 do not say so; what either lacks, the next writer makes alike.
std::uint64_t FormatIn(const std::string& metadata) {
  if (metadata.empty()) return kOldestFormat;
  std::uint64_t format = 0;
  const char* const end = metadata.data() + metadata.size();
  const auto [stop, error] = std::from_chars(metadata.data(), end, format);
  if (error != std::errc{} || stop != end) {
    throw Error(ErrorCode::kCorrupt, "the newest backup does not say which format it is of");
  }
  return format;
}

}  // namespace

void GraphStore::Compact() {
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  for (rocksdb::ColumnFamilyHandle* family : db_->families) {
    Check(db_->db->CompactRange(options, family, nullptr, nullptr), "compacting the store");
  }
  options.blob_garbage_collection_policy = rocksdb::BlobGarbageCollectionPolicy::kForce;
  options.blob_garbage_collection_age_cutoff = 1;  // of all files
  Check(db_->db->CompactRange(options, db_->records, nullptr, nullptr), "compacting the store");
}

void GraphStore::Backup(const fs::path& dir) {
  std::error_code failed;
  fs::create_directories(dir, failed);
  if (failed) {
    throw Error(ErrorCode::kIo, "cannot make " + dir.string() + ": " + failed.message());
  }
  rocksdb::BackupEngine* opened = nullptr;
  Check(rocksdb::BackupEngine::Open(rocksdb::Env::Default(),
                                    rocksdb::BackupEngineOptions(dir.string()), &opened),
        "opening the backups in " + dir.string());
  const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
  Check(engine->CreateNewBackupWithMetadata(db_->db.get(), std::to_string(kStoreFormat), true),
        "backing the store up");
  Check(engine->PurgeOldBackups(kBackupsKept), "dropping old backups");
}

std::uint64_t RestoreFiles(const fs::path& dir, const fs::path& database) {
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  Check(rocksdb::BackupEngineReadOnly::Open(rocksdb::Env::Default(),
                                            rocksdb::BackupEngineOptions(dir.string()), &opened),
        "opening the backups in " + dir.string());
  const std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(opened);
  std::vector<rocksdb::BackupInfo> backups;
  engine->GetBackupInfo(&backups);
  if (backups.empty()) throw Error(ErrorCode::kNotFound, "no backups at " + dir.string());
  const rocksdb::BackupID newest = backups.back().backup_id;
  Check(engine->VerifyBackup(newest, true), "checking the newest backup");
  Check(engine->RestoreDBFromBackup(newest, database.string(), database.string()),
        "restoring the newest backup");
  return FormatIn(backups.back().app_metadata);
}

}  // namespace kg
