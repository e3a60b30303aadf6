#include <fmt/format.h>

#include <algorithm>

#include "graph/error.h"
#include "graph/visible_text.h"
#include "queries/evidence.h"
#include "queries/find_name.h"
#include "queries/meetings.h"
#include "queries/path_search.h"
#include "queries/query.h"
#include "queries/text_layout.h"

namespace kg {
namespace {

bool IsName(const Node& node) {
  return node.kind == NodeKind::kPerson || node.kind == NodeKind::kOrganization ||
         node.kind == NodeKind::kPlace;
}

// From name to name what is said of both counts, and an article that has them far apart already is
// the weakest kind of that. Paths from articles and topics need the edges there.
std::vector<Relation> UsualRelations(const Node& a, const Node& b) {
  if (IsName(a) && IsName(b)) return {Relation::kCoMentioned};
  return {Relation::kRelatedTo, Relation::kLinksTo, Relation::kMentions, Relation::kHasTopic,
          Relation::kCoMentioned};
}

std::string OneLine(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string Chain(const Path& path) {
  std::string chain;
  for (const Node& node : path.nodes) chain.append(chain.empty() ? "" : " — ").append(node.name);
  return chain;
}

class PathQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("A", from_, "node, name, alias or address");
    set.AddPositional("B", to_, "the same");
    set.Add("k", k_, "at most so many connections; 1 to 100");
    set.Add("avoid", avoid_, "no connection through this name");
    set.AddFlag("evidence", evidence_, "the quoted sentences of every link");
  }

  unsigned Heeds() const override { return kByTime | kByKind | kByRelation | kByWeight; }

  std::string_view Example() const override {
    return "newsgraph path 李辉 金正恩 -k 3 --avoid place:中国 --evidence";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (k_ < 1 || k_ > 100) throw Error(ErrorCode::kUsage, "-k: 1 to 100");
    const Node a = FindNamed(store, from_);
    const Node b = FindNamed(store, to_);
    if (a.id() == b.id()) throw Error(ErrorCode::kUsage, "both names are " + Id(a));
    PathOptions options{.k = static_cast<std::size_t>(k_), .filter = filters.graph};
    if (options.filter.relations.empty()) options.filter.relations = UsualRelations(a, b);
    for (const std::string& name : avoid_) options.avoid.insert(FindNamed(store, name).id());
    if (options.avoid.contains(a.id()) || options.avoid.contains(b.id())) {
      throw Error(ErrorCode::kUsage, "--avoid: a connection cannot avoid its own end");
    }
    return Describe(store, a, b, FindPaths(store, a, b, options), filters.graph.range);
  }

 private:
  static std::string Id(const Node& node) { return NodeName(node.kind, node.key); }

  Findings Describe(const GraphStore& store, const Node& a, const Node& b,
                    const std::vector<Path>& paths, const TimeRange& range) const {
    Findings found{.items_key = "paths",
                   .columns = {"path", "from", "to", "how", "articles", "first", "last", "weakest",
                               "quote", "url"}};
    found.document = {{"schema", "newsgraph/path/1"},
                      {"from", NodeJson(a)},
                      {"to", NodeJson(b)},
                      {"paths", Json::array()}};
    found.heading = fmt::format("{} – {}: {}", a.name, b.name, Counted(paths.size(), "connection"));
    for (std::size_t i = 0; i < paths.size(); ++i) AddPath(store, paths[i], i + 1, range, found);
    found.found = !paths.empty();
    return found;
  }

  void AddPath(const GraphStore& store, const Path& path, std::size_t number,
               const TimeRange& range, Findings& found) const {
    Json nodes = Json::array();
    for (const Node& node : path.nodes) nodes.push_back(NodeJson(node));
    Json links = Json::array();
    found.text += fmt::format("\n{}. {}  (strength {:.2f})\n", number, Chain(path), 1 / path.cost);
    for (std::size_t i = 0; i < path.links.size(); ++i) {
      const std::vector<Evidence> quotes =
          evidence_ ? QuotesBetween(store, path.nodes[i], path.nodes[i + 1], range, kShownQuotes)
                    : std::vector<Evidence>{};
      links.push_back(LinkJson(path, i, quotes));
      AddRows(path, i, number, quotes, found);
      found.text += LinkText(store, path, i, quotes);
    }
    found.document["paths"].push_back({{"nodes", std::move(nodes)},
                                       {"links", std::move(links)},
                                       {"strength", 1 / path.cost},
                                       {"cost", path.cost},
                                       {"weakest", path.weakest}});
  }

  static Json LinkJson(const Path& path, std::size_t i, const std::vector<Evidence>& quotes) {
    const Bond& link = path.links[i];
    return {{"source", Id(path.nodes[i])},    {"target", Id(path.nodes[i + 1])},
            {"rel", ToString(link.relation)}, {"weight", link.weight},
            {"how", HowTied(link)},           {"articles", link.articles},
            {"first", TimeJson(link.first)},  {"last", TimeJson(link.last)},
            {"cost", LinkCost(link)},         {"evidence", EvidenceJson(quotes)}};
  }

  // A row a quote, or one without.
  static void AddRows(const Path& path, std::size_t i, std::size_t number,
                      const std::vector<Evidence>& quotes, Findings& found) {
    const Bond& link = path.links[i];
    const std::vector<std::string> row = {std::to_string(number),
                                          path.nodes[i].name,
                                          path.nodes[i + 1].name,
                                          std::string(HowTied(link)),
                                          std::to_string(link.articles),
                                          DayOf(link.first),
                                          DayOf(link.last),
                                          IsWeakest(path, i) ? "weakest" : ""};
    for (std::size_t q = 0; q < std::max<std::size_t>(1, quotes.size()); ++q) {
      const bool quoted = q < quotes.size();
      found.rows.push_back(row);
      found.rows.back().push_back(quoted ? quotes[q].quote : "");
      found.rows.back().push_back(quoted ? quotes[q].article : "");
    }
  }

  static bool IsWeakest(const Path& path, std::size_t i) {
    return path.links.size() > 1 && i == path.weakest;
  }

  static std::string StepText(const Path& path, std::size_t i) {
    return path.nodes[i].name + " – " + path.nodes[i + 1].name;
  }

  static std::string LinkText(const GraphStore& store, const Path& path, std::size_t i,
                              const std::vector<Evidence>& quotes) {
    int width = 0;
    for (std::size_t j = 0; j < path.links.size(); ++j) {
      width = std::max(width, DisplayWidth(StepText(path, j)));
    }
    const Bond& link = path.links[i];
    std::string text = fmt::format("   {}  {}, {}, {}{}\n", Padded(StepText(path, i), width),
                                   HowTied(link), Counted(link.articles, "article"),
                                   link.first ? DaysOf(link.first, link.last) : "undated",
                                   IsWeakest(path, i) ? "  <- weakest step" : "");
    for (const Evidence& quote : quotes) {
      const std::optional<Node> article = store.FindNode(IdOf(NodeKind::kArticle, quote.article));
      text += fmt::format("      {}  {}\n", Padded(DayOf(article->published), 10),
                          OneLine(quote.quote));
    }
    return text;
  }

  std::string from_;
  std::string to_;
  int k_ = 3;
  std::vector<std::string> avoid_;
  bool evidence_ = false;
};

}  // namespace

Entry<Query> path_query() {
  return {"path", "how two names hang together, step by step", Make<Query, PathQuery>};
}

}  // namespace kg
