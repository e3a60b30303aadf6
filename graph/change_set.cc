#include "graph/change_set.h"

#include <algorithm>

namespace kg {
namespace {

constexpr std::size_t kPrefixBytes = sizeof(std::uint64_t);

std::uint64_t PrefixOf(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < kPrefixBytes; ++i) {
    prefix = prefix << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0U);
  }
  return prefix;
}

}  // namespace

void ChangeSet::Add(Family family, bool deletes, std::string_view key, std::string_view value) {
  changes_.push_back({PrefixOf(key), bytes_.size(), static_cast<std::uint32_t>(key.size()),
                      static_cast<std::uint32_t>(value.size()), family, deletes});
  bytes_.append(key).append(value);
}

std::string_view ChangeSet::KeyOf(const Change& change) const {
  return std::string_view(bytes_).substr(change.at, change.key_size);
}

std::string_view ChangeSet::ValueOf(const Change& change) const {
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

void ChangeSet::WriteTo(Database& db) {
  // In a skip list of hundreds of thousands of keys, finding the place of one is what an insertion
  // costs. Behind its neighbour the way is short, and in the cache.
  Sort();
  batch_.Clear();
  for (const Change& change : changes_) {
    rocksdb::ColumnFamilyHandle* family = db.family(change.family);
    const rocksdb::Slice key(KeyOf(change));
    Check(change.deletes ? batch_.Delete(family, key)
                         : batch_.Put(family, key, rocksdb::Slice(ValueOf(change))),
          "writing to the store");
  }
  for (const auto& [name, value] : records_) {
    Check(value ? batch_.Put(db.records, name, *value) : batch_.Delete(db.records, name),
          "writing to the store");
  }
  changes_.clear();
  bytes_.clear();
  records_.clear();
  db.Write(batch_, false);
}

}  // namespace kg
