#include "graph/contribution.h"

#include "graph/bytes.h"
#include "graph/canonical_url.h"
#include "graph/keys.h"

namespace kg {
namespace {

// Tells the entries of one article.
class OwnEntries {
 public:
  OwnEntries(const Article& article, const EntryVisit& visit)
      : article_(article), id_(article.id()), visit_(visit) {}

  void Tell() {
    if (article_.published) {
      visit_(Family::kTimes, keys::TimeAt(article_.published) + keys::Id(id_), {});
    }
    for (const Entity& entity : article_.entities) TellEntity(entity);
    for (const Label& label : article_.labels) {
      Post(IdOf(NodeKind::kTopic, label.name), Relation::kHasTopic, 1);
    }
    if (!article_.facts.publisher.empty()) {
      Post(IdOf(NodeKind::kPublisher, article_.facts.publisher), Relation::kPublishedBy, 1);
    }
    for (const Link& link : article_.related) TellLink(link, Relation::kRelatedTo);
    for (const Link& link : article_.links) TellLink(link, Relation::kLinksTo);
  }

 private:
  void Post(NodeId to, Relation relation, std::uint64_t count) {
    value_.clear();
    ByteWriter(value_).Varint(count);
    visit_(Family::kPostings, keys::Posting(to, relation, article_.published, id_), value_);
  }

  void TellEntity(const Entity& entity) {
    const NodeId to = IdOf(entity.kind, entity.name);
    Post(to, Relation::kMentions, entity.mentions.size());
    for (const std::string& alias : entity.aliases) {
      visit_(Family::kAliases, keys::Alias(alias, entity.kind, to, id_), {});
      visit_(Family::kAliases, keys::EntityAlias(to, alias, id_), {});
    }
  }

  void TellLink(const Link& link, Relation relation) {
    const NodeId target = IdOf(NodeKind::kArticle, link.url);
    Post(target, relation, link.rank);
    for (const Label& label : link.labels) {
      const NodeId topic = IdOf(NodeKind::kTopic, label.name);
      visit_(Family::kPostings, keys::Kicker(topic, target, id_), {});
    }
  }

  const Article& article_;
  const NodeId id_;
  const EntryVisit& visit_;
  std::string value_;
};

}  // namespace

void ForEachOwnEntry(const Article& article, const EntryVisit& visit) {
  OwnEntries(article, visit).Tell();
}

void ForEachNamedNode(const Article& article, const std::function<void(const SharedNode&)>& visit) {
  const auto visit_labels = [&](const std::vector<Label>& labels) {
    for (const Label& label : labels) visit({NodeKind::kTopic, label.name, false});
  };
  visit({NodeKind::kArticle, article.url, false});
  for (const Entity& entity : article.entities) visit({entity.kind, entity.name, false});
  if (!article.facts.publisher.empty()) {
    visit({NodeKind::kPublisher, article.facts.publisher, false});
  }
  visit_labels(article.labels);
  for (const auto* links : {&article.related, &article.links}) {
    for (const Link& link : *links) {
      visit({NodeKind::kArticle, link.url, true});
      visit_labels(link.labels);
    }
  }
}

void ForEachSharedEntry(const SharedNode& node, const EntryVisit& visit,
                        const NameVisit& visit_name) {
  const NodeId id = IdOf(node.kind, node.key);
  visit(Family::kNodes, keys::Node(node.kind, id), node.key);
  // Articles are found by their titles, which are texts.
  if (node.kind != NodeKind::kArticle) visit_name({node.kind, id, node.key});
  if (!node.linked) return;
  const UrlFacts facts = FactsOf(node.key);
  const auto tell = [&](NodeKind kind, std::uint8_t tag, const std::string& key) {
    if (key.empty()) return;
    ForEachSharedEntry({kind, key, false}, visit, visit_name);
    visit(Family::kPostings, keys::FromUrl(IdOf(kind, key), tag, id), {});
  };
  tell(NodeKind::kPublisher, keys::kUrlPublisher, facts.publisher);
  tell(NodeKind::kTopic, keys::kUrlSection, facts.section);
}

void ForEachAlias(const Article& article, const NameVisit& visit) {
  for (const Entity& entity : article.entities) {
    const NodeId id = IdOf(entity.kind, entity.name);
    for (const std::string& alias : entity.aliases) visit({entity.kind, id, alias});
  }
}

}  // namespace kg
