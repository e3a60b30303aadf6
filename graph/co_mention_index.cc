#include "graph/co_mention_index.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "graph/bytes.h"
#include "graph/co_mention_runs.h"
#include "graph/co_mentions.h"
#include "graph/keys.h"
#include "graph/mixed.h"
#include "graph/sort_by_id.h"

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

/// The entities of an article, by the names that stand for them.
Article NamesOf(const Article& article, const Identities& identities) {
  Article names;
  names.entities = article.entities;
  identities.Join(names);
  return names;
}

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

void CoMentionWriter::Change(const Article& as_read, const Identities& identities,
                             std::int8_t sign) {
  if (changes_.empty()) changes_.reserve(kMost + kMost / 8);
  const Article article = NamesOf(as_read, identities);
  const std::vector<NodeId> ids = IdsOf(article);
  const std::uint64_t time = keys::TimeBits(as_read.published);
  ForEachNamedPair(article, [&](std::size_t a, std::size_t b, std::uint8_t closeness) {
    const auto say = [&](std::size_t owner, std::size_t other) {
      changes_.push_back(
          {ids[owner], ids[other], time, article.entities[other].kind, closeness, sign});
    };
    say(a, b);
    if (a != b) say(b, a);
  });
}

void CoMentionWriter::Rejoin(const Identities& before, std::span<const NodeId> names) {
  const std::shared_ptr<const Identities> now = db_.Joined();
  std::vector<NodeId> articles;
  for (const NodeId name : names) {
    const auto relation = static_cast<std::uint8_t>(Relation::kMentions);
    const std::string prefix = keys::PostingPrefix(name, relation);
    db_.Scan(Family::kPostings, prefix, [&](std::string_view key, std::string_view) {
      ByteReader in(key.substr(prefix.size() + sizeof(std::uint64_t)));  // behind the time
      articles.push_back(static_cast<NodeId>(in.Fixed64()));
      return true;
    });
  }
  std::ranges::sort(articles);
  articles.erase(std::unique(articles.begin(), articles.end()), articles.end());
  for (const NodeId id : articles) {
    const std::optional<StoredArticle> stored = db_.Load(id);
    if (!stored) throw Error(ErrorCode::kCorrupt, "a name of an article that is not there");
    Change(stored->article, before, -1);
    Change(stored->article, *now, 1);
    if (full()) Write();
  }
}

ListedPair CoMentionWriter::SumFrom(std::size_t& i) const {
  const Said& first = changes_[i];
  ListedPair sum{.other = first.other, .kind = first.kind};
  const auto is_of_it = [&](const Said& said) {
    return said.owner == first.owner && said.other == first.other;
  };
  while (i < changes_.size() && is_of_it(changes_[i])) {
    // What went and came again of one time did neither.
    const std::uint64_t time = changes_[i].time;
    int more = 0;
    for (; i < changes_.size() && is_of_it(changes_[i]) && changes_[i].time == time; ++i) {
      more += changes_[i].sign;
      sum.counts[changes_[i].closeness] += changes_[i].sign;
    }
    if (more > 0) Widen(sum.came, time);
    if (more < 0) Widen(sum.went, time);
  }
  return sum;
}

template <class Visit>
void CoMentionWriter::SumUp(const Visit& visit) {
  SortById(
      changes_, [](const Said& said) { return said.owner; },
      [](const Said& x, const Said& y) {
        return std::tie(x.owner, x.other, x.time) < std::tie(y.owner, y.other, y.time);
      });
  std::vector<ListedPair> pairs;
  for (std::size_t i = 0; i < changes_.size();) {
    const NodeId owner = changes_[i].owner;
    pairs.clear();
    while (i < changes_.size() && changes_[i].owner == owner) {
      const ListedPair sum = SumFrom(i);
      if (!sum.IsNothing() || sum.came || sum.went) pairs.push_back(sum);
    }
    visit(owner, std::span<const ListedPair>(pairs));
  }
  changes_.clear();
}

void CoMentionWriter::Write() {
  rocksdb::WriteBatch batch;
  SumUp(
      [&](NodeId owner, std::span<const ListedPair> pairs) { lists_.Merge(batch, owner, pairs); });
  db_.Write(batch, false);
  lists_.SplitLong();
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
  db_.Write(batch, false);
}

void CoMentionWriter::Rebuild() {
  lists_.DeleteAll();
  lost_ = false;
  try {
    CoMentionRuns runs(db_.dir);
    const auto add_run = [&] {
      SumUp([&](NodeId owner, std::span<const ListedPair> pairs) { runs.Add(owner, pairs); });
      runs.EndRun();
    };
    db_.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
      Add(DecodeArticle(value).article);
      if (full()) add_run();
      return true;
    });
    add_run();
    changes_ = {};
    constexpr std::size_t kBatch = 4 << 20;  // bytes
    rocksdb::WriteBatch batch;
    runs.Merge([&](NodeId owner, std::span<const ListedPair> pairs) {
      lists_.Put(batch, owner, pairs);
      if (batch.GetDataSize() < kBatch) return;
      db_.Write(batch, false);
      batch.Clear();
    });
    db_.Write(batch, false);
    // What was deleted would be passed over by each reader.
    Check(db_.db->CompactRange({}, db_.family(Family::kCoMentions), nullptr, nullptr),
          "writing to the store");
  } catch (...) {
    Drop();
    throw;
  }
}

void CheckCoMentions(const Database& db, const std::function<void(std::string)>& tell) {
  const std::shared_ptr<const Identities> identities = db.Joined();
  PairPrint said;
  PairPrint said_back;
  const auto add_to = [](PairPrint& forth, PairPrint& back, NodeId a, NodeId b,
                         std::size_t closeness, std::int64_t times) {
    (a <= b ? forth : back).Add(std::min(a, b), std::max(a, b), closeness, times);
    if (a == b) back.Add(a, b, closeness, times);
  };
  db.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const Article article = NamesOf(DecodeArticle(value).article, *identities);
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
  CheckPieces(db, tell);
}

}  // namespace kg
