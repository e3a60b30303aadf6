// Who is who, in the store: the record, and the entries that it is worked out from.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "graph/archive_people.h"
#include "graph/bytes.h"
#include "graph/co_mention_index.h"
#include "graph/database.h"
#include "graph/freed_memory.h"
#include "graph/identity/stored_doubts.h"
#include "graph/identity_record.h"
#include "graph/keys.h"

namespace kg {
namespace {

constexpr const char* kShards = "identity/run/";

std::string ShardName(std::size_t shard) { return fmt::format("{}{:06x}", kShards, shard); }

/// Puts a record that may be there as it is already.
void PutIfOther(const Database& db, const std::string& name, const std::string& bytes,
                rocksdb::WriteBatch& batch) {
  if (db.Record(name) != bytes) {
    Check(batch.Put(db.records, name, bytes), "writing to the store");
  }
}

/// Where the postings of each person are that name it.
Database::PrefixOf MentionsOf(std::span<const NodeId> persons) {
  return [persons](std::size_t person) {
    return keys::PostingPrefix(persons[person], static_cast<std::uint8_t>(Relation::kMentions));
  };
}

/// Takes co-mentions from names that others stand for now, and the other way round.
class Rejoining {
 public:
  /// While the identities of before are there.
  explicit Rejoining(Database& db) : db_(db) {
    if (db.co_mentions->lost()) return;
    try {
      before_ = db.Joined();
      standing_ = before_->Standing();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kCorrupt) throw;
      before_.reset();
      db.co_mentions->Drop();  // whose they were cannot be told
    }
  }

  /// When those of now are.
  void Do() {
    if (!before_) return;
    std::vector<std::pair<NodeId, NodeId>> changes;
    std::ranges::set_symmetric_difference(standing_, db_.Joined()->Standing(),
                                          std::back_inserter(changes));
    std::vector<NodeId> names;
    for (const auto& [name, stands] : changes) names.push_back(name);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    db_.co_mentions->Rejoin(*before_, names);
  }

 private:
  Database& db_;
  std::shared_ptr<const Identities> before_;
  std::vector<std::pair<NodeId, NodeId>> standing_;
};

}  // namespace

std::shared_ptr<const Identities> Database::Joined() const {
  const std::scoped_lock lock(joining_);
  if (joined_) return joined_;
  const std::optional<std::string> head = Record(kRunRecord);
  if (!head) {
    joined_ = std::make_shared<const Identities>();
  } else if (IsWhole(*head)) {
    joined_ = std::make_shared<const Identities>(DecodeIdentities(*head));
  } else {
    // What is missing is damage to the decoder.
    const auto read = [this](std::size_t shard) { return Record(ShardName(shard)).value_or(""); };
    joined_ = std::make_shared<const Identities>(DecodeHead(*head), read);
  }
  return joined_;
}

void Database::ForgetJoined() {
  const std::scoped_lock lock(joining_);
  joined_.reset();
}

std::shared_ptr<const Identities> GraphStore::identities() const { return db_->Joined(); }

void GraphStore::MarkIdentitiesStale() {
  if (!IdentitiesAreStale()) WriteRecord(kStaleRecord, "1");
}

bool GraphStore::IdentitiesAreStale() const { return db_->Record(kStaleRecord).has_value(); }

void GraphStore::WriteIdentities(IdentityFindings findings) {
  Rejoining rejoining(*db_);
  const EncodedIdentities encoded = EncodeShards(findings);
  const std::string doubts = EncodeDoubts(findings.doubtful);
  findings = {};
  ReturnFreedMemory();  // both are much, and the store takes as much again
  rocksdb::WriteBatch batch;
  PutIfOther(*db_, kRunRecord, encoded.head, batch);
  for (std::size_t i = 0; i < encoded.shards.size(); ++i) {
    PutIfOther(*db_, ShardName(i), encoded.shards[i], batch);
  }
  db_->Scan(db_->records, kShards, ShardName(encoded.shards.size()),
            [&](std::string_view name, std::string_view) {
              Check(batch.Delete(db_->records, rocksdb::Slice(name.data(), name.size())),
                    "writing to the store");
              return true;
            });
  // Doubts are many and asked for seldom.
  PutIfOther(*db_, kDoubtsRecord, doubts, batch);
  Check(batch.Delete(db_->records, kStaleRecord), "writing to the store");
  Check(batch.Put(db_->records, kCoMentionsBehind, "1"), "writing to the store");
  db_->Write(batch, false);
  db_->ForgetJoined();
  rejoining.Do();
}

