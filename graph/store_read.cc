// What the stored entries say: nodes, who points at them, and when.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "graph/bytes.h"
#include "graph/canonical_url.h"
#include "graph/database.h"
#include "graph/keys.h"
#include "graph/sort_unique.h"

namespace kg {
namespace {

NodeId ReadId(ByteReader& key) { return static_cast<NodeId>(key.Fixed64()); }

bool InRange(const TimeRange& range, const std::optional<Time>& time) {
  return (time && range.Contains(*time)) || range.IsWhole();
}

auto OrderOf(const Posting& posting) {
  return std::tuple(keys::TimeBits(posting.published), posting.from);
}

bool Before(const Posting& a, const Posting& b) { return OrderOf(a) < OrderOf(b); }

/// Reads a store's entries as the graph they stand for.
class GraphReader {
 public:
  explicit GraphReader(const Database& db) : db_(db) {}
  /// `identities` is lent: postings are then those of all names of a node.
  GraphReader(const Database& db, const Identities& identities)
      : db_(db), identities_(&identities) {}

  std::optional<Node> Find(NodeId id) const {
    for (int kind = 0; kind < kNodeKinds; ++kind) {
      const auto node_kind = static_cast<NodeKind>(kind);
      if (const auto key = db_.Get(Family::kNodes, keys::Node(node_kind, id))) {
        if (auto node = Present(node_kind, id, *key)) return node;
      }
    }
    return std::nullopt;
  }

  /// The node, if the current graph has it.
  std::optional<Node> Present(NodeKind kind, NodeId id, std::string_view key) const {
    if (kind == NodeKind::kArticle) return PresentArticle(id, key);
    if (!IsPresent(kind, id, key)) return std::nullopt;
    return Node{.kind = kind, .key = std::string(key), .name = std::string(key)};
  }

  bool IsPerson(std::string_view name) const {
    return HasPosting(IdOf(NodeKind::kPerson, name), Relation::kMentions);
  }

  void ForEachPosting(NodeId id, Relation relation, const TimeRange& range,
                      const std::function<bool(const Posting&)>& visit) const {
    const std::vector<Posting> more = Besides(id, relation, range);
    auto next = more.begin();
    bool going = true;
    db_.Scan(Family::kPostings, keys::PostingPrefix(id, static_cast<std::uint8_t>(relation)),
             keys::PostingAt(id, relation, range.from),
             [&](std::string_view key, std::string_view value) {
               Posting posting = Decode(key, value, relation);
               if (!InRange(range, posting.published)) return false;
               while (going && next != more.end() && Before(*next, posting)) going = visit(*next++);
               if (next != more.end() && !Before(posting, *next)) posting.count += next++->count;
               return going = going && visit(posting);
             });
    while (going && next != more.end()) going = visit(*next++);
  }

 private:
  // What points at `id`, but not by an entry of its own; each article once, in order. The name that
  // stands for a group is the one that most articles use: those of the others are few beside it.
  std::vector<Posting> Besides(NodeId id, Relation relation, const TimeRange& range) const {
    std::vector<Posting> postings = Indirect(id, relation, range);
    if (identities_ == nullptr || relation != Relation::kMentions) return postings;
    const std::span<const EntityName> others = identities_->OthersOf(id);
    if (others.empty()) return postings;
    const GraphReader as_read(db_);
    for (const EntityName& other : others) {
      as_read.ForEachPosting(other.id(), relation, range, [&](const Posting& posting) {
        postings.push_back(posting);
        return true;
      });
    }
    std::sort(postings.begin(), postings.end(), Before);
    std::vector<Posting> once;
    for (const Posting& posting : postings) {
      if (once.empty() || Before(once.back(), posting)) {
        once.push_back(posting);
      } else {
        once.back().count += posting.count;
      }
    }
    return once;
  }

  static Posting Decode(std::string_view key, std::string_view value, Relation relation) {
    ByteReader in(key.substr(9));
    Posting posting;
    posting.relation = relation;
    posting.published = keys::FromTimeBits(in.Fixed64());
    posting.from = ReadId(in);
    posting.count = ByteReader(value).Varint32();
    return posting;
  }

  bool HasPosting(NodeId id, Relation relation) const {
    return db_.Has(Family::kPostings, keys::PostingPrefix(id, static_cast<std::uint8_t>(relation)));
  }

  bool IsLinkedTo(NodeId article) const {
    return HasPosting(article, Relation::kRelatedTo) || HasPosting(article, Relation::kLinksTo);
  }

  bool IsFull(NodeId article) const { return db_.Has(Family::kArticles, keys::Id(article)); }

