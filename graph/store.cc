// Opening, closing and the few calls everything else is made of.
#include "graph/store.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <sys/mman.h>

#include <algorithm>
#include <fstream>
#include <new>
#include <utility>

#include "graph/co_mention_index.h"
#include "graph/co_mention_merge.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/keys.h"
#include "graph/text_codec.h"
#include "graph/text_index.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, kFamilies> kFamilyNames = {
    "articles", "texts", "versions", "nodes", "postings",
    "aliases",  "times", "slots",    "terms", "co_mentions"};
constexpr const char* kMarker = "NEWSGRAPH_STORE";
constexpr const char* kMarkerInWriting = "NEWSGRAPH_STORE.tmp";
constexpr const char* kReady = "newsgraph store, format ";
constexpr const char* kMaking = "newsgraph store, being made\n";

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string MarkerOf(std::uint64_t format) { return kReady + std::to_string(format) + "\n"; }

// RocksDB's file functions, as they make what was written survive a crash of the machine.
void WriteMarker(const fs::path& dir, const std::string& text) {
  rocksdb::Env* const env = rocksdb::Env::Default();
  const std::string temporary = (dir / kMarkerInWriting).string();
  rocksdb::Status status = rocksdb::WriteStringToFile(env, text, temporary, true);
  if (status.ok()) status = env->RenameFile(temporary, (dir / kMarker).string());
  std::unique_ptr<rocksdb::Directory> folder;
  if (status.ok()) status = env->NewDirectory(dir.string(), &folder);
  if (status.ok()) status = folder->Fsync();
  Check(status, "writing the marker file of the store " + dir.string());
}

enum class Found { kNothing, kUnfinished, kOlderStore, kStore };

// A making that was cut short at its very beginning leaves the marker under its other name.
bool IsAsGoodAsEmpty(const fs::path& dir) {
  std::error_code failed;
  fs::directory_iterator at(dir, failed);
  for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
    if (at->path().filename() != kMarkerInWriting) return false;
  }
  return !failed;
}

// Looks before RocksDB does: opening a folder that is no store would leave files in it, and
// create_if_missing on a store that lost its CURRENT file would delete the rest.
Found LookAt(const fs::path& dir) {
  std::error_code ignored;
  if (!fs::exists(dir, ignored)) return Found::kNothing;
  if (!fs::is_directory(dir, ignored)) {
    throw Error(ErrorCode::kNotFound, dir.string() + " is a file, not a store");
  }
  if (!fs::exists(dir / kMarker, ignored)) {
    if (IsAsGoodAsEmpty(dir)) return Found::kNothing;
    throw Error(ErrorCode::kNotFound, dir.string() + " holds other files and no newsgraph store");
  }
  const std::string marker = Slurp(dir / kMarker);
  if (marker == kMaking) return Found::kUnfinished;
  for (std::uint64_t older = kOldestFormat; older < kStoreFormat; ++older) {
    if (marker == MarkerOf(older)) return Found::kOlderStore;
  }
  if (marker != MarkerOf(kStoreFormat)) {
    throw Error(ErrorCode::kUnsupported,
                dir.string() + " was made by another version of newsgraph (it says \"" +
                    marker.substr(0, marker.find('\n')) + "\"; this one reads format " +
                    std::to_string(kStoreFormat) + "); build the store again with ingest");
  }
  return Found::kStore;
}

// RocksDB's own log says nothing that its statuses do not, and Debian's build of it, which has its
// assertions on, aborts at the second line that a full disk refuses.
class NoLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// A writer's compactions delete files; those a reader has open it can read on. Larger stores are
// left to chance, as each file takes a descriptor, and its filter memory.
int FilesToHoldOpen(const fs::path& folder, OpenMode mode) {
  constexpr int kUsual = 512;
  constexpr int kAll = -1;
  constexpr int kFewEnough = 200;
  if (mode != OpenMode::kRead) return kUsual;
  int tables = 0;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".sst") ++tables;
  }
  return tables <= kFewEnough ? kAll : kUsual;
}

rocksdb::Options DatabaseOptions(const StoreOptions& options, bool create) {
  rocksdb::Options db;
  db.create_if_missing = create;
  db.error_if_exists = create;
  // The default (point in time) opens a log that was damaged in the middle and drops what follows.
  db.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  db.max_background_jobs = 2;
  // When memory is short, threads that cannot be started end the program in the midst of opening.
  db.max_file_opening_threads = 1;
  db.db_write_buffer_size = options.memory_bytes / 2;
  db.info_log = std::make_shared<NoLog>();
  db.stats_dump_period_sec = 0;
  db.skip_stats_update_on_db_open = true;
  // Where files lie in memory, room ahead of a log is half of the time that a small store takes.
  db.allow_fallocate = false;
  return db;
}

