#include <fmt/format.h>

#include "graph/error.h"
#include "queries/find_name.h"
#include "queries/query.h"
#include "queries/story.h"
#include "queries/text_layout.h"

namespace kg {
namespace {

class StoryQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("ARTICLE", name_, "address or node id of an article");
    set.Add("pause", options_.pause_days, "days without news after which a story is over");
  }

  unsigned Heeds() const override { return kByTime | kByLimit; }

  std::string_view Example() const override {
    return "newsgraph story "
           "https://www.chenxing.example/cn/国际/20230512-中国特使李辉下周出访乌波法德俄五国";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    const Node start = FindNamed(store, name_);
    if (start.kind != NodeKind::kArticle) {
      throw Error(ErrorCode::kUsage, NodeName(start.kind, start.key) +
                                         " is no article; see newsgraph timeline for names");
    }
    if (options_.pause_days < 1) throw Error(ErrorCode::kUsage, "--pause takes a positive number");
    options_.range = filters.graph.range;
    if (filters.limit > 0) options_.most = static_cast<std::size_t>(filters.limit);
    return Describe(start, FindStory(store, start, options_));
  }

 private:
  static Findings Describe(const Node& start, const Story& story) {
    Findings found{.items_key = "items",
                   .columns = {"published", "", "article", "how", "shared", "kinship", "url"},
                   .text_columns = 5};
    const std::size_t told = story.before.size() + story.after.size();
    const std::size_t hidden = story.considered - std::min(story.considered, told);
    found.document = {{"schema", "newsgraph/story/1"},
                      {"article", NodeJson(start)},
                      {"items", Json::array()},
                      {"hidden", hidden}};
    for (const StoryStep& step : story.before) Add(step, "before", found);
    found.document["items"].push_back({{"position", "start"},
                                       {"published", TimeJson(start.published)},
                                       {"article", NodeJson(start)}});
    found.rows.push_back({DayOf(start.published), "*", start.name, "", "", "", start.key});
    for (const StoryStep& step : story.after) Add(step, "after", found);
    found.heading = fmt::format("{}: {} before, {} after", start.name,
                                Counted(story.before.size(), "article"), story.after.size());
    if (!start.published) found.heading += "\nits time is unknown, so nothing is before or after";
    if (hidden > 0) {
      found.footing = fmt::format(
          "{} that share a person or a link with it are not in the chain; see --limit and --pause",
          Counted(hidden, "more article"));
    }
    found.found = told > 0;
    return found;
  }

  static void Add(const StoryStep& step, std::string_view position, Findings& found) {
    found.document["items"].push_back({{"position", position},
                                       {"published", TimeJson(step.article.published)},
                                       {"article", NodeJson(step.article)},
                                       {"kinship", step.kinship},
                                       {"linked", step.linked},
                                       {"shared", step.shared}});
    constexpr std::size_t kShown = 5;
    found.rows.push_back({DayOf(step.article.published), "", step.article.name,
                          step.linked ? "linked" : "", Enumerated(step.shared, kShown),
                          fmt::format("{:.2f}", step.kinship), step.article.key});
  }

  std::string name_;
  StoryOptions options_;
};

}  // namespace

Entry<Query> story_query() {
  return {"story", "the chain of articles before and after one", Make<Query, StoryQuery>};
}

}  // namespace kg
