#include "queries/evidence.h"

#include <algorithm>
#include <optional>
#include <set>

#include "graph/archive_people.h"
#include "graph/sentences.h"
#include "graph/utf8.h"
#include "queries/named_in.h"

namespace kg {
namespace {

/// The first `most` quotes out of one full article. Its text is read when there is one.
class Quoter {
 public:
  Quoter(const GraphStore& store, const Article& article, std::size_t most)
      : store_(store), article_(article), most_(most) {}

  void AddSentence(const Mention& mention) {
    if (found_.size() == most_) return;
    if (!sentences_) sentences_ = Sentences(Text());
    if (mention.sentence < sentences_->size()) Add(mention.field, (*sentences_)[mention.sentence]);
  }

  void Add(Field field, Span span) {
    if (found_.size() == most_) return;
    Evidence evidence{article_.url, field, span, std::string(Slice(Text(), span))};
    if (std::ranges::find(found_, evidence) == found_.end()) found_.push_back(std::move(evidence));
  }

  std::vector<Evidence> Take() { return std::move(found_); }

 private:
  const std::string& Text() {
    if (!text_) text_ = store_.Text(article_.id());
    return *text_;
  }

  const GraphStore& store_;
  const Article& article_;
  std::size_t most_;
  std::optional<std::string> text_{};
  std::optional<std::vector<Span>> sentences_{};
  std::vector<Evidence> found_{};
};

// What the article's own text says of `to`. Articles come as they were read.
std::vector<Evidence> OwnQuotes(const GraphStore& store, const Article& article, const Node& to,
                                std::size_t most) {
  Quoter quoter(store, article, most);
  const auto identities = store.identities();
  if (const std::optional<Entity> entity = NamedIn(*identities, article, to)) {
    for (const Mention& mention : entity->mentions) quoter.AddSentence(mention);
  }
  const bool by_label = to.kind == NodeKind::kPerson || to.kind == NodeKind::kTopic;
  for (const Label& label : article.labels) {
    if (by_label && label.role == LabelRole::kTag && JoinedName(*identities, label) == to.key) {
      quoter.Add(Field::kTag, label.span);
    }
  }
  for (const Link& link : article.related) {
    if (to.kind == NodeKind::kArticle && link.url == to.key) quoter.Add(Field::kRelated, link.span);
  }
  for (const Link& link : article.links) {
    if (to.kind == NodeKind::kArticle && link.url == to.key) quoter.Add(Field::kBody, link.span);
  }
  return quoter.Take();
}

// Kickers that other articles, of which there may be thousands, give the linked article `about`.
std::vector<Evidence> KickerQuotes(const GraphStore& store, NodeId about, const Node& to,
                                   std::size_t most) {
  std::vector<Evidence> found;
  const ArchivePeople articles(store);
  const auto identities = store.identities();
  store.ForEachPosting(about, Relation::kRelatedTo, {}, [&](const Posting& posting) {
    const std::optional<Article> host = articles.FindArticle(posting.from);
    if (!host) return true;
    Quoter quoter(store, *host, most - found.size());
    for (const Link& link : host->related) {
      if (IdOf(NodeKind::kArticle, link.url) != about) continue;
      for (const Label& label : link.labels) {
        if (JoinedName(*identities, label) != to.key) continue;
        quoter.Add(Field::kRelated, label.span);
      }
    }
    std::ranges::move(quoter.Take(), std::back_inserter(found));
    return found.size() < most;
  });
  return found;
}

}  // namespace

std::vector<Evidence> EvidenceFor(const GraphStore& store, NodeId from, const Node& to,
                                  std::size_t most) {
  std::vector<Evidence> found;
  if (const auto article = ArchivePeople(store).FindArticle(from))
    found = OwnQuotes(store, *article, to, most);
  const bool by_label = to.kind == NodeKind::kPerson || to.kind == NodeKind::kTopic;
  if (found.size() < most && by_label) {
    std::ranges::move(KickerQuotes(store, from, to, most - found.size()),
                      std::back_inserter(found));
  }
  return found;
}

std::vector<Evidence> EvidenceForBoth(const GraphStore& store, NodeId from, const Node& a,
                                      const Node& b, std::size_t most) {
  const std::optional<Article> article = ArchivePeople(store).FindArticle(from);
  const auto identities = store.identities();
  const auto first = article ? NamedIn(*identities, *article, a) : std::nullopt;
  const auto second = article ? NamedIn(*identities, *article, b) : std::nullopt;
  std::vector<Evidence> found;
  if (first && second) {
    std::set<std::uint32_t> named;
    for (const Mention& mention : second->mentions) named.insert(mention.sentence);
    Quoter quoter(store, *article, most);
    for (const Mention& mention : first->mentions) {
      if (named.contains(mention.sentence)) quoter.AddSentence(mention);
    }
    found = quoter.Take();
  }
  if (found.empty()) {
    found = EvidenceFor(store, from, a, 1);
    std::ranges::move(EvidenceFor(store, from, b, 1), std::back_inserter(found));
  }
  if (found.size() > most) found.resize(most);
  return found;
}

Json EvidenceJson(std::span<const Evidence> evidence) {
  Json list = Json::array();
  for (const Evidence& e : evidence) {
    list.push_back({{"article", NodeName(NodeKind::kArticle, e.article)},
                    {"field", ToString(e.field)},
                    {"start", e.span.start},
                    {"end", e.span.end},
                    {"quote", e.quote}});
  }
  return list;
}

}  // namespace kg
