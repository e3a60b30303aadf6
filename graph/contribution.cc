#include "graph/contribution.h"

#include "graph/bytes.h"
#include "graph/canonical_url.h"
#include "graph/keys.h"

namespace kg {
namespace {

std::string CountValue(std::uint64_t count) {
  std::string value;
  ByteWriter(value).Varint(count);
  return value;
}

// Collects entries of one article.
class Entries {
 public:
  explicit Entries(const Article& article) : article_(article), id_(article.id()) {}

  void Post(NodeKind kind, std::string_view key, Relation relation, std::uint64_t count) {
    Add(Family::kPostings, keys::Posting(IdOf(kind, key), relation, article_.published, id_),
        CountValue(count));
  }

  void AddEntity(const Entity& entity) {
    Post(entity.kind, entity.name, Relation::kMentions, entity.mentions.size());
    const NodeId entity_id = IdOf(entity.kind, entity.name);
    for (const std::string& alias : entity.aliases) {
      Add(Family::kAliases, keys::Alias(alias, entity.kind, entity_id, id_), {});
      Add(Family::kAliases, keys::EntityAlias(entity_id, alias, id_), {});
    }
  }

  void AddLink(const Link& link, Relation relation) {
    const NodeId target = IdOf(NodeKind::kArticle, link.url);
    Add(Family::kPostings, keys::Posting(target, relation, article_.published, id_),
        CountValue(link.rank));
    for (const Label& label : link.labels) {
      Add(Family::kPostings, keys::Kicker(IdOf(NodeKind::kTopic, label.name), target, id_), {});
    }
  }

  void AddTime() {
    if (article_.published) {
      Add(Family::kTimes, keys::TimeAt(article_.published) + keys::Id(id_), {});
    }
  }

  std::vector<IndexEntry> Take() { return std::move(entries_); }

 private:
  void Add(Family family, std::string key, std::string value) {
    entries_.push_back({family, std::move(key), std::move(value)});
  }

  const Article& article_;
  NodeId id_;
  std::vector<IndexEntry> entries_;
};

}  // namespace

std::vector<IndexEntry> OwnEntries(const Article& article) {
  Entries entries(article);
  entries.AddTime();
  for (const Entity& entity : article.entities) entries.AddEntity(entity);
  for (const Label& label : article.labels) {
    entries.Post(NodeKind::kTopic, label.name, Relation::kHasTopic, 1);
  }
  if (!article.facts.publisher.empty()) {
    entries.Post(NodeKind::kPublisher, article.facts.publisher, Relation::kPublishedBy, 1);
  }
  for (const Link& link : article.related) entries.AddLink(link, Relation::kRelatedTo);
  for (const Link& link : article.links) entries.AddLink(link, Relation::kLinksTo);
  return entries.Take();
}

std::vector<SharedNode> NamedNodes(const Article& article) {
  std::vector<SharedNode> nodes{{NodeKind::kArticle, article.url, false}};
  const auto add_labels = [&](const std::vector<Label>& labels) {
    for (const Label& label : labels) nodes.push_back({NodeKind::kTopic, label.name, false});
  };
  for (const Entity& entity : article.entities) {
    nodes.push_back({entity.kind, entity.name, false});
  }
  if (!article.facts.publisher.empty()) {
    nodes.push_back({NodeKind::kPublisher, article.facts.publisher, false});
  }
  add_labels(article.labels);
  for (const auto* links : {&article.related, &article.links}) {
    for (const Link& link : *links) {
      nodes.push_back({NodeKind::kArticle, link.url, true});
      add_labels(link.labels);
    }
  }
  return nodes;
}

std::vector<IndexEntry> SharedEntries(const SharedNode& node) {
  const NodeId id = IdOf(node.kind, node.key);
  std::vector<IndexEntry> entries;
  entries.push_back({Family::kNodes, keys::Node(node.kind, id), std::string(node.key)});
  if (!node.linked) return entries;
  const UrlFacts facts = FactsOf(node.key);
  const auto add = [&](NodeKind kind, std::uint8_t tag, const std::string& key) {
    if (key.empty()) return;
    const NodeId to = IdOf(kind, key);
    entries.push_back({Family::kNodes, keys::Node(kind, to), key});
    entries.push_back({Family::kPostings, keys::FromUrl(to, tag, id), {}});
  };
  add(NodeKind::kPublisher, keys::kUrlPublisher, facts.publisher);
  add(NodeKind::kTopic, keys::kUrlSection, facts.section);
  return entries;
}

}  // namespace kg
