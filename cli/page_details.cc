#include "cli/page_details.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/sentences.h"
#include "graph/utf8.h"
#include "queries/clusters.h"
#include "queries/timeline.h"

namespace kg {
namespace {

constexpr std::size_t kMostQuotes = 5;      // of one article
constexpr std::size_t kEnoughArticles = 4;  // for bursts to mean something

/// The quotes of one article: what names several comes first, as long as it names someone new, so
/// that everything named has one; then the others, while there is room.
class ArticleQuotes {
 public:
  ArticleQuotes(const GraphStore& store, const NewsGraph& shown, NewsGraph::Index index)
      : shown_(shown), index_(index), article_(store.FindArticle(shown.node(index).id())) {
    if (!article_) return;
    text_ = store.Text(article_->id());
    AddSentences();
    for (const Label& label : article_->labels) {
      if (label.role == LabelRole::kTag)
        AddPlace(Field::kTag, label.span, store.ResolveLabel(label.name).id());
    }
    for (const Link& link : article_->related) {
      AddPlace(Field::kRelated, link.span, IdOf(NodeKind::kArticle, link.url));
    }
    for (const Link& link : article_->links) {
      AddPlace(Field::kBody, link.span, IdOf(NodeKind::kArticle, link.url));
    }
  }

  void MoveTo(Details& details) {
    std::vector<Quote> chosen = Chosen();
    details.hidden_quotes += places_.size() - chosen.size();
    for (Quote& quote : chosen) {
      quote.text = Slice(text_, quote.span);
      details.quotes.push_back(std::move(quote));
    }
  }

 private:
  void AddSentences() {
    const std::vector<Span> sentences = Sentences(text_);
    for (const Entity& entity : article_->entities) {
      for (const Mention& mention : entity.mentions) {
        if (mention.sentence >= sentences.size()) continue;
        AddPlace(mention.field, sentences[mention.sentence], IdOf(entity.kind, entity.name));
      }
    }
  }

  void AddPlace(Field field, Span span, NodeId named) {
    const auto found = shown_.Find(named);
    if (found && span.end > span.start) places_[{span, field}].insert(*found);
  }

  std::vector<Quote> Chosen() const {
    std::vector<Quote> quotes;
    for (const auto& [place, names] : places_) {
      quotes.push_back({index_, place.second, place.first, {}, {names.begin(), names.end()}});
    }
    std::stable_sort(quotes.begin(), quotes.end(), [](const Quote& a, const Quote& b) {
      return std::min<std::size_t>(a.names.size(), 4) > std::min<std::size_t>(b.names.size(), 4);
    });
    std::set<NewsGraph::Index> told;
    std::vector<Quote> chosen;
    for (const bool only_new : {true, false}) {
      for (Quote& quote : quotes) {
        if (quote.names.empty() || (!only_new && chosen.size() >= kMostQuotes)) continue;
        const bool news = std::any_of(quote.names.begin(), quote.names.end(),
                                      [&](auto name) { return !told.contains(name); });
        if (only_new && !news) continue;
        told.insert(quote.names.begin(), quote.names.end());
        chosen.push_back(quote);
        quote.names.clear();
      }
    }
    std::sort(chosen.begin(), chosen.end(), [](const Quote& a, const Quote& b) {
      return std::pair(a.span, a.field) < std::pair(b.span, b.field);
    });
    return chosen;
  }

  const NewsGraph& shown_;
  NewsGraph::Index index_;
  std::optional<Article> article_;
  std::string text_;
  std::map<std::pair<Span, Field>, std::set<NewsGraph::Index>> places_;
};

// From the articles that are shown, as everything on the page.
void AddCourses(const NewsGraph& shown, Details& details) {
  std::map<NewsGraph::Index, std::vector<Occurrence>> named;
  for (const GraphEdge& edge : shown.edges()) {
    if (edge.relation != Relation::kMentions && edge.relation != Relation::kHasTopic) continue;
    const Node& article = shown.node(edge.source);
    if (article.published)
      named[edge.target].push_back({article.id(), article.published, edge.weight});
  }
  for (auto& [node, occurrences] : named) {
    if (occurrences.size() < kEnoughArticles) continue;
    const std::size_t all = occurrences.size();
    const Timeline timeline = BuildTimeline(std::move(occurrences), {.most = all});
    NodeCourse course{.node = node};
    for (const Burst& burst : timeline.bursts) course.bursts.emplace_back(burst.start, burst.end);
    for (const TimelineItem& item : timeline.items) {
      if (item.milestone) course.milestones.push_back(*shown.Find(item.article));
    }
    if (!course.bursts.empty()) details.courses.push_back(std::move(course));
  }
}

}  // namespace

Details NamesFor(const GraphStore& store, const NewsGraph& shown) {
  Details details;
  std::optional<ClusterRun> run = StoredClusters(store);
  if (!run) run = ComputeClusters(store, {});
  details.marks.group = ClusterOfNodes(*run, shown);
  const std::set<std::string> used(details.marks.group.begin(), details.marks.group.end());
  for (const Cluster& cluster : run->clusters) {
    const std::string id = "cluster:" + cluster.id;
    if (used.contains(id)) details.marks.group_names[id] = cluster.label;
  }
  details.aliases.resize(shown.size());
  for (NewsGraph::Index i = 0; i < shown.size(); ++i) {
    const NodeKind kind = shown.node(i).kind;
    if (kind == NodeKind::kPerson || kind == NodeKind::kOrganization || kind == NodeKind::kPlace) {
      details.aliases[i] = store.Aliases(shown.node(i).id());
    }
  }
  return details;
}

Details DetailsFor(const GraphStore& store, const NewsGraph& shown) {
  Details details = NamesFor(store, shown);
  for (NewsGraph::Index i = 0; i < shown.size(); ++i) {
    const Node& node = shown.node(i);
    if (node.kind == NodeKind::kArticle && node.state == ArticleState::kFull) {
      ArticleQuotes(store, shown, i).MoveTo(details);
    }
  }
  AddCourses(shown, details);
  return details;
}

}  // namespace kg
