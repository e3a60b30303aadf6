#include <fmt/format.h>

#include <algorithm>

#include "graph/error.h"
#include "queries/find_name.h"
#include "queries/meetings.h"
#include "queries/query.h"

namespace kg {
namespace {

constexpr std::size_t kUsualArticles = 100;
constexpr std::size_t kEveryQuote = SIZE_MAX;

class ExplainQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("A", from_, "node, name, alias or address");
    set.AddPositional("B", to_, "the same");
  }

  unsigned Heeds() const override { return kByTime | kByLimit; }

  std::string_view Example() const override { return "newsgraph explain 李辉 泽连斯基"; }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    const Node a = FindNamed(store, from_);
    const Node b = FindNamed(store, to_);
    if (a.id() == b.id()) {
      throw Error(ErrorCode::kUsage, "both names are " + NodeName(a.kind, a.key));
    }
    const std::vector<Meeting> all = MeetingsOf(store, a, b, filters.graph.range);
    const std::size_t most =
        filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualArticles;
    Findings found = Describe(a, b, all);
    for (const Meeting& meeting : Closest(all, most)) AddQuotes(store, a, b, meeting, found);
    const std::size_t hidden = all.size() - std::min(all.size(), most);
    found.document["hidden"] = hidden;
    if (hidden > 0) {
      found.footing =
          fmt::format("{} more articles, none of them closer than these; see --limit", hidden);
    }
    found.found = !found.rows.empty();
    return found;
  }

 private:
  static Findings Describe(const Node& a, const Node& b, const std::vector<Meeting>& all) {
    const auto count = [&](double closeness) {
      return std::ranges::count(all, HowClose(closeness),
                                [](const Meeting& m) { return HowClose(m.closeness); });
    };
    Findings found{
        .items_key = "evidence",
        .columns = {"published", "how", "article", "quote", "field", "start", "end", "url"},
        .text_columns = 4};
    found.document = {
        {"schema", "newsgraph/explain/1"},
        {"from", NodeName(a.kind, a.key)},
        {"to", NodeName(b.kind, b.key)},
        {"articles", {{"sentence", count(1)}, {"paragraph", count(0.5)}, {"article", count(0.25)}}},
        {"evidence", Json::array()}};
    found.heading = fmt::format(
        "{} – {}: {} articles; {} have both in one sentence, {} in one paragraph, {} further apart",
        a.name, b.name, all.size(), count(1), count(0.5), count(0.25));
    return found;
  }

  static void AddQuotes(const GraphStore& store, const Node& a, const Node& b,
                        const Meeting& meeting, Findings& found) {
    const std::vector<Evidence> quotes = QuotesOf(store, a, b, meeting, kEveryQuote);
    const Json list = EvidenceJson(quotes);
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      // A kicker stands in another article than the one that it is about.
      const std::optional<Node> article =
          store.FindNode(IdOf(NodeKind::kArticle, quotes[i].article));
      Json json = list[i];
      json["title"] = article ? article->name : "";
      json["published"] = TimeJson(article ? article->published : std::nullopt);
      json["how"] = HowClose(meeting.closeness);
      found.document["evidence"].push_back(std::move(json));
      found.rows.push_back({DayOf(article ? article->published : std::nullopt),
                            std::string(HowClose(meeting.closeness)), article ? article->name : "",
                            quotes[i].quote, std::string(ToString(quotes[i].field)),
                            std::to_string(quotes[i].span.start),
                            std::to_string(quotes[i].span.end), quotes[i].article});
    }
  }

  std::string from_;
  std::string to_;
};

}  // namespace

Entry<Query> explain_query() {
  return {"explain", "every quoted sentence behind a link", Make<Query, ExplainQuery>};
}

}  // namespace kg
