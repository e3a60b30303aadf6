// Which version of an article is shown, and what its coming and going writes.
#include <algorithm>
#include <chrono>
#include <tuple>

#include "graph/bytes.h"
#include "graph/keys.h"
#include "graph/database.h"

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

/// The writes of one Put(), handed over together at the end.
class Writing {
 public:
  explicit Writing(Database& db) : db_(db) {}

  void Put(Family family, std::string_view key, std::string_view value) {
    Check(batch_.Put(db_.family(family), AsSlice(key), AsSlice(value)), "writing to the store");
  }
  void Delete(Family family, std::string_view key) {
    Check(batch_.Delete(db_.family(family), AsSlice(key)), "writing to the store");
  }

  void PutSlot(const Slot& slot) {
    Put(Family::kSlots, AsBytes(slot.place), AsBytes(slot.content));
  }

  /// Record, text and whatever the article names; its own index entries are PutEntries()'s.
  void PutShown(const StoredArticle& stored, std::string_view text) {
    const std::string key = keys::Id(stored.article.id());
    Put(Family::kArticles, key, EncodeArticle(stored));
    Put(Family::kTexts, key, text);
    for (const SharedNode& node : NamedNodes(stored.article)) PutShared(node);
  }

  void PutEntries(const std::vector<IndexEntry>& entries) {
    for (const IndexEntry& entry : entries) Put(entry.family, entry.key, entry.value);
  }

  /// Takes `old` away and puts `now`, touching only what differs.
  void ReplaceEntries(std::vector<IndexEntry> old, std::vector<IndexEntry> now) {
    std::sort(old.begin(), old.end());
    std::sort(now.begin(), now.end());
    std::vector<IndexEntry> gone;
    std::set_difference(old.begin(), old.end(), now.begin(), now.end(), std::back_inserter(gone));
    for (const IndexEntry& entry : gone) Delete(entry.family, entry.key);
    // Behind the deletions: an entry may come back under the same key with another value.
    std::vector<IndexEntry> came;
    std::set_difference(now.begin(), now.end(), old.begin(), old.end(), std::back_inserter(came));
    PutEntries(came);
  }

  void PutPast(const StoredArticle& stored) {
    std::string value;
    ByteWriter out(value);
    const auto recorded = std::chrono::system_clock::now().time_since_epoch();
    out.Varint(static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(recorded).count()));
    out.Varint(stored.version.text_size);
    Put(Family::kVersions, keys::PastVersion(stored.article.id(), stored.version.content), value);
  }

  void Commit() {
    db_.Write(batch_, false);
    db_.named.insert(naming_.begin(), naming_.end());
  }

 private:
  // Shared entries are written once a process: most articles name what others have named.
  void PutShared(const SharedNode& node) {
    constexpr std::size_t kRemembered = 4 << 20;
    const std::uint64_t mark =
        static_cast<std::uint64_t>(IdOf(node.kind, node.key)) ^ (node.linked ? 1U : 0U);
    if (db_.named.contains(mark)) return;
    if (db_.named.size() >= kRemembered) db_.named.clear();
    naming_.push_back(mark);
    PutEntries(SharedEntries(node));
  }

  Database& db_;
  rocksdb::WriteBatch batch_;
  std::vector<std::uint64_t> naming_;
};

namespace {

// Everything some place holds of the article now, the shown one first.
std::vector<Version> LiveVersions(const Database& db, StoredArticle shown) {
  const NodeId id = shown.article.id();
  std::vector<Version> live;
  live.push_back({std::move(shown), db.Get(Family::kTexts, keys::Id(id)).value_or(""), true, false});
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
  writing.ReplaceEntries(OwnEntries(before.article), OwnEntries(winner->stored.article));
}

}  // namespace

bool GraphStore::SeenBefore(const Slot& slot) const {
  const std::optional<std::string> content = db_->Get(Family::kSlots, AsBytes(slot.place));
  return content && *content == AsBytes(slot.content);
}

PutOutcome GraphStore::Put(Article article, const Slot& slot) {
  if (SeenBefore(slot)) return PutOutcome::kUnchanged;
  const NodeId id = article.id();
  StoredArticle incoming;
  incoming.version = {slot.place, ContentDigest(article),
                      static_cast<std::uint32_t>(article.text.size())};
  std::string text = std::move(article.text);
  article.text.clear();
  incoming.article = std::move(article);
  Writing writing(*db_);
  writing.PutSlot(slot);
  const std::optional<StoredArticle> shown = db_->Load(id);
  if (!shown) {
    writing.PutShown(incoming, text);
    writing.PutEntries(OwnEntries(incoming.article));
    writing.Commit();
    return PutOutcome::kNew;
  }
  const std::string& url = incoming.article.url;
  if (shown->article.url != url) {
    throw Error(ErrorCode::kUnsupported,
                "two addresses share one id: " + url + " and " + shown->article.url);
  }

  std::vector<Version> live = LiveVersions(*db_, *shown);
  const Digest content = incoming.version.content;
  const bool known = std::any_of(live.begin(), live.end(), [&](const Version& version) {
    return version.stored.version.content == content;
  });
  live.push_back({std::move(incoming), std::move(text), false, false});
  const auto before = std::find_if(live.begin(), live.end() - 1, [&](const Version& version) {
    return version.stored.version.place == slot.place;
  });
  const bool same_place = before != live.end() - 1;
  if (same_place) {
    if (before->stored.version.content != content) writing.PutPast(before->stored);
    if (before->kept) writing.Delete(Family::kVersions, keys::LiveVersion(id, slot.place));
    live.erase(before);
  }
  Settle(writing, live, *shown);
  writing.Commit();
  if (known) return same_place ? PutOutcome::kUnchanged : PutOutcome::kDuplicate;
  return PutOutcome::kChanged;
}

void GraphStore::Sync() {
  std::vector<rocksdb::ColumnFamilyHandle*> all(db_->families.begin(), db_->families.end());
  all.push_back(db_->records);
  // Flushed files are synced; what is left in the log afterwards is nothing.
  Check(db_->db->Flush(rocksdb::FlushOptions(), all), "writing to the store");
}

}  // namespace kg
