// RocksDB as the store uses it; for the store_*.cc files alone.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article_codec.h"
#include "graph/commit_numbers.h"
#include "graph/contribution.h"
#include "graph/identities.h"
#include "graph/large_pages.h"
#include "graph/store.h"

namespace kg {

inline constexpr std::uint64_t kStoreFormat = 6;
// Format 1 had no index of texts, format 2 another one of names, format 3 no co-mentions, format 4
// those of joined names apart, format 5 none in pieces.
inline constexpr std::uint64_t kOldestFormat = 1;

/// The record that is there while what follows from the articles is behind them.
inline constexpr const char* kStaleRecord = "identity/stale";

/// The record that is there while the co-mentions are behind the articles or who is who.
inline constexpr const char* kCoMentionsBehind = "co-mentions/behind";

class CoMentionWriter;
class TextIndexWriter;

/// Throws Error with the code that fits `status`, unless it is fine; `doing` is "reading …".
void Check(const rocksdb::Status& status, const std::string& doing);

/// Numbers seen lately, in bounded memory: of those that share a set, the ones met last stay.
class RecentMarks {
 public:
  /// Whether `mark` was not among them.
  bool Add(std::uint64_t mark) {
    if (sets_.empty()) MakeSets();
    Set& set = sets_[mark % kSets];
    const auto at = std::find(set.begin(), set.end(), mark);
    const bool fresh = at == set.end();
    std::rotate(set.begin(), fresh ? at - 1 : at, fresh ? at : at + 1);
    set[0] = mark;
    return fresh;
  }
  void Forget() { sets_.clear(); }

 private:
  void MakeSets() {
    sets_.reserve(kSets);
    UseLargePages(sets_);  // they are looked up at random
    sets_.resize(kSets);
  }

  using Set = std::array<std::uint64_t, 4>;                   // the one met last comes first
  static constexpr std::size_t kSets = std::size_t{1} << 17;  // 4 MiB
  std::vector<Set> sets_;
};

/// An open store: its RocksDB, one column family per kind of key, and what its writer remembers.
struct Database {
  std::filesystem::path dir;
  OpenMode mode = OpenMode::kRead;
  std::unique_ptr<rocksdb::DB> db;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilies> families{};
  rocksdb::ColumnFamilyHandle* records = nullptr;  // the default family: documents by name
  RecentMarks named;                               // shared entries this writer wrote already
  std::unique_ptr<TextIndexWriter> texts;          // null in stores that are only read
  std::unique_ptr<CoMentionWriter> co_mentions;    // the same
  bool lags = false;  // what is worked out from articles was behind them when this was opened
  CommitNumbers commits;
  Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  rocksdb::ColumnFamilyHandle* family(Family f) const {
    return families[static_cast<std::size_t>(f)];
  }

  /// nullopt when there is no such key.
  std::optional<std::string> Get(Family f, std::string_view key) const;
  std::optional<StoredArticle> Load(NodeId id) const;
  std::string Text(NodeId id) const;  // empty when there is none
  bool Has(Family f, std::string_view prefix) const;

  /// A document of the default family; nullopt when there is none.
  std::optional<std::string> Record(std::string_view name) const;
  /// Who is who, read when it is first asked for.
  std::shared_ptr<const Identities> Joined() const;
  /// Has Joined() read again.
  void ForgetJoined();

  /// Visits keys with `prefix` from `start` on, until `visit` returns false. The view is that of
  /// the moment of the call. Every scan goes through here, because an iterator that meets damage
  /// just ends: its status is checked, and Error(kCorrupt) thrown.
  using Visit = std::function<bool(std::string_view key, std::string_view value)>;
  void Scan(rocksdb::ColumnFamilyHandle* family, const std::string& prefix,
            const std::string& start, const Visit& visit) const;
  void Scan(rocksdb::ColumnFamilyHandle* family, const std::string& prefix,
            const Visit& visit) const {
    Scan(family, prefix, prefix, visit);
  }
  void Scan(Family f, const std::string& prefix, const std::string& start,
            const Visit& visit) const {
    Scan(family(f), prefix, start, visit);
  }
  void Scan(Family f, const std::string& prefix, const Visit& visit) const {
    Scan(f, prefix, prefix, visit);
  }

  /// Visits keys with each of `count` prefixes, which are sorted, until `visit` returns false for
  /// one: one pass through the family, which takes a fifth of the time of a scan for each.
  using PrefixOf = std::function<std::string(std::size_t prefix)>;
  using EachVisit =
      std::function<bool(std::size_t prefix, std::string_view key, std::string_view value)>;
  void ScanEach(Family f, std::size_t count, const PrefixOf& prefix_of,
                const EachVisit& visit) const;

  void Write(rocksdb::WriteBatch& batch, bool sync);

 private:
  mutable std::mutex joining_;
  mutable std::shared_ptr<const Identities> joined_;
};

/// The newest backup in `dir`, its checksums looked at, into the folder `database`; returns the
/// format it is of. Throws Error(kNotFound), Error(kCorrupt), Error(kIo).
std::uint64_t RestoreFiles(const std::filesystem::path& dir, const std::filesystem::path& database);

}  // namespace kg
