#include <fmt/format.h>

#include <algorithm>

#include "graph/error.h"
#include "graph/script.h"
#include "graph/utf8.h"
#include "queries/query.h"

namespace kg {
namespace {

struct Hit {
  Node node{};
  double score = 0;
};

// Both scripts and both cases are one.
std::string Folded(std::string_view text) {
  std::string folded = ToSimplified(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

/// Reads all names and titles of the store once.
class Searcher {
 public:
  Searcher(const GraphStore& store, const GraphFilter& filter, std::string_view text)
      : store_(store), identities_(store.identities()), filter_(filter), wanted_(Folded(text)) {}

  std::vector<Hit> Find(bool names, bool titles) {
    store_.ForEachNode(std::nullopt, [&](const Node& node) {
      const bool article = node.kind == NodeKind::kArticle;
      const bool stands_for_itself = identities_->NameOf(node.id()) == nullptr;
      if ((article ? titles : names) && stands_for_itself && Keeps(node)) Look(node);
      return true;
    });
    std::ranges::stable_sort(hits_, std::ranges::greater{}, &Hit::score);
    return std::move(hits_);
  }

 private:
  bool Keeps(const Node& node) const {
    if (!filter_.Takes(node.kind)) return false;
    if (node.kind != NodeKind::kArticle) return true;
    const bool all = filter_.range.from == kFirstTime && filter_.range.until == kLastTime;
    return all || (node.published && filter_.range.Contains(*node.published));
  }

  // The share of the name or title that was asked for: 1 for all of it.
  void Look(const Node& node) {
    double score = ScoreOf(node.name);
    if (node.kind != NodeKind::kArticle) {
      for (const std::string& alias : store_.Aliases(node.id()))
        score = std::max(score, ScoreOf(alias));
    }
    if (score > 0) hits_.push_back({node, score});
  }

  double ScoreOf(std::string_view name) const {
    const std::string folded = Folded(name);
    if (folded.find(wanted_) == std::string::npos) return 0;
    return static_cast<double>(CountCodePoints(wanted_)) /
           static_cast<double>(CountCodePoints(folded));
  }

  const GraphStore& store_;
  std::shared_ptr<const Identities> identities_;
  const GraphFilter& filter_;
  std::string wanted_;
  std::vector<Hit> hits_;
};

class SearchQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("TEXT", text_, "part of a name, alias or title, in either script");
    set.Add("in", in_, "name or title; both when left out");
  }

  unsigned Heeds() const override { return kByTime | kByKind | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph search 访华 --in title --since 2023-04-01";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (text_.empty()) throw Error(ErrorCode::kUsage, "search needs something to look for");
    if (!in_.empty() && in_ != "name" && in_ != "title") {
      throw Error(ErrorCode::kUsage, "--in: '" + in_ + "' is none of name, title");
    }
    constexpr std::size_t kUsualLimit = 50;
    const std::vector<Hit> hits =
        Searcher(store, filters.graph, text_).Find(in_ != "title", in_ != "name");
    const std::size_t most =
        filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualLimit;
    const std::size_t shown = std::min(most, hits.size());
    Findings found{
        .items_key = "hits", .columns = {"kind", "name", "published", "id"}, .text_columns = 3};
    found.document = {{"schema", "newsgraph/search/1"}, {"query", text_}, {"hits", Json::array()}};
    for (const Hit& hit : std::span(hits).first(shown)) {
      found.document["hits"].push_back({{"node", NodeJson(hit.node)}, {"score", hit.score}});
      found.rows.push_back({std::string(ToString(hit.node.kind)), hit.node.name,
                            DayOf(hit.node.published), NodeName(hit.node.kind, hit.node.key)});
    }
    found.document["hidden"] = hits.size() - shown;
    if (hits.size() > shown)
      found.footing = fmt::format("{} more; see --limit", hits.size() - shown);
    found.found = !hits.empty();
    return found;
  }

 private:
  std::string text_;
  std::string in_;
};

}  // namespace

Entry<Query> search_query() {
  return {"search", "names and titles that hold a text", Make<Query, SearchQuery>};
}

}  // namespace kg
