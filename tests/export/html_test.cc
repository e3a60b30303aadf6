// The explorer page as a file: what is in it, what cannot get out of its data, and where it puts
// nodes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "export/force_layout.h"
#include "export/node_facts.h"
#include "export/page.h"
#include "export/page_data.h"
#include "export/page_layout.h"
#include "graph/script.h"
#include "graph/utf8.h"
#include "tests/export/exported.h"
#include "tests/export/graphs.h"

namespace kg {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string DataText(const std::string& page) {
  const std::string before = "<script type=\"application/json\" id=\"data\">";
  const std::size_t start = page.find(before) + before.size();
  return page.substr(start, page.find("</script>", start) - start);
}

nlohmann::json DataOf(const std::string& page) { return nlohmann::json::parse(DataText(page)); }

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST(Html, HasEveryNodeAndLink) {
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), RandomGraph(300, 3)}) {
    const auto data = DataOf(Exported("html", graph));
    ASSERT_EQ(data["nodes"].size(), graph.size());
    ASSERT_EQ(data["links"].size(), graph.edges().size());
    for (std::size_t i = 0; i < graph.edges().size(); ++i) {
      EXPECT_EQ(data["links"][i]["source"], graph.edges()[i].source);
      EXPECT_EQ(data["links"][i]["rel"], ToString(graph.edges()[i].relation));
    }
  }
}

TEST(Html, HostileNamesStayInTheirStrings) {
  const NewsGraph graph = HostileGraph();
  const std::string empty = Exported("html", NewsGraph::Build({}, {}));
  const std::string page = Exported("html", graph, MarksFor(graph, "</script><img src=x>"));
  EXPECT_THAT(DataText(page), Not(HasSubstr("<")));
  for (const char* part : {"<script", "</script", "<img", "<!--"}) {
    EXPECT_EQ(Count(page, part), Count(empty, part)) << part;
  }
  const auto data = DataOf(page);
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    EXPECT_EQ(data["nodes"][i]["name"], WritableText(graph.node(i).name));
  }
}

TEST(Html, ForbidsEverythingButItsOwnScriptAndStyle) {
  const std::string page = Exported("html", SmallGraph());
  const std::string policy = PagePolicy(PageReach::kNothing);
  EXPECT_THAT(page, HasSubstr("http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\""));
  EXPECT_THAT(policy, testing::StartsWith("default-src 'none'; script-src 'sha256-"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_THAT(PagePolicy(PageReach::kOwnServer), HasSubstr("connect-src 'self'"));
  EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
  EXPECT_THAT(page, Not(HasSubstr("<link rel=\"stylesheet")));
}

TEST(Html, ALargerGraphIsCutToItsMostLinkedAndSaysSo) {
  const NewsGraph graph = RandomGraph(300, 5);
  const std::unique_ptr<Exporter> exporter = MakeNamed(Formats(), "html");
  OptionSet set;
  exporter->AddOptions(set);
  set.options().front().parse("50");
  std::ostringstream out;
  exporter->Write(graph, MarksFor(graph, "t"), out);
  const auto data = DataOf(out.str());
  EXPECT_EQ(data["nodes"].size(), 50);
  EXPECT_EQ(data["hidden"]["nodes"], 250);
  EXPECT_EQ(data["hidden"]["links"], graph.edges().size() - data["links"].size());
  EXPECT_THAT(exporter->Hint(), HasSubstr("250 nodes"));
  EXPECT_THROW(Exported("html", graph, {}, {{"most-nodes", "0"}}), Error);
}

TEST(Html, TheShareHasTheHeaviestLinksOfBothSorts) {
  const NewsGraph graph = RandomGraph(200, 6);
  const PageShare share = ShareForPage(graph, graph.size(), 100);
  EXPECT_EQ(share.graph.edges().size(), 100);
  EXPECT_EQ(share.hidden_links, graph.edges().size() - 100);
  double lightest_kept = 1e9;
  std::size_t derived = 0;
  for (const GraphEdge& edge : share.graph.edges()) {
    if (edge.relation != Relation::kCoMentioned) continue;
    ++derived;
    lightest_kept = std::min(lightest_kept, edge.weight);
  }
  std::size_t heavier = 0;
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.relation == Relation::kCoMentioned && edge.weight > lightest_kept) ++heavier;
  }
  EXPECT_LE(heavier, derived);
  EXPECT_GT(derived, 0);
}

