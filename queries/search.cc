#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "graph/archive_people.h"
#include "graph/error.h"
#include "graph/terms.h"
#include "queries/evidence.h"
#include "queries/query.h"
#include "queries/text_match.h"

namespace kg {
namespace {

struct Hit {
  Node node{};
  double score = 0;  // 0 to 1
  std::optional<Evidence> evidence{};
};

struct SearchedParts {
  bool names = true;
  bool titles = true;
  bool texts = true;
};

// BM25 has no upper bound; half of the way is a score of this much.
constexpr double kMiddlingScore = 8;

/// Asks the store's indexes and looks at what they bring, best first, until there is enough.
class IndexSearcher {
 public:
  IndexSearcher(const GraphStore& store, const GraphFilter& filter, std::string_view text,
                std::size_t most)
      : store_(store),
        articles_(store),
        identities_(store.identities()),
        filter_(filter),
        text_(text),
        folded_(Folded(text)),
        words_(text),
        most_(most) {}

  void Find(const SearchedParts& places) {
    if (places.names) FindNames();
    if ((places.titles || places.texts) && filter_.Takes(NodeKind::kArticle)) FindArticles(places);
    std::stable_sort(hits_.begin(), hits_.end(),
                     [](const Hit& a, const Hit& b) { return a.score > b.score; });
    if (hits_.size() > most_) {
      hidden_ += hits_.size() - most_;
      hits_.resize(most_);
    }
  }

  const std::vector<Hit>& hits() const { return hits_; }
  std::size_t hidden() const { return hidden_; }

 private:
  void FindNames() {
    store_.ForEachNamed(text_, [&](const Node& named) {
      const EntityName* stands_for = identities_->NameOf(named.id());
      LookAtNamed(stands_for == nullptr ? named : store_.FindNode(stands_for->id()));
    });
    // What somebody is called by a decision or a table is in no article.
    for (const OtherName& other : identities_->Names()) {
      if (ShareOf(other.name) == 0) continue;
      LookAtNamed(store_.FindNode(identities_->Canonical(other.of.id())), ShareOf(other.name));
    }
  }

  void LookAtNamed(const std::optional<Node>& node, double score = 0) {
    if (!node || !filter_.Takes(node->kind) || seen_.contains(node->id())) return;
    score = std::max(score, ShareOf(node->name));
    for (const std::string& alias : store_.Aliases(node->id())) {
      score = std::max(score, ShareOf(alias));
    }
    if (score == 0) return;
    seen_.insert(node->id());
    hits_.push_back({*node, score, {}});
  }

  // The share of the name that was asked for: 1 for all of it.
  double ShareOf(std::string_view name) const {
    const std::u32string folded = Folded(name);
    if (folded.find(folded_) == std::u32string::npos) return 0;
    return static_cast<double>(folded_.size()) / static_cast<double>(folded.size());
  }

  void FindArticles(const SearchedParts& places) {
    const std::vector<TextHit> found = store_.FindInTexts(text_, filter_.range);
    std::size_t looked_at = 0;
    std::size_t articles = 0;
    for (; looked_at < found.size() && articles < most_; ++looked_at) {
      const TextHit& hit = found[looked_at];
      const std::optional<Article> article = articles_.FindArticle(hit.article);
      if (!article) continue;
      if (LookAt(*article, hit, places)) ++articles;
      if (places.titles && hit.in_related) LookAtRelated(*article);
    }
    for (; looked_at < found.size(); ++looked_at) {
      const TextHit& hit = found[looked_at];
      if (places.texts ? hit.score > 0 : hit.in_title) ++hidden_;
      if (places.titles && hit.in_related) ++hidden_;  // a stub at least that its list names
    }
  }

  bool LookAt(const Article& article, const TextHit& hit, const SearchedParts& places) {
    const bool in_title = places.titles && hit.in_title && words_.StandIn(article.title);
    std::optional<Evidence> evidence;
    if (places.texts && hit.score > 0) {
      evidence = words_.FindIn(article, store_.Text(article.id()));
    }
    if (!in_title && !evidence) return false;
    Node node{.kind = NodeKind::kArticle, .key = article.url, .name = article.title};
    node.published = article.published;
    hits_.push_back({std::move(node), hit.score / (hit.score + kMiddlingScore), evidence});
    return true;
  }

