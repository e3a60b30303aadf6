// Which version of an article is shown, and what its coming and going writes.
#include <rocksdb/perf_level.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "graph/bytes.h"
#include "graph/change_set.h"
#include "graph/database.h"
#include "graph/keys.h"
#include "graph/text_codec.h"

namespace kg {
namespace {

// A version of an article that some place holds now.
struct Version {
  StoredArticle stored{};
  std::string text{};
  bool shown = false;  // in the store, before this call
  bool kept = false;   // in the store as a version that is not shown
};

// Later sightings win, then richer text; the digests only make the choice the same everywhere.
auto Rank(const StoredArticle& stored) {
  return std::tuple(stored.article.seen, stored.article.published, stored.version.text_size,
                    stored.version.content, stored.version.place);
}

bool RanksBelow(const Version& a, const Version& b) { return Rank(a.stored) < Rank(b.stored); }

std::string EncodeVersion(const Version& version) {
  std::string bytes;
  ByteWriter out(bytes);
  out.String(version.text);
  out.Raw(EncodeArticle(version.stored));
  return bytes;
}

Version DecodeVersion(std::string_view bytes) {
  ByteReader in(bytes);
  Version version;
  version.text = in.String();
  version.stored = DecodeArticle(in.Raw(in.size()));
  version.kept = true;
  return version;
}

/// What a PutGroup has not committed yet.
class Writing {
 public:
  explicit Writing(Database& db) : db_(db) {}

  void Put(Family family, std::string_view key, std::string_view value) {
    changes_.Put(family, key, value);
  }
  void Delete(Family family, std::string_view key) { changes_.Delete(family, key); }

  void PutSlot(const Slot& slot) {
    Put(Family::kSlots, AsBytes(slot.place), AsBytes(slot.content));
  }

  /// Record, text and whatever the article names; its own entries are PutEntries()'s.
  void PutShown(const StoredArticle& stored, std::string_view text) {
    const std::string key = keys::Id(stored.article.id());
    Put(Family::kArticles, key, EncodeArticle(stored));
    Put(Family::kTexts, key, PackText(text));
    ForEachNamedNode(stored.article, [&](const SharedNode& node) { PutShared(node); });
  }

  void PutEntries(const Article& article) { ForEachOwnEntry(article, PutEntry()); }

  /// Takes the entries of `old` away and puts those of `now`, touching only what differs.
  void ReplaceEntries(const Article& old, const Article& now) {
    const Entries before = EntriesOf(old);
    const Entries after = EntriesOf(now);
    for (const auto& [key, value] : before) {
      if (!after.contains(key)) Delete(key.first, key.second);
    }
    for (const auto& [key, value] : after) {
      const auto at = before.find(key);
      if (at == before.end() || at->second != value) Put(key.first, key.second, value);
    }
  }

  void PutPast(const StoredArticle& stored) {
    std::string value;
    ByteWriter out(value);
    const auto recorded = std::chrono::system_clock::now().time_since_epoch();
    out.Varint(static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(recorded).count()));
    out.Varint(stored.version.text_size);
    Put(Family::kVersions, keys::PastVersion(stored.article.id(), stored.version.content), value);
  }

  std::size_t bytes() const { return changes_.bytes(); }

  void Commit() {
    try {
      changes_.WriteTo(db_);
    } catch (...) {
      Drop();
      throw;
    }
  }

  /// What was named here is not in the store.
  void Drop() { db_.named.Forget(); }

 private:
  using Entries = std::map<std::pair<Family, std::string>, std::string>;

  static Entries EntriesOf(const Article& article) {
    Entries entries;
    ForEachOwnEntry(article, [&](Family family, std::string_view key, std::string_view value) {
      entries.emplace(std::pair(family, std::string(key)), value);
    });
    return entries;
  }

  EntryVisit PutEntry() {
    return [this](Family family, std::string_view key, std::string_view value) {
      Put(family, key, value);
    };
  }

  // Most articles name what others have named.
  void PutShared(const SharedNode& node) {
    const std::uint64_t mark =
        static_cast<std::uint64_t>(IdOf(node.kind, node.key)) ^ (node.linked ? 1U : 0U);
    if (db_.named.Add(mark)) ForEachSharedEntry(node, PutEntry());
  }