rocksdb::ColumnFamilyOptions FamilyOptions(std::string_view name,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  // These families are only scanned, which asks no filter.
  const bool scanned = name == "postings" || name == "aliases" || name == "times";
  if (!scanned) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.format_version = 5;
  // Filters and indexes grow with the store: read in pieces, when they are asked for, into the
  // cache. Held for each open table, opening and memory would grow with them.
  table.cache_index_and_filter_blocks = true;
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = !scanned;
  table.block_size = name == "texts" ? 32 << 10 : 8 << 10;
  rocksdb::ColumnFamilyOptions family;
  // Groups of articles come in order of keys (change_set.h): a place is looked for from the last
  // one on. The empty prefix makes that one hint for the whole family.
  family.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(0));
  if (name == "articles" || name == "slots") {
    // Asked for every article, mostly in vain: 128 KiB of bloom filter, for what the buffer is.
    family.memtable_prefix_bloom_size_ratio = 1.0 / 8192;
    family.memtable_whole_key_filtering = true;
  }
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (name == "co_mentions") family.merge_operator = std::make_shared<CoMentionMerge>();
  if (name == "default") {
    // Some documents are of many megabytes. In a table they would share a block with the numbers of
    // commits, which every opening reads.
    family.enable_blob_files = true;
    family.min_blob_size = 32 << 10;
    family.blob_compression_type = rocksdb::kLZ4Compression;
    // A file goes when all in it was replaced, which is soon. To collect garbage would write what
    // cluster runs leave alone, most of it, again every few commands; Compact() does.
  }
  // What was just flushed is compressed when it is merged with others, not before.
  family.compression_per_level = {rocksdb::kNoCompression, rocksdb::kLZ4Compression};
  // Half of a list of co-mentions are bits of hashes, which nothing makes shorter.
  family.bottommost_compression = name == "co_mentions" ? rocksdb::kLZ4Compression : rocksdb::kZSTD;
  // Bounded by db_write_buffer_size, which is shared; a buffer of its own never fills first.
  family.write_buffer_size = std::size_t{1} << 30;
  return family;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Descriptors(const StoreOptions& options) {
  const auto cache = rocksdb::NewLRUCache(options.memory_bytes / 4);
  std::vector<rocksdb::ColumnFamilyDescriptor> all;
  all.emplace_back(rocksdb::kDefaultColumnFamilyName, FamilyOptions("default", cache));
  for (const char* name : kFamilyNames) all.emplace_back(name, FamilyOptions(name, cache));
  return all;
}

// Families of a database that is not open, the default one among them.
std::size_t FamiliesIn(const fs::path& folder) {
  std::vector<std::string> names;
  Check(rocksdb::DB::ListColumnFamilies(rocksdb::DBOptions(), folder, &names),
        "opening the store " + folder.string());
  return names.size();
}

// When memory ends in the midst of opening, Debian's RocksDB fails an assertion as it cleans up.
// Throws std::bad_alloc before it comes to that. Asks the kernel, as an allocator that watches its
// blocks marks every byte of one.
void RequireRoom() {
  constexpr std::size_t kRoom = std::size_t{32} << 20;
  void* const room =
      ::mmap(nullptr, kRoom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) throw std::bad_alloc();
  ::munmap(room, kRoom);
}

// Opens `db` at `folder` with all its families; the first `there` of them exist, others are made.
void OpenFamilies(Database& db, const fs::path& folder, const StoreOptions& options,
                  std::size_t there) {
  RequireRoom();
  const bool create = there == 0;
  rocksdb::Options db_options = DatabaseOptions(options, create);
  db_options.max_open_files = FilesToHoldOpen(folder, options.mode);
  std::vector<rocksdb::ColumnFamilyDescriptor> rest = Descriptors(options);
  std::vector<rocksdb::ColumnFamilyDescriptor> first = rest;
  first.resize(std::clamp<std::size_t>(there, 1, rest.size()));
  rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(first.size()));
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status =
      options.mode == OpenMode::kRead
          ? rocksdb::DB::OpenForReadOnly(db_options, folder, first, &handles, &opened)
          : rocksdb::DB::Open(db_options, folder, first, &handles, &opened);
  Check(status, "opening the store " + db.dir.string());
  db.db.reset(opened);
  db.records = handles[0];
  handles.erase(handles.begin());
  auto next = std::copy(handles.begin(), handles.end(), db.families.begin());
  if (!rest.empty()) {
    // create_missing_column_families would write and check the options file once a family.
    status = opened->CreateColumnFamilies(rest, &handles);
    std::copy(handles.begin(), handles.end(), next);
    Check(status, "making the store " + db.dir.string());
  }
  db.commits.Read(db);
}

