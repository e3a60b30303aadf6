// Who is named with whom, as the store has added it up.
#include <algorithm>

#include "graph/bytes.h"
#include "graph/co_mention_index.h"
#include "graph/co_mentions.h"
#include "graph/database.h"
#include "graph/keys.h"

namespace kg {
namespace {

bool AreAtHand(const Database& db) { return !db.Record(kCoMentionsBehind); }

CoMention ToCoMention(const ListedPair& pair) {
  CoMention co_mention{.other = pair.other, .kind = pair.kind};
  for (std::size_t i = 0; i < pair.counts.size(); ++i) {
    co_mention.articles[i] = static_cast<std::uint32_t>(std::max(pair.counts[i], 0));
  }
  return co_mention;
}

/// Times of those pairs whose first or last article went: from the articles that are left.
class TimesOfArticles {
 public:
  explicit TimesOfArticles(const GraphStore& store) : store_(store) {}

  std::optional<TimeSpan> Of(NodeId a, NodeId b) {
    if (of_ != a || !read_) Read(a);
    std::optional<TimeSpan> span;
    store_.ForEachPosting(b, Relation::kMentions, {}, [&](const Posting& posting) {
      if (posting.published && std::ranges::binary_search(articles_, posting.from) &&
          NamesBoth(posting.from, a, b)) {
        if (!span) span = TimeSpan{*posting.published, *posting.published};
        span->last = *posting.published;
      }
      return true;
    });
    return span;
  }

 private:
  void Read(NodeId a) {
    articles_.clear();
    store_.ForEachPosting(a, Relation::kMentions, {}, [&](const Posting& posting) {
      articles_.push_back(posting.from);
      return true;
    });
    std::ranges::sort(articles_);
    of_ = a;
    read_ = true;
  }

  // Labels are no co-mentions, and neither is what long lists name.
  bool NamesBoth(NodeId article, NodeId a, NodeId b) const {
    const std::optional<Article> read = store_.FindArticle(article);
    if (!read || !GivesCoMentions(*read)) return false;
    const auto names = [&](NodeId id) {
      return std::ranges::any_of(read->entities,
                                 [&](const Entity& e) { return IdOf(e.kind, e.name) == id; });
    };
    return names(a) && names(b);
  }

  const GraphStore& store_;
  NodeId of_{};
  bool read_ = false;
  std::vector<NodeId> articles_;
};

}  // namespace

double CoMention::weight() const {
  double sum = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) sum += kCloseness.at(i) * articles.at(i);
  return sum;
}

void GraphStore::WriteCoMentions() { db_->co_mentions->Finish(); }

bool GraphStore::ForEachCoMention(NodeId entity,
                                  const std::function<void(const CoMention&)>& visit) const {
  if (!AreAtHand(*db_)) return false;
  StoredCoMentions(*db_, entity).ForEach([&](const ListedPair& pair) {
    if (pair.other != entity && !pair.IsNothing()) visit(ToCoMention(pair));
  });
  return true;
}

std::optional<std::vector<CoMention>> GraphStore::CoMentionsAmong(
    NodeId entity, std::span<const NodeId> others) const {
  if (!AreAtHand(*db_)) return std::nullopt;
  std::vector<CoMention> found;
  if (others.empty()) return found;
  TimesOfArticles times(*this);
  StoredCoMentions list(*db_, entity);
  ListedPair pair;
  for (const NodeId other : others) {
    if (other == entity || !list.Find(other, pair) || pair.IsNothing()) continue;
    CoMention& co_mention = found.emplace_back(ToCoMention(pair));
    std::optional<TimeSpan> span = pair.came;
    if (!pair.KnowsFirst() || !pair.KnowsLast()) span = times.Of(entity, pair.other);
    if (!span) continue;
    co_mention.first = span->first;
    co_mention.last = span->last;
  }
  return found;
}

std::optional<std::size_t> GraphStore::CountNaming(const Node& entity) const {
  if (!IsEntity(entity.kind) || !AreAtHand(*db_)) return std::nullopt;
  const NodeId id = entity.id();
  const auto labels_name = [&](std::string_view name) {
    const NodeId topic = IdOf(NodeKind::kTopic, name);
    const auto tags = static_cast<std::uint8_t>(Relation::kHasTopic);
    return db_->Has(Family::kPostings, keys::PostingPrefix(topic, tags)) ||
           db_->Has(Family::kPostings, keys::PostingPrefix(topic, keys::kKicker));
  };
  if (entity.kind == NodeKind::kPerson) {
    if (labels_name(entity.key)) return std::nullopt;
    for (const EntityName& other : db_->Joined()->OthersOf(id)) {
      if (labels_name(other.key)) return std::nullopt;
    }
  }
  ListedPair itself;
  return StoredCoMentions(*db_, id).Find(id, itself) ? static_cast<std::size_t>(itself.articles())
                                                     : 0;
}

}  // namespace kg