  Database& db_;
  ChangeSet changes_;
};

// Everything some place holds of the article now, the shown one first.
std::vector<Version> LiveVersions(const Database& db, StoredArticle shown) {
  const NodeId id = shown.article.id();
  std::vector<Version> live;
  live.push_back({std::move(shown), db.Text(id), true, false});
  db.Scan(Family::kVersions, keys::LiveVersionPrefix(id),
          [&](std::string_view, std::string_view value) {
            live.push_back(DecodeVersion(value));
            return true;
          });
  return live;
}

// Makes `winner` the shown one of `live` and keeps the others.
void Settle(Writing& writing, std::vector<Version>& live, const StoredArticle& before) {
  const auto winner = std::max_element(live.begin(), live.end(), RanksBelow);
  for (Version& version : live) {
    const std::string key =
        keys::LiveVersion(version.stored.article.id(), version.stored.version.place);
    const bool wins = &version == &*winner;
    if (!wins && !version.kept) writing.Put(Family::kVersions, key, EncodeVersion(version));
    if (wins && version.kept) writing.Delete(Family::kVersions, key);
  }
  if (winner->shown) return;
  writing.PutShown(winner->stored, winner->text);
  writing.ReplaceEntries(before.article, winner->stored.article);
}

}  // namespace

bool GraphStore::SeenBefore(const Slot& slot) const {
  const std::optional<std::string> content = db_->Get(Family::kSlots, AsBytes(slot.place));
  return content && *content == AsBytes(slot.content);
}

struct PutGroup::Impl {
  explicit Impl(GraphStore& lent, Database& its_db) : store(lent), db(its_db), writing(its_db) {}

  GraphStore& store;
  Database& db;
  Writing writing;
  std::unordered_set<NodeId> articles{};  // what was put and not committed
  std::set<Digest> places{};
};

PutGroup::PutGroup(GraphStore& store) : impl_(std::make_unique<Impl>(store, *store.db_)) {
  // By default RocksDB counts every comparison of keys, which costs as much as the comparison.
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
}

PutGroup::~PutGroup() {
  if (!impl_->places.empty()) impl_->writing.Drop();
}

void PutGroup::Commit() {
  if (impl_->places.empty()) return;
  impl_->articles.clear();
  impl_->places.clear();
  impl_->writing.Commit();
}

PutOutcome PutGroup::Put(Article article, const Slot& slot) {
  constexpr std::size_t kGroupBytes = 4 << 20;
  const NodeId id = article.id();
  // What becomes of an article depends on what the store holds of it and of its place.
  if (impl_->articles.contains(id) || impl_->places.contains(slot.place)) Commit();
  if (impl_->store.SeenBefore(slot)) return PutOutcome::kUnchanged;
  const PutOutcome outcome = Add(std::move(article), slot);
  impl_->articles.insert(id);
  impl_->places.insert(slot.place);
  if (impl_->writing.bytes() >= kGroupBytes) Commit();
  return outcome;
}

PutOutcome PutGroup::Add(Article article, const Slot& slot) {
  Writing& writing = impl_->writing;
  const Database& db = impl_->db;
  const NodeId id = article.id();
  StoredArticle incoming;
  incoming.version = {slot.place, ContentDigest(article),
                      static_cast<std::uint32_t>(article.text.size())};
  std::string text = std::move(article.text);
  article.text.clear();
  incoming.article = std::move(article);
  const std::optional<StoredArticle> shown = db.Load(id);
  if (!shown) {
    writing.PutSlot(slot);
    writing.PutShown(incoming, text);
    writing.PutEntries(incoming.article);
    return PutOutcome::kNew;
  }
  const std::string& url = incoming.article.url;
  if (shown->article.url != url) {
    throw Error(ErrorCode::kUnsupported,
                "two addresses share one id: " + url + " and " + shown->article.url);
  }

  std::vector<Version> live = LiveVersions(db, *shown);
  const Digest content = incoming.version.content;
  const bool known = std::any_of(live.begin(), live.end(), [&](const Version& version) {
    return version.stored.version.content == content;
  });
  live.push_back({std::move(incoming), std::move(text), false, false});
  const auto before = std::find_if(live.begin(), live.end() - 1, [&](const Version& version) {
    return version.stored.version.place == slot.place;
  });
  const bool same_place = before != live.end() - 1;
  writing.PutSlot(slot);
  if (same_place) {
    if (before->stored.version.content != content) writing.PutPast(before->stored);
    if (before->kept) writing.Delete(Family::kVersions, keys::LiveVersion(id, slot.place));
    live.erase(before);
  }
  Settle(writing, live, *shown);
  if (known) return same_place ? PutOutcome::kUnchanged : PutOutcome::kDuplicate;
  return PutOutcome::kChanged;
}

PutOutcome GraphStore::Put(Article article, const Slot& slot) {
  PutGroup group(*this);
  const PutOutcome outcome = group.Put(std::move(article), slot);
  group.Commit();
  return outcome;
}

void GraphStore::Sync() {
  std::vector<rocksdb::ColumnFamilyHandle*> all(db_->families.begin(), db_->families.end());
  all.push_back(db_->records);
  // Flushed files are synced; what is left in the log afterwards is nothing.
  Check(db_->db->Flush(rocksdb::FlushOptions(), all), "writing to the store");
}

}  // namespace kg