  bool IsPresent(NodeKind kind, NodeId id, std::string_view key) const {
    switch (kind) {
      case NodeKind::kTopic:
        return !IsPerson(key) &&
               (HasPosting(id, Relation::kHasTopic) ||
                db_.Has(Family::kPostings, keys::PostingPrefix(id, keys::kKicker)) ||
                HasStub(id, keys::kUrlSection));
      case NodeKind::kPublisher:
        return HasPosting(id, Relation::kPublishedBy) || HasStub(id, keys::kUrlPublisher);
      default: return HasPosting(id, Relation::kMentions);
    }
  }

  std::optional<Node> PresentArticle(NodeId id, std::string_view url) const {
    Node node{.kind = NodeKind::kArticle, .key = std::string(url)};
    if (std::optional<StoredArticle> stored = db_.Load(id)) {
      node.name = std::move(stored->article.title);
      node.published = stored->article.published;
      return node;
    }
    if (!IsLinkedTo(id)) return std::nullopt;
    node.state = ArticleState::kStub;
    node.published = FactsOf(url).day;
    node.name = StubTitle(id, url);
    return node;
  }

  // What the oldest related list calls it, else its address.
  std::string StubTitle(NodeId id, std::string_view url) const {
    std::string title;
    ForEachPosting(id, Relation::kRelatedTo, {}, [&](const Posting& posting) {
      const std::optional<StoredArticle> host = db_.Load(posting.from);
      if (host) {
        for (const Link& link : host->article.related) {
          if (link.url == url) title = link.title;
        }
      }
      return title.empty();
    });
    return title.empty() ? std::string(url) : title;
  }

  // Targets whose URL names this publisher or section, as the tag says, and which are stubs in the
  // current graph.
  void ForEachStub(NodeId id, std::uint8_t tag, const std::function<bool(NodeId)>& visit) const {
    db_.Scan(Family::kPostings, keys::PostingPrefix(id, tag),
             [&](std::string_view key, std::string_view) {
               ByteReader in(key.substr(9));
               const NodeId target = ReadId(in);
               return IsFull(target) || !IsLinkedTo(target) || visit(target);
             });
  }

  bool HasStub(NodeId id, std::uint8_t tag) const {
    bool found = false;
    ForEachStub(id, tag, [&](NodeId) {
      found = true;
      return false;
    });
    return found;
  }

  std::optional<Time> PublishedOf(NodeId article) const {
    if (const auto stored = db_.Load(article)) return stored->article.published;
    const auto url = db_.Get(Family::kNodes, keys::Node(NodeKind::kArticle, article));
    return url ? FactsOf(*url).day : std::nullopt;
  }

  // Postings that are not kept under the node itself, in order: what kickers and URLs say of
  // articles, and the tags that turned out to name this person.
  std::vector<Posting> Indirect(NodeId id, Relation relation, const TimeRange& range) const {
    std::map<NodeId, std::uint32_t> counts;
    if (relation == Relation::kMentions) AddLabels(id, counts);
    if (relation == Relation::kHasTopic) AddKickers(id, counts);
    if (relation == Relation::kHasTopic) AddStubs(id, keys::kUrlSection, counts);
    if (relation == Relation::kPublishedBy) AddStubs(id, keys::kUrlPublisher, counts);
    std::vector<Posting> postings;
    for (const auto& [from, count] : counts) {
      const std::optional<Time> published = PublishedOf(from);
      if (InRange(range, published)) postings.push_back({from, relation, published, count});
    }
    std::sort(postings.begin(), postings.end(), Before);
    return postings;
  }

  void AddStubs(NodeId id, std::uint8_t tag, std::map<NodeId, std::uint32_t>& counts) const {
    ForEachStub(id, tag, [&](NodeId target) {
      ++counts[target];
      return true;
    });
  }

  void AddKickers(NodeId topic, std::map<NodeId, std::uint32_t>& counts) const {
    db_.Scan(Family::kPostings, keys::PostingPrefix(topic, keys::kKicker),
             [&](std::string_view key, std::string_view) {
               ByteReader in(key.substr(9));
               ++counts[ReadId(in)];
               return true;
             });
  }

  void AddLabels(NodeId id, std::map<NodeId, std::uint32_t>& counts) const {
    const auto name = db_.Get(Family::kNodes, keys::Node(NodeKind::kPerson, id));
    if (!name || !IsPerson(*name)) return;
    const NodeId topic = IdOf(NodeKind::kTopic, *name);
    AddKickers(topic, counts);
    db_.Scan(Family::kPostings,
             keys::PostingPrefix(topic, static_cast<std::uint8_t>(Relation::kHasTopic)),
             [&](std::string_view key, std::string_view value) {
               ++counts[Decode(key, value, Relation::kHasTopic).from];
               return true;
             });
  }

