#include "graph/co_mention_index.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "graph/bytes.h"
#include "graph/co_mentions.h"
#include "graph/keys.h"
#include "graph/mixed.h"

namespace kg {
namespace {

constexpr std::uint8_t kApart = 2;  // of kCloseness

std::uint8_t ClosenessOf(double weight) {
  return static_cast<std::uint8_t>(std::ranges::find(kCloseness, weight) - kCloseness.begin());
}

std::vector<NodeId> IdsOf(const Article& article) {
  std::vector<NodeId> ids;
  ids.reserve(article.entities.size());
  for (const Entity& entity : article.entities) ids.push_back(IdOf(entity.kind, entity.name));
  return ids;
}

// Calls `visit(a, b, closeness)` for each pair of entities, by their positions, a < b, and for each
// entity with itself (kApart), which counts the articles that name it.
template <class Visit>
void ForEachNamedPair(const Article& article, const Visit& visit) {
  const std::vector<Entity>& entities = article.entities;
  const bool pairs = GivesCoMentions(article);
  std::vector<MentionPlaces> places;
  if (pairs) {
    for (const Entity& entity : entities) places.emplace_back(entity);
  }
  for (std::size_t a = 0; a < entities.size(); ++a) {
    visit(a, a, kApart);
    for (std::size_t b = a + 1; pairs && b < entities.size(); ++b) {
      visit(a, b,
            places[a].MayShare(places[b]) ? ClosenessOf(CoMentionWeight(entities[a], entities[b]))
                                          : kApart);
    }
  }
}

void Widen(std::optional<TimeSpan>& span, std::uint64_t bits) {
  if (const auto time = keys::FromTimeBits(bits)) {
    ListedPair more{.came = TimeSpan{*time, *time}};
    ListedPair both{.came = span};
    Absorb(both, more);
    span = both.came;
  }
}

/// Pairs with the node whose list they belong to.
struct OwnedPair {
  NodeId owner{};
  ListedPair pair{};
};

bool ByOwner(const OwnedPair& a, const OwnedPair& b) {
  return std::tie(a.owner, a.pair.other) < std::tie(b.owner, b.pair.other);
}

/// Calls `visit(owner, pairs)` for each run of one owner in `all`, which is in order.
template <class Visit>
void ForEachOwner(const std::vector<OwnedPair>& all, const Visit& visit) {
  std::vector<ListedPair> pairs;
  for (std::size_t i = 0; i < all.size();) {
    const NodeId owner = all[i].owner;
    pairs.clear();
    for (; i < all.size() && all[i].owner == owner; ++i) pairs.push_back(all[i].pair);
    visit(owner, pairs);
  }
}

void AddUp(std::vector<OwnedPair>& all) {
  std::sort(all.begin(), all.end(), ByOwner);
  std::size_t kept = 0;
  for (const OwnedPair& one : all) {
    if (kept > 0 && !ByOwner(all[kept - 1], one)) {
      Absorb(all[kept - 1].pair, one.pair);
    } else {
      all[kept++] = one;
    }
  }
  all.resize(kept);
}

std::vector<ListedPair> ReadList(const Database& db, const std::string& key) {
  const auto bytes = db.Get(Family::kCoMentions, key);
  return bytes ? DecodeCoMentions(*bytes) : std::vector<ListedPair>{};
}

/// Works out what joined names change.
class Joining {
 public:
  explicit Joining(const Database& db) : db_(db), identities_(db.Joined()) {}

  /// In order, none of them nothing.
  std::vector<OwnedPair> Work() {
    identities_->ForEachEdge([&](const IdentityEdge& edge) {
      if (edge.relation == Relation::kSameAs) Move(*edge.from);
    });
    for (const ListedPair& article : ReadList(db_, keys::CoMentions(kLongLists))) {
      if (article.articles() > 0) with_two_.insert(article.other);
    }
    for (const NodeId id : with_two_) Correct(id);
    AddUp(changes_);
    std::erase_if(changes_, [](const OwnedPair& one) { return one.pair.IsNothing(); });
    return std::move(changes_);
  }