void ArchivePeople::ForEachName(
    const std::function<void(NodeId, std::string_view name)>& visit) const {
  db_.Scan(Family::kNodes, std::string(1, static_cast<char>(NodeKind::kPerson)),
           [&](std::string_view key, std::string_view name) {
             visit(static_cast<NodeId>(ByteReader(key.substr(1)).Fixed64()), name);
             return true;
           });
}

void ArchivePeople::ForEachAlias(const AliasVisit& visit) const {
  constexpr std::size_t kArticle = 9;  // 00 and the article behind the alias
  std::string last;
  std::uint32_t articles = 0;
  const auto tell = [&] {
    if (last.empty()) return;
    const std::string_view named = last;
    const auto id = static_cast<NodeId>(ByteReader(named.substr(1)).Fixed64());
    visit(id, named.substr(9), articles);
  };
  db_.Scan(Family::kAliases, "E", [&](std::string_view key, std::string_view) {
    const std::string_view named = key.substr(0, key.size() - kArticle);
    if (named != last) {
      tell();
      last = named;
      articles = 0;
    }
    ++articles;
    return true;
  });
  tell();
}

void ArchivePeople::ForEachArticle(std::span<const NodeId> persons,
                                   const ArticleVisit& visit) const {
  db_.ScanEach(Family::kPostings, persons.size(), MentionsOf(persons),
               [&](std::size_t person, std::string_view key, std::string_view value) {
                 ByteReader in(key.substr(9));
                 Posting posting{.relation = Relation::kMentions};
                 posting.published = keys::FromTimeBits(in.Fixed64());
                 posting.from = static_cast<NodeId>(in.Fixed64());
                 posting.count = ByteReader(value).Varint32();
                 visit(person, posting);
                 return true;
               });
}

std::vector<bool> ArchivePeople::ArePresent(std::span<const NodeId> persons) const {
  std::vector<bool> present(persons.size());
  db_.ScanEach(Family::kPostings, persons.size(), MentionsOf(persons),
               [&](std::size_t person, std::string_view, std::string_view) {
                 present[person] = true;
                 return false;
               });
  return present;
}

void ArchivePeople::ForEachOutline(
    std::span<const NodeId> ids,
    const std::function<void(NodeId, const ArticleOutline&)>& visit) const {
  ArticleOutline outline;
  const auto tell = [&](NodeId id, std::string_view bytes) {
    DecodeOutline(bytes, outline);
    visit(id, outline);
  };
  // A record is found by itself in the time in which some of them are passed over.
  constexpr std::uint64_t kPassedMeanwhile = 8;
  std::uint64_t all = 0;
  db_.db->GetIntProperty(db_.family(Family::kArticles), "rocksdb.estimate-num-keys", &all);
  if (ids.size() < all / kPassedMeanwhile) {
    for (const NodeId id : ids) {
      if (const auto bytes = db_.Get(Family::kArticles, keys::Id(id))) tell(id, *bytes);
    }
    return;
  }
  auto next = ids.begin();
  db_.Scan(Family::kArticles, {}, [&](std::string_view key, std::string_view bytes) {
    const auto id = static_cast<NodeId>(ByteReader(key).Fixed64());
    while (next != ids.end() && *next < id) ++next;
    if (next == ids.end()) return false;
    if (*next == id) tell(id, bytes);
    return true;
  });
}

std::optional<Article> ArchivePeople::FindArticle(NodeId id) const {
  std::optional<StoredArticle> stored = db_.Load(id);
  if (!stored) return std::nullopt;
  return std::move(stored->article);
}

std::string ArchivePeople::NameOf(NodeKind kind, NodeId id) const {
  return db_.Get(Family::kNodes, keys::Node(kind, id)).value_or("");
}

}  // namespace kg
