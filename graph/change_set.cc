#include "graph/change_set.h"

#include <algorithm>

#include "graph/new_tables.h"

namespace kg {
namespace {

constexpr std::size_t kPrefix = sizeof(std::uint64_t);

std::uint64_t PrefixOf(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < kPrefix; ++i) {
    prefix = prefix << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0U);
  }
  return prefix;
}

}  // namespace

void ChangeSet::Add(Family family, Kind kind, std::string_view key, std::string_view value) {
  changes_.push_back({PrefixOf(key), bytes_.size(), static_cast<std::uint32_t>(key.size()),
                      static_cast<std::uint32_t>(value.size()), family, kind});
  bytes_.append(key).append(value);
}

void ChangeSet::PutLarge(Family family, std::string_view key, std::string value) {
  Add(family, Kind::kPutLarge, key, {});
  changes_.back().value_size = static_cast<std::uint32_t>(large_.size());
  large_bytes_ += value.size();
  large_.push_back(std::move(value));
}

std::string_view ChangeSet::KeyOf(const Change& change) const {
  return std::string_view(bytes_).substr(change.at, change.key_size);
}

std::string_view ChangeSet::ValueOf(const Change& change) const {
  if (change.kind == Kind::kPutLarge) return large_[change.value_size];
  return std::string_view(bytes_).substr(change.at + change.key_size, change.value_size);
}

// Stable: changes to one key stay in the order they came in.
void ChangeSet::Sort() {
  std::stable_sort(changes_.begin(), changes_.end(), [this](const Change& a, const Change& b) {
    if (a.family != b.family) return a.family < b.family;
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    return KeyOf(a) < KeyOf(b);
  });
}

void ChangeSet::AddToBatch(const Database& db, const Change& change) {
  rocksdb::ColumnFamilyHandle* family = db.family(change.family);
  const rocksdb::Slice key(KeyOf(change));
  if (change.kind == Kind::kWritten) return;
  Check(change.kind == Kind::kDelete ? batch_.Delete(family, key)
                                     : batch_.Put(family, key, rocksdb::Slice(ValueOf(change))),
        "writing to the store");
}

void ChangeSet::WriteBatchTo(Database& db) {
  for (const auto& [name, value] : records_) {
    Check(value ? batch_.Put(db.records, name, *value) : batch_.Delete(db.records, name),
          "writing to the store");
  }
  records_.clear();
  db.Write(batch_, false);
}

// The documents come first: one says that what follows from the articles is behind.
void ChangeSet::WriteTables(Database& db) {
  if (!records_.empty()) WriteBatchTo(db);
  NewTables tables(db);
  for (auto at = changes_.begin(); at != changes_.end(); ++at) {
    const auto next = at + 1;
    const bool last = next == changes_.end() || next->family != at->family ||
                      next->prefix != at->prefix || KeyOf(*next) != KeyOf(*at);
    if (!last || at->kind == Kind::kWritten) continue;
    if (at->kind == Kind::kDelete) {
      tables.Delete(at->family, KeyOf(*at));
    } else {
      tables.Put(at->family, KeyOf(*at), ValueOf(*at));
    }
  }
  tables.Load();
}

void ChangeSet::WriteTo(Database& db) {
  // In a skip list of hundreds of thousands of keys, finding the place of one is what an insertion
  // costs. Behind its neighbour the way is short, and in the cache.
  Sort();
  batch_.Clear();
  try {
    if (bytes() >= db.least_table_bytes()) {
      WriteTables(db);
    } else {
      for (const Change& change : changes_) AddToBatch(db, change);
      WriteBatchTo(db);
    }
  } catch (...) {
    Clear();
    throw;
  }
  Clear();
}

void ChangeSet::WriteNow(const Database& db, Change& change) {
  AddToBatch(db, change);
  change.kind = Kind::kWritten;
}

void ChangeSet::WritePartTo(Database& db, Part part) {
  batch_.Clear();
  for (const std::size_t i : shared_) WriteNow(db, changes_[i]);
  for (std::size_t i = part.first; i < part.end; ++i) WriteNow(db, changes_[i]);
  shared_.clear();
  WriteBatchTo(db);
}

void ChangeSet::Clear() {
  changes_.clear();
  shared_.clear();
  bytes_.clear();
  large_.clear();
  large_bytes_ = 0;
  records_.clear();
}

}  // namespace kg