// Changes with every table that comes or goes.
std::string StateOfTables(const fs::path& folder) {
  std::string name = Slurp(folder / "CURRENT");
  if (!name.empty()) name.pop_back();
  std::error_code failed;
  const std::uintmax_t bytes = fs::file_size(folder / name, failed);
  return name + ' ' + std::to_string(failed ? 0 : bytes);
}

// RocksDB reads which tables there are and then the logs. When a writer turns a log into tables in
// between, a reader sees neither, without an error, or misses a file: it looks again.
std::unique_ptr<Database> OpenToRead(const fs::path& dir, const StoreOptions& options) {
  constexpr int kTries = 50;
  const fs::path folder = dir / "db";
  for (int tries = 1;; ++tries) {
    const std::string before = StateOfTables(folder);
    auto made = std::make_unique<Database>();
    made->dir = dir;
    made->mode = options.mode;
    try {
      OpenFamilies(*made, folder, options, kFamilies + 1);
      if (StateOfTables(folder) == before) return made;
    } catch (const Error&) {
      if (StateOfTables(folder) == before || tries == kTries) throw;
    }
    if (tries == kTries) {
      throw Error(ErrorCode::kIo, "opening the store " + dir.string() +
                                      ": another process changes it all the time; try again");
    }
  }
}

}  // namespace

Database::Database() = default;

Database::~Database() {
  if (!db) return;
  for (rocksdb::ColumnFamilyHandle* handle : families) {
    if (handle != nullptr) db->DestroyColumnFamilyHandle(handle);
  }
  if (records != nullptr) db->DestroyColumnFamilyHandle(records);
}

std::optional<std::string> Database::Get(Family f, std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      db->Get(rocksdb::ReadOptions(), family(f), rocksdb::Slice(key.data(), key.size()), &value);
  if (status.IsNotFound()) return std::nullopt;
  Check(status, "reading the store");
  return value;
}

std::optional<StoredArticle> Database::Load(NodeId id) const {
  const std::optional<std::string> bytes = Get(Family::kArticles, keys::Id(id));
  if (!bytes) return std::nullopt;
  return DecodeArticle(*bytes);
}

std::string Database::Text(NodeId id) const {
  const std::optional<std::string> packed = Get(Family::kTexts, keys::Id(id));
  return packed ? UnpackText(*packed) : "";
}

std::optional<std::string> Database::Record(std::string_view name) const {
  std::string value;
  const rocksdb::Status status =
      db->Get(rocksdb::ReadOptions(), records, rocksdb::Slice(name.data(), name.size()), &value);
  if (status.IsNotFound()) return std::nullopt;
  Check(status, "reading the store");
  return value;
}

bool Database::Has(Family f, std::string_view prefix) const {
  bool found = false;
  Scan(f, std::string(prefix), [&](std::string_view, std::string_view) {
    found = true;
    return false;
  });
  return found;
}

void Database::Scan(rocksdb::ColumnFamilyHandle* family, const std::string& prefix,
                    const std::string& start, const Visit& visit) const {
  const std::string end = keys::After(prefix);
  const rocksdb::Slice bound(end);
  rocksdb::ReadOptions options;
  if (!end.empty()) options.iterate_upper_bound = &bound;
  // So much that it would push out of the cache what is asked for again.
  options.fill_cache = prefix.size() > 1;
  const std::unique_ptr<rocksdb::Iterator> at(db->NewIterator(options, family));
  for (at->Seek(start); at->Valid(); at->Next()) {
    if (!visit(at->key().ToStringView(), at->value().ToStringView())) return;
  }
  Check(at->status(), "reading the store");
}

void Database::ScanEach(Family f, std::size_t count, const PrefixOf& prefix_of,
                        const EachVisit& visit) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;  // as of a scan of much
  const std::unique_ptr<rocksdb::Iterator> at(db->NewIterator(options, family(f)));
  for (std::size_t i = 0; i < count; ++i) {
    const std::string prefix = prefix_of(i);
    for (at->Seek(prefix); at->Valid() && at->key().starts_with(prefix); at->Next()) {
      if (!visit(i, at->key().ToStringView(), at->value().ToStringView())) break;
    }
    Check(at->status(), "reading the store");
  }
}

void Database::Write(rocksdb::WriteBatch& batch, bool sync) {
  rocksdb::WriteOptions options;
  options.sync = sync;
  commits.AddTo(batch, *this);
  Check(db->Write(options, &batch), "writing to the store");
  commits.Confirm();
}

