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
#include "graph/keys.h"
#include "graph/database.h"
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

rocksdb::Slice AsSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

/// What one PutGroup has not written yet.
class Writing {
 public:
  explicit Writing(Database& db) : db_(db) {}

  void Put(Family family, std::string_view key, std::string_view value) {
    Add(family, false, key, value);
  }
  void Delete(Family family, std::string_view key) { Add(family, true, key, {}); }

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
    out.Varint(static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(recorded).count()));
    out.Varint(stored.version.text_size);
    Put(Family::kVersions, keys::PastVersion(stored.article.id(), stored.version.content), value);
  }

  std::size_t bytes() const { return bytes_.size(); }

  void Commit() {
    // Neighbours in the memtable are written one behind the other: most of the way to a place in a
    // skip list is then that of the last one, and in the cache.
    std::stable_sort(changes_.begin(), changes_.end(), [&](const Change& a, const Change& b) {
      if (a.family != b.family) return a.family < b.family;
      if (a.prefix != b.prefix) return a.prefix < b.prefix;
      return KeyOf(a) < KeyOf(b);
    });
    for (const Change& change : changes_) {
      rocksdb::ColumnFamilyHandle* family = db_.family(change.family);
      const rocksdb::Slice key = AsSlice(KeyOf(change));
      Check(change.erases ? batch_.Delete(family, key) : batch_.Put(family, key, AsSlice(ValueOf(change))), "writing to the store");
    }
    changes_.clear(); bytes_.clear();
    db_.Write(batch_, false);
    batch_.Clear();
  }

 private:
  struct Change {
    std::uint64_t prefix = 0;  // of the key: tells most apart
    std::size_t at = 0;
    std::uint32_t key_size = 0;
    std::uint32_t value_size = 0;
    Family family{};
    bool erases = false;
  };

  void Add(Family family, bool erases, std::string_view key, std::string_view value) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0U);
    changes_.push_back({prefix, bytes_.size(), static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(value.size()), family, erases});
    bytes_.append(key).append(value);
  }
  std::string_view KeyOf(const Change& c) const { return {bytes_.data() + c.at, c.key_size}; }
  std::string_view ValueOf(const Change& c) const { return {bytes_.data() + c.at + c.key_size, c.value_size}; }

  std::vector<Change> changes_;
  std::string bytes_;
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
  rocksdb::WriteBatch batch_;
};

namespace {

// Everything some place holds of the article now, the shown one first.
std::vector<Version> LiveVersions(const Database& db, StoredArticle shown) {
  const NodeId id = shown.article.id();
  std::vector<Version> live;
  live.push_back({std::move(shown), db.Text(id), true, false});
  db.Scan(Family::kVersions, keys::LiveVersionPrefix(id), [&](std::string_view, std::string_view value) {
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
  explicit Impl(GraphStore& graph_store) : store(graph_store), db(*graph_store.db_), writing(db) {}

  GraphStore& store;
  Database& db;
  Writing writing;
  std::unordered_set<NodeId> articles{};  // put and not committed
  std::set<Digest> places{};
};

PutGroup::PutGroup(GraphStore& store) : impl_(std::make_unique<Impl>(store)) {
  // Counting every comparison of keys costs as much as the comparison.
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
}
PutGroup::~PutGroup() = default;

void PutGroup::Commit() {
  if (impl_->places.empty()) return;
  impl_->writing.Commit();
  impl_->articles.clear();
  impl_->places.clear();
}

PutOutcome PutGroup::Put(Article article, const Slot& slot) {
  Writing& writing = impl_->writing;
  const NodeId id = article.id();
  // What is decided from the store must be there first.
  if (impl_->articles.contains(id) || impl_->places.contains(slot.place)) Commit();
  if (impl_->store.SeenBefore(slot)) return PutOutcome::kUnchanged;
  const PutOutcome outcome = Add(std::move(article), slot);
  impl_->articles.insert(id);
  impl_->places.insert(slot.place);
  constexpr std::size_t kGroupBytes = 4 << 20;
  if (writing.bytes() >= kGroupBytes) Commit();
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
