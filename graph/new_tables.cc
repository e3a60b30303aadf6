#include "graph/new_tables.h"

#include <rocksdb/options.h>

#include <string>

#include "graph/error.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

fs::path FolderIn(const fs::path& store) { return store / "loading"; }

// As level 0 has them: compressed when they are merged with others.
rocksdb::Options OptionsOf(const Database& db, rocksdb::ColumnFamilyHandle* family) {
  rocksdb::Options options = db.db->GetOptions(family);
  options.compression = rocksdb::kNoCompression;
  options.compression_per_level.clear();
  options.bottommost_compression = rocksdb::kDisableCompressionOption;
  return options;
}

}  // namespace

NewTables::~NewTables() {
  for (std::unique_ptr<rocksdb::SstFileWriter>& table : tables_) table.reset();
  RemoveUnloadedTables(db_.dir);
}

fs::path NewTables::PathOf(std::size_t family) const {
  return FolderIn(db_.dir) / (std::to_string(family) + ".sst");
}

rocksdb::SstFileWriter& NewTables::TableOf(Family family) {
  const auto number = static_cast<std::size_t>(family);
  std::unique_ptr<rocksdb::SstFileWriter>& table = tables_[number];
  if (table) return *table;
  const fs::path path = PathOf(number);
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) {
    throw Error(ErrorCode::kIo,
                "cannot make " + path.parent_path().string() + ": " + failed.message());
  }
  rocksdb::ColumnFamilyHandle* const handle = db_.families[number];
  constexpr bool kStaysInPageCache = false;  // "invalidate"
  table = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), OptionsOf(db_, handle),
                                                   handle, kStaysInPageCache);
  Check(table->Open(path.string()), "writing to the store");
  return *table;
}

void NewTables::Put(Family family, std::string_view key, std::string_view value) {
  Check(TableOf(family).Put(rocksdb::Slice(key.data(), key.size()),
                            rocksdb::Slice(value.data(), value.size())),
        "writing to the store");
}

void NewTables::Delete(Family family, std::string_view key) {
  Check(TableOf(family).Delete(rocksdb::Slice(key.data(), key.size())), "writing to the store");
}

std::vector<rocksdb::ColumnFamilyHandle*> NewTables::FamiliesInMemory() const {
  std::vector<rocksdb::ColumnFamilyHandle*> found;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    std::uint64_t entries = 0;
    std::uint64_t waiting = 0;
    rocksdb::ColumnFamilyHandle* const family = db_.families[i];
    db_.db->GetIntProperty(family, rocksdb::DB::Properties::kNumEntriesActiveMemTable, &entries);
    db_.db->GetIntProperty(family, rocksdb::DB::Properties::kNumEntriesImmMemTables, &waiting);
    if (tables_[i] && entries + waiting > 0) found.push_back(family);
  }
  return found;
}

void NewTables::Load() {
  std::vector<rocksdb::IngestExternalFileArg> files;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    if (!tables_[i]) continue;
    Check(tables_[i]->Finish(), "writing to the store");
    rocksdb::IngestExternalFileArg& file = files.emplace_back();
    file.column_family = db_.families[i];
    file.external_files = {PathOf(i).string()};
    file.options.move_files = true;
    file.options.write_global_seqno = false;
  }
  if (files.empty()) return;
  // RocksDB 7.8 may order level 0 wrongly when a table is loaded beside a memtable of its family
  // that goes on to grow. So there is none.
  const std::vector<rocksdb::ColumnFamilyHandle*> in_memory = FamiliesInMemory();
  if (!in_memory.empty()) {
    Check(db_.db->Flush(rocksdb::FlushOptions(), in_memory), "writing to the store");
  }
  // The tables survive a crash of the machine from now on. So must all that came before them, and
  // the word that what follows from the articles is behind.
  rocksdb::WriteBatch mark;
  Check(mark.Put(db_.records, kStaleRecord, "1"), "writing to the store");
  db_.Write(mark, true);
  Check(db_.db->IngestExternalFiles(files), "writing to the store");
}

void RemoveUnloadedTables(const fs::path& store) {
  std::error_code ignored;
  fs::remove_all(FolderIn(store), ignored);
}

}  // namespace kg