  const Database& db_;
  const Identities* identities_ = nullptr;
};

}  // namespace

std::optional<Article> GraphStore::FindArticle(NodeId id) const {
  std::optional<StoredArticle> stored = db_->Load(id);
  if (!stored) return std::nullopt;
  db_->Joined()->Join(stored->article);
  return std::move(stored->article);
}

std::string GraphStore::Text(NodeId article) const { return db_->Text(article); }

std::optional<Node> GraphStore::FindNode(NodeId id) const { return GraphReader(*db_).Find(id); }

void GraphStore::ForEachPosting(NodeId id, Relation relation, const TimeRange& range,
                                const std::function<bool(const Posting&)>& visit) const {
  const auto identities = db_->Joined();
  if (identities->NameOf(id) != nullptr) return;
  const GraphReader reader(*db_, *identities);
  // A label that names a person has no topic of its own.
  if (relation == Relation::kHasTopic) {
    const auto label = db_->Get(Family::kNodes, keys::Node(NodeKind::kTopic, id));
    if (label && reader.IsPerson(*label)) return;
  }
  reader.ForEachPosting(id, relation, range, visit);
}

std::optional<Link> GraphStore::FindLink(NodeId from, NodeId to) const {
  const std::optional<Article> article = FindArticle(from);
  if (!article) return std::nullopt;
  for (const auto* links : {&article->related, &article->links}) {
    for (const Link& link : *links) {
      if (IdOf(NodeKind::kArticle, link.url) == to) return link;
    }
  }
  return std::nullopt;
}

void GraphStore::ForEachVersion(
    const std::function<void(const Article&, const Digest&)>& visit) const {
  db_->Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const StoredArticle stored = DecodeArticle(value);
    visit(stored.article, stored.version.content);
    return true;
  });
}

void GraphStore::ForEachArticle(const std::function<void(const Article&)>& visit) const {
  const auto identities = db_->Joined();
  db_->Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    StoredArticle stored = DecodeArticle(value);
    identities->Join(stored.article);
    visit(stored.article);
    return true;
  });
}

void GraphStore::ForEachNode(std::optional<NodeKind> kind,
                             const std::function<bool(const Node&)>& visit) const {
  const GraphReader reader(*db_);
  const std::string prefix = kind ? std::string(1, static_cast<char>(*kind)) : std::string();
  db_->Scan(Family::kNodes, prefix, [&](std::string_view key, std::string_view name) {
    ByteReader in(key);
    const auto node_kind = static_cast<NodeKind>(in.Byte());
    const std::optional<Node> node = reader.Present(node_kind, ReadId(in), name);
    return !node || visit(*node);
  });
}

void GraphStore::ForEachByTime(const TimeRange& range,
                               const std::function<bool(Time, NodeId)>& visit) const {
  db_->Scan(Family::kTimes, {}, keys::TimeAt(range.from),
            [&](std::string_view key, std::string_view) {
              ByteReader in(key);
              const std::optional<Time> time = keys::FromTimeBits(in.Fixed64());
              return time && *time < range.until && visit(*time, ReadId(in));
            });
}

std::vector<Node> GraphStore::FindByAlias(std::string_view alias) const {
  const std::string prefix = keys::AliasPrefix(alias);
  const auto identities = db_->Joined();
  std::vector<NodeId> ids;
  db_->Scan(Family::kAliases, prefix, [&](std::string_view key, std::string_view) {
    ByteReader in(key.substr(prefix.size() + 1));
    ids.push_back(identities->Canonical(ReadId(in)));
    return true;
  });
  for (const EntityName& named : identities->Named(alias)) {
    ids.push_back(identities->Canonical(named.id()));
  }
  SortUnique(ids);
  std::vector<Node> nodes;
  for (const NodeId id : ids) {
    if (auto node = FindNode(id)) nodes.push_back(std::move(*node));
  }
  return nodes;
}

std::vector<std::string> GraphStore::Aliases(NodeId entity) const {
  const auto identities = db_->Joined();
  std::set<std::string> aliases;
  const auto add_of = [&](NodeId id) {
    const std::string prefix = keys::EntityAliasPrefix(id);
    db_->Scan(Family::kAliases, prefix, [&](std::string_view key, std::string_view) {
      aliases.emplace(key.substr(prefix.size(), key.size() - prefix.size() - 9));
      return true;
    });
  };
  add_of(entity);
  for (const EntityName& other : identities->OthersOf(entity)) {
    add_of(other.id());
    aliases.insert(other.key);
  }
  for (const OtherName& name : identities->Names()) {
    if (name.decided && name.of.id() == entity) aliases.insert(name.name);
  }
  const auto own = FindNode(entity);
  if (own) aliases.erase(own->key);
  return {aliases.begin(), aliases.end()};
}

Node GraphStore::ResolveLabel(std::string_view label) const {
  const bool person = GraphReader(*db_).IsPerson(label);
  std::string key(label);
  if (person) {
    const auto identities = db_->Joined();
    const EntityName* name = identities->NameOf(IdOf(NodeKind::kPerson, label));
    if (name != nullptr) key = name->key;
  }
  return {.kind = person ? NodeKind::kPerson : NodeKind::kTopic, .key = key, .name = key};
}

}  // namespace kg