 private:
  struct Standing {
    NodeId id;
    NodeKind kind;
  };

  Standing StandingFor(NodeId id, NodeKind kind) const {
    const EntityName* name = identities_->NameOf(id);
    return name == nullptr ? Standing{id, kind} : Standing{name->id(), name->kind};
  }

  // To the lists of both.
  void Note(Standing a, Standing b, ListedPair pair) {
    pair.other = b.id;
    pair.kind = b.kind;
    changes_.push_back({a.id, pair});
    if (a.id == b.id) return;
    pair.other = a.id;
    pair.kind = a.kind;
    changes_.push_back({b.id, pair});
  }

  static ListedPair Without(const ListedPair& pair) {
    ListedPair minus;
    for (std::size_t i = 0; i < minus.counts.size(); ++i) minus.counts[i] = -pair.counts[i];
    return minus;
  }

  // What articles say of a name, to the one that stands for it.
  void Move(const EntityName& name) {
    const Standing from{name.id(), name.kind};
    const Standing to = StandingFor(from.id, from.kind);
    for (const ListedPair& pair : ReadList(db_, keys::CoMentions(from.id))) {
      const Standing with{pair.other, pair.kind};
      const bool itself = with.id == from.id;
      const Standing with_to = StandingFor(with.id, with.kind);
      // Of two such names, one has told.
      if (!itself && with_to.id != with.id && with.id < from.id) continue;
      Note(from, with, Without(pair));
      if (itself || to.id != with_to.id) {
        Note(to, with_to, pair);
      } else {
        FindArticlesOf(from.id, with.id);
      }
    }
  }

  // Articles that name two of a group say less than both together.
  void FindArticlesOf(NodeId a, NodeId b) {
    constexpr auto kMentions = Relation::kMentions;
    db_.Scan(Family::kPostings, keys::PostingPrefix(a, static_cast<std::uint8_t>(kMentions)),
             [&](std::string_view key, std::string_view) {
               const std::string with =
                   keys::PostingPrefix(b, static_cast<std::uint8_t>(kMentions));
               const std::string_view when_and_where = key.substr(with.size());
               if (db_.Get(Family::kPostings, with + std::string(when_and_where))) {
                 ByteReader in(when_and_where.substr(8));
                 with_two_.insert(static_cast<NodeId>(in.Fixed64()));
               }
               return true;
             });
  }

  void Correct(NodeId id) {
    std::optional<StoredArticle> stored = db_.Load(id);
    if (!stored) throw Error(ErrorCode::kCorrupt, "co-mentions of an article that is not there");
    Article& article = stored->article;
    std::vector<NodeId> ids = IdsOf(article);
    ForEachNamedPair(article, [&](std::size_t a, std::size_t b, std::uint8_t closeness) {
      const Standing first = StandingFor(ids[a], article.entities[a].kind);
      const Standing second = StandingFor(ids[b], article.entities[b].kind);
      if (a != b && first.id == second.id) return;
      ListedPair pair;
      pair.counts[closeness] = -1;
      Note(first, second, pair);
    });
    identities_->Join(article);
    ids = IdsOf(article);
    ForEachNamedPair(article, [&](std::size_t a, std::size_t b, std::uint8_t closeness) {
      ListedPair pair;
      pair.counts[closeness] = 1;
      Widen(pair.came, keys::TimeBits(article.published));
      Note({ids[a], article.entities[a].kind}, {ids[b], article.entities[b].kind}, pair);
    });
  }

