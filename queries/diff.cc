#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "graph/error.h"
#include "queries/change.h"
#include "queries/clusters_diff.h"
#include "queries/moments.h"
#include "queries/query.h"
#include "queries/text_layout.h"

namespace kg {
namespace {

// How much there is of what, listed or not.
struct Listing {
  std::map<std::string, std::size_t> counts;  // "node came": how many
  std::size_t hidden = 0;
};

std::string ShownName(const Node& node) {
  return node.kind == NodeKind::kTopic ? node.name + " (topic)" : node.name;
}

class DiffQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("from", from_, "the date until which it was as before");
    set.Add("to", to_, "the date up to which it is as now");
    set.Add("window", window_days_,
            "compare so many days before each date; 0: as many as lie between them");
    set.AddFlag("clusters", clusters_, "the clusters too, which takes longer");
    set.AddFlag("exit-code", exit_code_, "exit with 1 when anything differs, with 0 when not");
  }

  unsigned Heeds() const override { return kByKind | kByRelation | kByWeight | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph diff --from 2023-06-30 --to 2023-11-30 --type person";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    if (window_days_ < 0) throw Error(ErrorCode::kUsage, "--window takes a positive number");
    const Moments moments = ParseMoments(from_, to_);
    const auto length =
        window_days_ == 0 ? moments.to - moments.from : std::chrono::days(window_days_);
    const TimeRange before{std::max(kFirstTime, moments.from - length), moments.from};
    const TimeRange after{moments.to - length, moments.to};
    Findings found = Describe(before, after);
    AddChanges(CompareGraphs(Load(store, before), Load(store, after)), filters, found);
    if (clusters_) AddClusters(DiffClusters(store, moments, {}, filters.limit), found);
    const bool differs = !found.rows.empty();
    found.found = exit_code_ ? !differs : differs;
    return found;
  }

 private:
  static NewsGraph Load(const GraphStore& store, const TimeRange& range) {
    return NewsGraph::Load(
        store, {.range = range,
                .relations = {Relation::kMentions, Relation::kHasTopic, Relation::kCoMentioned}});
  }

  static std::string DaysIn(const TimeRange& range) {
    return DaysOf(range.from, range.until - std::chrono::seconds(1));
  }

  static Findings Describe(const TimeRange& before, const TimeRange& after) {
    Findings found{
        .items_key = "changes",
        .columns = {"what", "change", "name", "before", "after", "surprise", "id", "id 2"},
        .text_columns = 6};
    found.document = {{"schema", "newsgraph/diff/1"}};
    for (const auto& [name, range] : {std::pair("before", before), std::pair("after", after)}) {
      found.document[name] = {{"since", ToIso(range.from)}, {"until", ToIso(range.until)}};
    }
    found.document["changes"] = Json::array();
    found.heading = fmt::format("{}, compared with {}", DaysIn(after), DaysIn(before));
    return found;
  }

  // --rel MENTIONS or HAS_TOPIC asks for nodes, CO_MENTIONED for edges.
  static bool Takes(const GraphFilter& filter, const Change& change) {
    if (!filter.Takes(change.node.kind)) return false;
    if (!change.with) {
      return filter.Takes(change.node.kind == NodeKind::kTopic ? Relation::kHasTopic
                                                               : Relation::kMentions);
    }
    return filter.Takes(change.with->kind) && filter.Takes(Relation::kCoMentioned) &&
           std::max(change.before, change.after) >= filter.min_weight;
  }

  static void AddChanges(const std::vector<Change>& changes, const SharedFilters& filters,
                         Findings& found) {
    const std::size_t most =
        filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualChanges;
    Listing listing;
    for (const Change& change : changes) {
      if (!Takes(filters.graph, change)) continue;
      const std::string course(ToString(CourseOf(change)));
      const std::string what = change.with ? "link" : "node";
      if (++listing.counts[what + " " + course] > most) {
        ++listing.hidden;
      } else {
        AddChange(change, what, course, found);
      }
    }
    found.document["counts"] = listing.counts;
    found.document["hidden"] = listing.hidden;
    if (listing.hidden > 0) {
      found.footing = fmt::format("{} more, less surprising; see --limit", listing.hidden);
    }
  }

  static void AddChange(const Change& change, const std::string& what, const std::string& course,
                        Findings& found) {
    Json json = {{"what", what}, {"change", course}};
    std::string name = ShownName(change.node);
    const std::string id = NodeName(change.node.kind, change.node.key);
    std::string with_id;
    if (change.with) {
      name += " – " + ShownName(*change.with);
      with_id = NodeName(change.with->kind, change.with->key);
      json["source"] = id;
      json["target"] = with_id;
    } else {
      json["node"] = NodeJson(change.node);
    }
    json["before"] = change.before;
    json["after"] = change.after;
    json["surprise"] = change.surprise;
    found.document["changes"].push_back(std::move(json));
    found.rows.push_back({what, course, name, fmt::format("{}", change.before),
                          fmt::format("{}", change.after), fmt::format("{:+.1f}", change.surprise),
                          id, with_id});
  }

  static void AddClusters(const Findings& clusters, Findings& found) {
    found.document["clusters"] = {{"counts", clusters.document.at("counts")},
                                  {"changes", clusters.document.at("changes")},
                                  {"hidden", clusters.document.at("hidden")}};
    for (const std::vector<std::string>& row : clusters.rows) {
      const std::string& name = row[2].empty() ? row[1] : row[2];
      found.rows.push_back({"cluster", row[0], name, row[3], row[4], "", "", ""});
    }
    found.footing += (found.footing.empty() ? "" : "\n") + clusters.heading;
  }

  std::string from_;
  std::string to_;
  int window_days_ = 0;
  bool clusters_ = false;
  bool exit_code_ = false;
};

}  // namespace

Entry<Query> diff_query() {
  return {"diff", "what came, grew and went between two dates", Make<Query, DiffQuery>};
}

}  // namespace kg