GraphStore GraphStore::Open(const fs::path& dir, const StoreOptions& options) {
  const Found found = LookAt(dir);
  const bool is_new = found == Found::kNothing || found == Found::kUnfinished;
  if (is_new && options.mode != OpenMode::kCreate) {
    throw Error(ErrorCode::kNotFound,
                "no newsgraph store at " + dir.string() + "; `newsgraph ingest SOURCE` makes one");
  }
  if (found == Found::kOlderStore && options.mode == OpenMode::kRead) {
    throw Error(ErrorCode::kUnsupported,
                dir.string() +
                    " was made by an older version of newsgraph; `newsgraph compact` "
                    "brings it up to date, and nothing in it is lost");
  }
  if (options.mode == OpenMode::kRead) return GraphStore(OpenToRead(dir, options));
  const fs::path database = dir / "db";
  if (is_new) {
    std::error_code failed;
    fs::create_directories(dir, failed);
    if (!failed)
      fs::remove_all(database, failed);  // left by a making that was cut short: no article
    if (failed)
      throw Error(ErrorCode::kIo, "cannot make " + dir.string() + ": " + failed.message());
    WriteMarker(dir, kMaking);
  }

  auto made = std::make_unique<Database>();
  made->dir = dir;
  made->mode = options.mode;
  const bool is_older = found == Found::kOlderStore;
  const std::size_t there = is_new ? 0 : is_older ? FamiliesIn(database) : kFamilies + 1;
  OpenFamilies(*made, database, options, there);
  made->texts = std::make_unique<TextIndexWriter>(*made);
  made->co_mentions = std::make_unique<CoMentionWriter>(*made);

  GraphStore store(std::move(made));
  if (is_older) store.MarkIdentitiesStale();  // RefreshDerived() makes what is new
  if (is_new || is_older) store.WriteRecord(kCoMentionsBehind, "1");
  store.db_->lags = store.IdentitiesAreStale();
  if (store.ReadRecord(kCoMentionsBehind)) store.db_->co_mentions->Drop();
  if (is_new || is_older) {
    WriteMarker(dir, MarkerOf(kStoreFormat));
  }
  return store;
}

// The marker says "being made" until all files are there.
void GraphStore::RestoreBackup(const fs::path& dir, const fs::path& to) {
  std::error_code failed;
  if (fs::exists(to, failed) && !fs::is_empty(to, failed)) {
    throw Error(ErrorCode::kUsage, to.string() + " is there already and is not empty");
  }
  if (!fs::is_directory(dir, failed)) {
    throw Error(ErrorCode::kNotFound, "no backups at " + dir.string());
  }
  fs::create_directories(to, failed);
  if (failed) throw Error(ErrorCode::kIo, "cannot make " + to.string() + ": " + failed.message());
  WriteMarker(to, kMaking);
  WriteMarker(to, MarkerOf(RestoreFiles(dir, to / "db")));
}

GraphStore::GraphStore(std::unique_ptr<Database> db) : db_(std::move(db)) {}
GraphStore::GraphStore(GraphStore&&) noexcept = default;
GraphStore& GraphStore::operator=(GraphStore&&) noexcept = default;
GraphStore::~GraphStore() = default;

void GraphStore::WriteRecord(std::string_view name, std::string_view bytes) {
  rocksdb::WriteBatch batch;
  Check(batch.Put(db_->records, rocksdb::Slice(name.data(), name.size()),
                  rocksdb::Slice(bytes.data(), bytes.size())),
        "writing to the store");
  db_->Write(batch, false);
}

std::optional<std::string> GraphStore::ReadRecord(std::string_view name) const {
  return db_->Record(name);
}

StoreStats GraphStore::Stats() const {
  StoreStats stats;
  stats.format = kStoreFormat;
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(db_->dir)) {
    std::error_code gone;  // a writer beside us deletes files
    const std::uintmax_t bytes = file.is_regular_file(gone) ? file.file_size(gone) : 0;
    if (!gone) stats.bytes += bytes;
  }
  db_->Scan(Family::kArticles, {}, [&](std::string_view, std::string_view) {
    ++stats.articles;
    return true;
  });
  return stats;
}

std::vector<FamilySize> GraphStore::FamilySizes() const {
  constexpr std::uint64_t kSequence = 8;  // RocksDB's number behind every key
  std::vector<FamilySize> sizes;
  for (std::size_t i = 0; i < db_->families.size(); ++i) {
    rocksdb::TablePropertiesCollection tables;
    Check(db_->db->GetPropertiesOfAllTables(db_->families[i], &tables), "reading the store");
    FamilySize& size = sizes.emplace_back(FamilySize{.name = kFamilyNames[i]});
    for (const auto& [file, table] : tables) {
      size.entries += table->num_entries;
      size.key_bytes += table->raw_key_size - kSequence * table->num_entries;
      size.value_bytes += table->raw_value_size;
      size.file_bytes += table->data_size + table->index_size + table->filter_size;
    }
  }
  return sizes;
}

}  // namespace kg