TEST(Html, DetailsAreAskedForWhatIsShown) {
  const NewsGraph graph = SmallGraph();
  const std::unique_ptr<Exporter> exporter = MakeNamed(Formats(), "html");
  exporter->SetDetails([](const NewsGraph& shown) {
    Details details;
    details.aliases.resize(shown.size());
    details.aliases[3] = {"<Macron>"};
    details.quotes = {{0, Field::kBody, {4, 9}, "<b>马克龙</b>", {3}}};
    details.hidden_quotes = 7;
    details.courses = {{3, {{*ParseIso("2023-04-01"), *ParseIso("2023-05-01")}}, {0}}};
    return details;
  });
  std::ostringstream out;
  exporter->Write(graph, {}, out);
  const auto data = DataOf(out.str());
  EXPECT_EQ(data["nodes"][3]["aliases"][0], "<Macron>");
  EXPECT_EQ(data["quotes"][0]["quote"], "<b>马克龙</b>");
  EXPECT_EQ(data["quotes"][0]["names"][0], 3);
  EXPECT_EQ(data["hidden"]["quotes"], 7);
  EXPECT_EQ(data["courses"][0]["bursts"][0]["end"], "2023-05-01T00:00:00Z");
}

TEST(Html, FoldsEveryTraditionalCharacterOfItsNames) {
  const NewsGraph graph = NewsGraph::Build({{NodeKind::kPerson, "马克龙", "马克龙"}}, {});
  const std::string pairs = DataOf(Exported("html", graph))["fold"];
  for (const auto& [traditional, simplified] : {std::pair("馬", "马"), {"龍", "龙"}}) {
    EXPECT_THAT(pairs, HasSubstr(std::string(traditional) + simplified));
  }
  EXPECT_LT(CountCodePoints(pairs), 20);  // and nothing that no name here could be meant by
}

TEST(ForScript, MeansTheSameAndEndsNoScript) {
  const std::string json = "[\"</script>\u2028\u2029 & > 长\"]";
  const std::string safe = ForScript(json);
  EXPECT_EQ(nlohmann::json::parse(safe), nlohmann::json::parse(json));
  EXPECT_THAT(safe, Not(HasSubstr("<")));
  EXPECT_THAT(safe, Not(HasSubstr("\u2028")));
}

double Far(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

TEST(PageLayout, GivesEveryNodeAPlaceOfItsOwn) {
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), RandomGraph(400, 7)}) {
    const std::vector<Point> points = PageLayout(graph);
    ASSERT_EQ(points.size(), graph.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      ASSERT_TRUE(std::isfinite(points[i].x) && std::isfinite(points[i].y));
      for (std::size_t j = 0; j < i; ++j) ASSERT_GT(Far(points[i], points[j]), 1e-6);
    }
  }
}

TEST(ForceLayout, SetsTwoGroupsApart) {
  std::vector<Point> places;
  std::vector<Spring> springs;
  constexpr std::uint32_t kGroup = 20;
  for (std::uint32_t i = 0; i < 2 * kGroup; ++i) {  // the groups stand among each other at first
    places.push_back({10.0 * i, 7.0 * (i % 5)});
    for (std::uint32_t j = 0; j < i; ++j) {
      if (i % 2 == j % 2) springs.push_back({i, j, 1});
    }
  }
  springs.push_back({0, 1, 1});
  const std::vector<Point> moved = ForceLayout(places, springs, 300);
  double within = 0;
  double across = 0;
  for (std::uint32_t i = 2; i < 2 * kGroup; ++i) {
    within = std::max(within, Far(moved[i], moved[i % 2]));
    across = std::max(across, Far(moved[i], moved[1 - i % 2]));
  }
  EXPECT_LT(within, across);
}

// The sum over all pairs, which the tree is to come close to: one round moves a body the same way.
TEST(ForceLayout, PushesApartWhatNothingHolds) {
  std::vector<Point> places = {{0, 0}, {1, 0}, {0.5, 1}};
  const std::vector<Point> moved = ForceLayout(places, {}, 50);
  EXPECT_GT(Far(moved[0], moved[1]), 1);
  EXPECT_GT(Far(moved[0], moved[2]), 1);
}

TEST(SpreadOut, LeavesNothingCloser) {
  std::vector<Point> places;
  for (int i = 0; i < 30; ++i) places.push_back({0.1 * i, 0.01 * (i % 3)});
  SpreadOut(places, 2, 400);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_GT(Far(places[i], places[j]), 1.8);
  }
}

}  // namespace
}  // namespace kg
