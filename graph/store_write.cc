// How versions of articles are put.
#include <rocksdb/perf_level.h>

#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

#include "graph/article_writer.h"
#include "graph/database.h"
#include "graph/keys.h"
#include "graph/withdrawal.h"

namespace kg {

bool GraphStore::SeenBefore(const Slot& slot) const {
  const std::optional<std::string> content = db_->Get(Family::kSlots, AsBytes(slot.place));
  return content && content->starts_with(AsBytes(slot.content));
}

struct PutGroup::Impl {
  explicit Impl(GraphStore& lent, Database& its_db)
      : store(lent), db(its_db), writing(its_db), withdrawn(WithdrawnIn(its_db)) {}

  GraphStore& store;
  Database& db;
  ArticleWriter writing;
  std::unordered_set<NodeId> articles{};  // what was put and not committed
  std::set<Digest> places{};
  const std::unordered_set<NodeId> withdrawn;
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
  return Put(Prepare(std::move(article), slot.place), slot);
}

PutOutcome PutGroup::Put(PreparedArticle ready, const Slot& slot) {
  constexpr std::size_t kGroupBytes = 4 << 20;
  const NodeId id = ready.stored.article.id();
  // What becomes of an article depends on what the store holds of it and of its place.
  if (impl_->articles.contains(id) || impl_->places.contains(slot.place)) Commit();
  if (impl_->store.SeenBefore(slot)) return PutOutcome::kUnchanged;
  const PutOutcome outcome =
      impl_->withdrawn.contains(id) ? Withhold(id, slot) : Add(std::move(ready), slot);
  impl_->articles.insert(id);
  impl_->places.insert(slot.place);
  if (impl_->writing.bytes() >= kGroupBytes) Commit();
  return outcome;
}

// It stays away; where it was met is noted, so that it can come back from there.
PutOutcome PutGroup::Withhold(NodeId id, const Slot& slot) {
  Withdrawal withdrawal = *FindWithdrawal(impl_->db, id);
  withdrawal.places.insert(slot.place);
  impl_->writing.PutRecord(WithdrawalName(id), EncodeWithdrawal(withdrawal));
  impl_->writing.PutSlot(slot, id);
  return PutOutcome::kWithdrawn;
}

PutOutcome PutGroup::Add(PreparedArticle ready, const Slot& slot) {
  ArticleWriter& writing = impl_->writing;
  const Database& db = impl_->db;
  const NodeId id = ready.stored.article.id();
  const std::optional<StoredArticle> shown = db.Load(id);
  if (!shown) {
    writing.PutSlot(slot, id);
    writing.PutShown(ready);
    writing.PutEntries(ready.stored.article);
    return PutOutcome::kNew;
  }
  const std::string& url = ready.stored.article.url;
  if (shown->article.url != url) {
    throw Error(ErrorCode::kUnsupported,
                "two addresses share one id: " + url + " and " + shown->article.url);
  }

  std::vector<Version> live = LiveVersions(db, *shown);
  const Digest content = ready.stored.version.content;
  const bool known = std::any_of(live.begin(), live.end(), [&](const Version& version) {
    return version.stored.version.content == content;
  });
  live.push_back({std::move(ready.stored), std::move(ready.text), false, false});
  const auto before = std::find_if(live.begin(), live.end() - 1, [&](const Version& version) {
    return version.stored.version.place == slot.place;
  });
  const bool same_place = before != live.end() - 1;
  writing.PutSlot(slot, id);
  if (same_place) {
    if (before->stored.version.content != content) writing.PutPast(before->stored);
    if (before->kept) writing.DeleteKept(id, slot.place);
    live.erase(before);
  }
  writing.Settle(live, *shown);
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
  db_->commits.Forget(*db_);
  Check(db_->db->Flush(rocksdb::FlushOptions(), all), "writing to the store");
}

}  // namespace kg