  const Database& db_;
  const std::shared_ptr<const Identities> identities_;
  std::vector<OwnedPair> changes_;
  std::set<NodeId> with_two_;
};

/// A sum over articles and pairs, in any order.
struct PairPrint {
  std::uint64_t sum = 0;
  void Add(NodeId a, NodeId b, std::size_t closeness, std::int64_t times) {
    const auto bits = static_cast<std::uint64_t>(a) + 3 * Mixed(static_cast<std::uint64_t>(b));
    sum += Mixed(bits + closeness) * static_cast<std::uint64_t>(times);
  }
  bool operator==(const PairPrint&) const = default;
};

}  // namespace

void CoMentionWriter::Change(const Article& article, std::int8_t sign) {
  if (lost_) return;
  if (changes_.empty()) changes_.reserve(kMost + kMost / 8);
  const std::vector<NodeId> ids = IdsOf(article);
  const std::uint64_t time = keys::TimeBits(article.published);
  ForEachNamedPair(article, [&](std::size_t a, std::size_t b, std::uint8_t closeness) {
    if (ids[b] < ids[a]) std::swap(a, b);
    changes_.push_back({ids[a], ids[b], time, article.entities[a].kind, article.entities[b].kind,
                        closeness, sign});
  });
  if (!GivesCoMentions(article)) {
    changes_.push_back({kLongLists, article.id(), keys::TimeBits(std::nullopt), NodeKind::kArticle,
                        NodeKind::kArticle, kApart, sign});
  }
}

void CoMentionWriter::Write() {
  std::sort(changes_.begin(), changes_.end(), [](const Said& x, const Said& y) {
    return std::tie(x.a, x.b, x.time) < std::tie(y.a, y.b, y.time);
  });
  std::vector<OwnedPair> sums;
  for (std::size_t i = 0; i < changes_.size();) {
    const Said& first = changes_[i];
    OwnedPair sum{first.a, {.other = first.b, .kind = first.kind_b}};
    while (i < changes_.size() && changes_[i].a == first.a && changes_[i].b == first.b) {
      // What went and came again of one time did neither.
      const std::uint64_t time = changes_[i].time;
      int more = 0;
      for (; i < changes_.size() && changes_[i].a == first.a && changes_[i].b == first.b &&
             changes_[i].time == time;
           ++i) {
        more += changes_[i].sign;
        sum.pair.counts[changes_[i].closeness] += changes_[i].sign;
      }
      if (more > 0) Widen(sum.pair.came, time);
      if (more < 0) Widen(sum.pair.went, time);
    }
    if (sum.pair.IsNothing() && !sum.pair.came && !sum.pair.went) continue;
    sums.push_back(sum);
    if (first.a == first.b || first.a == kLongLists) continue;
    sum.owner = first.b;
    sum.pair.other = first.a;
    sum.pair.kind = first.kind_a;
    sums.push_back(sum);
  }
  std::sort(sums.begin(), sums.end(), ByOwner);
  rocksdb::WriteBatch batch;
  ForEachOwner(sums, [&](NodeId owner, std::span<const ListedPair> pairs) {
    Check(batch.Merge(db_.family(Family::kCoMentions), keys::CoMentions(owner),
                      EncodeCoMentions(pairs)),
          "writing to the store");
  });
  changes_.clear();
  db_.Write(batch, false);
}

void CoMentionWriter::Drop() {
  lost_ = true;
  changes_ = {};
}

void CoMentionWriter::Finish() {
  if (!db_.Record(kCoMentionsBehind)) return;
  if (lost_) {
    Rebuild();
  } else {
    Write();
  }
  changes_ = {};
  rocksdb::WriteBatch batch;
  Check(batch.Delete(db_.records, kCoMentionsBehind), "writing to the store");
  Check(batch.Put(db_.records, kCoMentionsUnjoined, "1"), "writing to the store");
  db_.Write(batch, false);
}

void CoMentionWriter::Rebuild() {
  // One by one: RocksDB 7.8 hands the insertion hint of a family's keys to its deleted ranges too,
  // which are in another list, and aborts.
  rocksdb::WriteBatch batch;
  db_.Scan(Family::kCoMentions, {}, [&](std::string_view key, std::string_view) {
    Check(batch.Delete(db_.family(Family::kCoMentions), rocksdb::Slice(key.data(), key.size())),
          "writing to the store");
    return true;
  });
  db_.Write(batch, false);
  lost_ = false;
  try {
    db_.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
      Add(DecodeArticle(value).article);
      if (full()) Write();
      return true;
    });
    Write();
  } catch (...) {
    Drop();
    throw;
  }
}

