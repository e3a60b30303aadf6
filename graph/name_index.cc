#include "graph/name_index.h"

#include <rocksdb/write_batch.h>

#include <algorithm>

#include "graph/bytes.h"
#include "graph/keys.h"
#include "graph/mixed.h"
#include "graph/sort_unique.h"
#include "graph/terms.h"

namespace kg {
namespace {

constexpr std::uint64_t kEntryBytes = 9;  // kind, id

template <typename Visit>
void ForEachPairOf(const SharedName& name, const Visit& visit) {
  const std::u32string folded = Folded(name.name);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char32_t next = i + 1 < folded.size() ? folded[i + 1] : 0;
    visit(NamePair{folded[i], next, name.kind, name.id});
  }
}

std::uint64_t HashOf(const NamePair& pair) {
  const std::uint64_t characters = std::uint64_t{pair.first} << 32 | pair.second;
  return Mixed(characters ^
               Mixed(static_cast<std::uint64_t>(pair.id) + static_cast<std::uint64_t>(pair.kind)));
}

// Under numbers that no batch of texts has.
class Rewriter {
 public:
  explicit Rewriter(Database& db) : db_(db) {}

  void Add(const SharedName& name) {
    constexpr std::size_t kMost = std::size_t{1} << 18;
    names_.Add(name);
    if (names_.size() > kMost) Write();
  }

  void Write() {
    rocksdb::WriteBatch batch;
    names_.ForEachCharacter([&](char32_t first, std::string_view bytes) {
      Check(batch.Put(db_.family(Family::kTerms), keys::NamesAt(first, number_),
                      rocksdb::Slice(bytes)),
            "writing to the store");
    });
    db_.Write(batch, false);
    names_.Clear();
    --number_;
  }

 private:
  Database& db_;
  NameBatch names_{};
  std::uint32_t number_ = UINT32_MAX;
};

void DeleteNames(Database& db) {
  constexpr std::size_t kBatchBytes = std::size_t{4} << 20;
  rocksdb::WriteBatch batch;
  db.Scan(Family::kTerms, keys::NamesPrefix(), [&](std::string_view key, std::string_view) {
    Check(batch.Delete(db.family(Family::kTerms), rocksdb::Slice(key)), "writing to the store");
    if (batch.GetDataSize() > kBatchBytes) {
      db.Write(batch, false);
      batch.Clear();
    }
    return true;
  });
  db.Write(batch, false);
}

}  // namespace

void NameBatch::Add(const SharedName& name) {
  ForEachPairOf(name, [this](const NamePair& pair) { pairs_.push_back(pair); });
}

void NameBatch::ForEachCharacter(
    const std::function<void(char32_t first, std::string_view bytes)>& visit) {
  SortUnique(pairs_);
  std::string bytes;
  for (auto at = pairs_.begin(); at != pairs_.end();) {
    const char32_t first = at->first;
    bytes.clear();
    ByteWriter out(bytes);
    for (char32_t last = 0; at != pairs_.end() && at->first == first;) {
      const char32_t second = at->second;
      const auto next = std::find_if(at, pairs_.end(), [&](const NamePair& pair) {
        return pair.first != first || pair.second != second;
      });
      out.Varint(second - last);
      out.Varint(static_cast<std::uint64_t>(next - at));
      for (; at != next; ++at) {
        out.Byte(static_cast<std::uint8_t>(at->kind));
        out.Fixed64(static_cast<std::uint64_t>(at->id));
      }
      last = second;
    }
    visit(first, bytes);
  }
}

void ForEachNamePair(char32_t first, std::optional<char32_t> second, std::string_view bytes,
                     const std::function<void(const NamePair&)>& visit) {
  ByteReader in(bytes);
  for (char32_t at = 0; !in.empty();) {
    at += in.Varint32();
    const std::uint64_t count = in.Varint();
    if (count > in.size() / kEntryBytes)
      throw Error(ErrorCode::kCorrupt, "a stored record ends early");
    ByteReader these(in.Raw(count * kEntryBytes));
    if (second && at > *second) return;
    if (second && at < *second) continue;
    while (!these.empty()) {
      const auto kind = static_cast<NodeKind>(these.Byte());
      visit({first, at, kind, static_cast<NodeId>(these.Fixed64())});
    }
  }
}

void ScanNames(const Database& db, char32_t first, std::optional<char32_t> second,
               const std::function<void(const NamePair&)>& visit) {
  db.Scan(Family::kTerms, keys::NamesPrefix(first), [&](std::string_view, std::string_view bytes) {
    ForEachNamePair(first, second, bytes, visit);
    return true;
  });
}

void RewriteNames(Database& db) {
  DeleteNames(db);
  Rewriter names(db);
  db.Scan(Family::kNodes, {}, [&](std::string_view key, std::string_view name) {
    ByteReader in(key);
    const auto kind = static_cast<NodeKind>(in.Byte());
    if (kind != NodeKind::kArticle) names.Add({kind, static_cast<NodeId>(in.Fixed64()), name});
    return true;
  });
  db.Scan(Family::kAliases, "A", [&](std::string_view key, std::string_view) {
    constexpr std::size_t kBehind = 17;  // kind, entity, article
    if (key.size() < kBehind + 2) return true;
    ByteReader in(key.substr(key.size() - kBehind));
    const auto kind = static_cast<NodeKind>(in.Byte());
    const auto id = static_cast<NodeId>(in.Fixed64());
    names.Add({kind, id, key.substr(1, key.size() - kBehind - 2)});
    return true;
  });
  names.Write();
}

StoredNames::StoredNames(const Database& db) {
  db.Scan(Family::kTerms, keys::NamesPrefix(), [&](std::string_view key, std::string_view bytes) {
    ForEachNamePair(keys::CharacterOfNames(key), std::nullopt, bytes,
                    [&](const NamePair& pair) { pairs_.push_back(HashOf(pair)); });
    return true;
  });
  std::sort(pairs_.begin(), pairs_.end());
}

bool StoredNames::Has(const SharedName& name) const {
  bool has = true;
  ForEachPairOf(name, [&](const NamePair& pair) {
    has = has && std::binary_search(pairs_.begin(), pairs_.end(), HashOf(pair));
  });
  return has;
}

}  // namespace kg