  // What is known of a stub is what related lists say of it.
  void LookAtRelated(const Article& host) {
    for (const Link& link : host.related) {
      if (!words_.StandIn(link.title)) continue;
      const std::optional<Node> node = store_.FindNode(IdOf(NodeKind::kArticle, link.url));
      if (!node || node->state != ArticleState::kStub || !words_.StandIn(node->name)) continue;
      if (!Keeps(*node) || !seen_.insert(node->id()).second) continue;
      hits_.push_back({*node, ShareOf(node->name) / 2, {}});
    }
  }

  bool Keeps(const Node& stub) const {
    const bool all = filter_.range.from == kFirstTime && filter_.range.until == kLastTime;
    return all || (stub.published && filter_.range.Contains(*stub.published));
  }

  const GraphStore& store_;
  ArchivePeople articles_;  // whom they name is not asked for
  std::shared_ptr<const Identities> identities_;
  const GraphFilter& filter_;
  std::string text_;
  std::u32string folded_;
  WantedWords words_;
  std::size_t most_;
  std::set<NodeId> seen_;
  std::vector<Hit> hits_;
  std::size_t hidden_ = 0;
};

SearchedParts PartsNamed(const std::string& in) {
  if (in.empty()) return {};
  if (in == "name") return {.titles = false, .texts = false};
  if (in == "title") return {.names = false, .texts = false};
  if (in == "text") return {.names = false, .titles = false};
  throw Error(ErrorCode::kUsage, "--in: '" + in + "' is none of name, title, text");
}

class SearchQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("TEXT", text_,
                      "part of a name, alias, title or text, in either script; of words set apart "
                      "by blanks, all must be there");
    set.Add("in", in_, "name, title or text; all when left out").choices = {"name", "title",
                                                                            "text"};
  }

  unsigned Heeds() const override { return kByTime | kByKind | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph search 访华 --in title --since 2023-04-01";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (text_.empty()) throw Error(ErrorCode::kUsage, "search needs something to look for");
    constexpr std::size_t kUsualLimit = 50;
    const std::size_t most =
        filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualLimit;
    IndexSearcher searcher(store, filters.graph, text_, most);
    searcher.Find(PartsNamed(in_));
    Findings found{.items_key = "hits",
                   .columns = {"kind", "name", "published", "quote", "id"},
                   .text_columns = 4};
    found.document = {{"schema", "newsgraph/search/1"}, {"query", text_}, {"hits", Json::array()}};
    for (const Hit& hit : searcher.hits()) Add(hit, found);
    found.document["hidden"] = searcher.hidden();
    if (searcher.hidden() > 0) {
      found.footing = fmt::format("up to {} more; see --limit", searcher.hidden());
    }
    if (store.IdentitiesAreStale()) {
      found.footing += (found.footing.empty() ? "" : "\n") +
                       std::string(
                           "the last ingest was cut short: the next one makes what it "
                           "brought known to search");
    }
    found.found = !searcher.hits().empty();
    return found;
  }

 private:
  static void Add(const Hit& hit, Findings& found) {
    Json item = {{"node", NodeJson(hit.node)}, {"score", hit.score}};
    if (hit.evidence) {
      item["quote"] = hit.evidence->quote;
      item["evidence"] = EvidenceJson({&*hit.evidence, 1});
    }
    found.document["hits"].push_back(std::move(item));
    found.rows.push_back({std::string(ToString(hit.node.kind)), hit.node.name,
                          DayOf(hit.node.published), hit.evidence ? hit.evidence->quote : "",
                          NodeName(hit.node.kind, hit.node.key)});
  }

  std::string text_;
  std::string in_;
};

}  // namespace

Entry<Query> search_query() {
  return {"search", "names, titles and texts that hold something", Make<Query, SearchQuery>};
}

}  // namespace kg