void WriteJoinedCoMentions(Database& db) {
  if (!db.Record(kCoMentionsUnjoined)) return;
  const std::vector<OwnedPair> changes = Joining(db).Work();
  rocksdb::WriteBatch batch;
  rocksdb::ColumnFamilyHandle* const family = db.family(Family::kCoMentions);
  std::set<std::string> fresh;
  ForEachOwner(changes, [&](NodeId owner, std::span<const ListedPair> pairs) {
    const std::string key = keys::JoinedCoMentions(owner);
    const std::string bytes = EncodeCoMentions(pairs);
    fresh.insert(key);
    if (db.Get(Family::kCoMentions, key) != bytes) {
      Check(batch.Put(family, key, bytes), "writing to the store");
    }
  });
  db.Scan(Family::kCoMentions, std::string(keys::kJoinedCoMentionsPrefix),
          [&](std::string_view key, std::string_view) {
            const std::string old(key);
            if (!fresh.contains(old)) Check(batch.Delete(family, old), "writing to the store");
            return true;
          });
  Check(batch.Delete(db.records, kCoMentionsUnjoined), "writing to the store");
  db.Write(batch, false);
}

std::vector<ListedPair> ReadCoMentions(const Database& db, NodeId entity) {
  const auto as_read = db.Get(Family::kCoMentions, keys::CoMentions(entity));
  const auto joined = db.Get(Family::kCoMentions, keys::JoinedCoMentions(entity));
  std::vector<std::string_view> lists;
  if (as_read) lists.push_back(*as_read);
  if (joined) lists.push_back(*joined);
  return AddUpCoMentions(lists, true);
}

void CheckCoMentions(const Database& db, const std::function<void(std::string)>& tell) {
  PairPrint said;
  PairPrint said_back;
  const auto add_to = [](PairPrint& forth, PairPrint& back, NodeId a, NodeId b,
                         std::size_t closeness, std::int64_t times) {
    (a <= b ? forth : back).Add(std::min(a, b), std::max(a, b), closeness, times);
    if (a == b) back.Add(a, b, closeness, times);
  };
  db.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const Article article = DecodeArticle(value).article;
    const std::vector<NodeId> ids = IdsOf(article);
    ForEachNamedPair(article, [&](std::size_t a, std::size_t b, std::uint8_t closeness) {
      add_to(said, said_back, ids[a], ids[b], closeness, 1);
      if (a != b) add_to(said, said_back, ids[b], ids[a], closeness, 1);
    });
    return true;
  });
  PairPrint stored;
  PairPrint stored_back;
  db.Scan(Family::kCoMentions, std::string(keys::kCoMentionsPrefix),
          [&](std::string_view key, std::string_view value) {
            const auto owner = static_cast<NodeId>(ByteReader(key.substr(1)).Fixed64());
            if (owner == kLongLists) return true;
            for (const ListedPair& pair : DecodeCoMentions(value)) {
              for (std::size_t i = 0; i < pair.counts.size(); ++i) {
                add_to(stored, stored_back, owner, pair.other, i, pair.counts[i]);
              }
            }
            return true;
          });
  if (stored != said || stored_back != said_back) {
    tell("the sums of co-mentions are not those of the articles");
  }
  if (db.Record(kCoMentionsUnjoined)) return;
  std::map<std::string, std::string> expected;
  ForEachOwner(Joining(db).Work(), [&](NodeId owner, std::span<const ListedPair> pairs) {
    expected.emplace(keys::JoinedCoMentions(owner), EncodeCoMentions(pairs));
  });
  std::map<std::string, std::string> there;
  db.Scan(Family::kCoMentions, std::string(keys::kJoinedCoMentionsPrefix),
          [&](std::string_view key, std::string_view value) {
            there.emplace(key, value);
            return true;
          });
  if (there != expected) tell("the sums of co-mentions are not those of joined names");
}

}  // namespace kg
