// How versions of articles are put.
#include <rocksdb/perf_level.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

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

  /// An article that was put and not committed.
  struct Member {
    ChangeSet::Part part{};
    NodeId article{};
    Digest place{};
  };

  /// What becomes of an article depends on what the store holds of it and of its place: what was
  /// put of either reaches the store now.
  void CommitThoseOf(NodeId article, const Digest& place) {
    if (const auto found = articles.find(article); found != articles.end()) {
      CommitAlone(found->second);
    }
    if (const auto found = places.find(place); found != places.end()) CommitAlone(found->second);
  }

  void CommitAlone(std::size_t index) {
    const Member& member = members[index];
    articles.erase(member.article);
    places.erase(member.place);
    writing.CommitPart(member.part);
  }

  GraphStore& store;
  Database& db;
  ArticleWriter writing;
  std::vector<Member> members{};
  std::unordered_map<NodeId, std::size_t> articles{};  // of members that are not committed
  std::map<Digest, std::size_t> places{};
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
  if (impl_->members.empty()) return;
  impl_->members.clear();
  impl_->articles.clear();
  impl_->places.clear();
  impl_->writing.Commit();
}

PutOutcome PutGroup::Put(Article article, const Slot& slot) {
  return Put(Prepare(std::move(article), slot.place), slot);
}

PutOutcome PutGroup::Put(PreparedArticle ready, const Slot& slot) {
  const NodeId id = ready.stored.article.id();
  impl_->CommitThoseOf(id, slot.place);
  if (impl_->store.SeenBefore(slot)) return PutOutcome::kUnchanged;
  const std::size_t first = impl_->writing.count();
  const PutOutcome outcome =
      impl_->withdrawn.contains(id) ? Withhold(id, slot) : Add(std::move(ready), slot);
  impl_->articles.emplace(id, impl_->members.size());
  impl_->places.emplace(slot.place, impl_->members.size());
  impl_->members.push_back({{first, impl_->writing.count()}, id, slot.place});
  if (impl_->writing.full()) Commit();
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
