// What every format promises, and what the small graph looks like in those that are text.
#include <gmock/gmock.h>
#include <graphviz/cgraph.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/export/exported.h"
#include "tests/export/graphs.h"

namespace kg {

void PrintTo(const Entry<Exporter>& entry, std::ostream* out) { *out << entry.name; }

namespace {

class EveryFormat : public testing::TestWithParam<Entry<Exporter>> {
 protected:
  std::string Export(const NewsGraph& graph, const Marks& marks = {}) const {
    return Exported(GetParam().name, graph, marks);
  }
};

TEST_P(EveryFormat, TakesTheEmptyGraph) {
  const NewsGraph empty = NewsGraph::Build({}, {});
  if (GetParam().name == "timelinejs") {  // it has no way to say nothing
    EXPECT_THROW(Export(empty), Error);
  } else if (GetParam().name == "ftm" || GetParam().name == "obsidian") {  // a line or file a node
    EXPECT_EQ(Export(empty), "");
  } else {
    EXPECT_NE(Export(empty), "");
  }
}

TEST_P(EveryFormat, TakesASingleNodeAndALoop) {
  const std::vector<Node> one = {{NodeKind::kPerson, "马克龙", "马克龙"}};
  if (GetParam().name == "timelinejs") {  // nothing in it has a date
    EXPECT_THROW(Export(NewsGraph::Build(one, {})), Error);
    return;
  }
  EXPECT_NE(Export(NewsGraph::Build(one, {})), "");
  EXPECT_NE(Export(NewsGraph::Build(one, {{0, 0, Relation::kLinksTo, 1}})), "");
}

TEST_P(EveryFormat, TakesHostileNamesTitlesAndGroups) {
  const NewsGraph graph = HostileGraph();
  for (const std::string& text : HostileTexts()) {
    EXPECT_NE(Export(SmallGraph(), MarksFor(SmallGraph(), text)), "");
  }
  EXPECT_NE(Export(graph, MarksFor(graph, "t")), "");
}

TEST_P(EveryFormat, GivesTheSameBytesAgain) {
  const std::uint32_t size = GetParam().name == "mermaid" ? 200 : 300;  // it refuses more
  for (const NewsGraph& graph : {SmallGraph(), RandomGraph(size, 1)}) {
    const Marks marks = MarksFor(graph, "标题");
    const std::string first = Export(graph, marks);
    Exported("svg", RandomGraph(20, 2));  // what another picture leaves behind is of no matter
    EXPECT_EQ(first, Export(graph, marks));
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::ValuesIn(Formats().begin(), Formats().end()),
                         [](const auto& entry) { return std::string(entry.param.name); });

TEST(Json, HasEveryNodeAndLink) {
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), RandomGraph(300, 3)}) {
    const auto json = nlohmann::json::parse(Exported("json", graph));
    EXPECT_EQ(json["nodes"].size(), graph.size());
    EXPECT_EQ(json["links"].size(), graph.edges().size());
  }
}

struct Closer {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using Dot = std::unique_ptr<Agraph_t, Closer>;

std::string Attribute(void* object, const char* name) {
  const char* value = agget(object, const_cast<char*>(name));
  return value == nullptr ? "" : value;
}

TEST(Dot, HasEveryNodeAndLinkWhenItIsReadBack) {
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), RandomGraph(2000, 4)}) {
    const Dot dot(agmemread(Exported("dot", graph, MarksFor(graph, "\"\\")).c_str()));
    ASSERT_NE(dot, nullptr);
    EXPECT_EQ(agnnodes(dot.get()), static_cast<int>(graph.size()));
    EXPECT_EQ(agnedges(dot.get()), static_cast<int>(graph.edges().size()));
  }
}

TEST(Dot, NamesStayTextAndChooseNoAttribute) {
  const Dot dot(agmemread(Exported("dot", HostileGraph()).c_str()));
  ASSERT_NE(dot, nullptr);
  EXPECT_EQ(agattr(dot.get(), AGNODE, const_cast<char*>("evil"), nullptr), nullptr);
  std::vector<std::string> tooltips;
  for (Agnode_t* node = agfstnode(dot.get()); node != nullptr; node = agnxtnode(dot.get(), node)) {
    EXPECT_THAT(agnameof(node), testing::MatchesRegex("[a-z]+-[0-9a-f]+"));
    EXPECT_FALSE(aghtmlstr(agget(node, const_cast<char*>("label"))));
    EXPECT_THAT(Attribute(node, "URL"), testing::MatchesRegex("(https?://[!#-~]*)?"));
    tooltips.push_back(Attribute(node, "tooltip"));
  }
  EXPECT_THAT(tooltips, testing::Contains("2023-05-16 a \"quoted\" name"));
  EXPECT_THAT(tooltips, testing::Contains(R"(\\N \\G \\l \\r \\E \\T \\H \\L)"));
  EXPECT_THAT(tooltips, testing::Contains("<b>bold</b><script>alert(1)</script>"));
  EXPECT_THAT(tooltips, testing::Contains("two lines and a tab"));
}

class GoldenFormat : public testing::TestWithParam<const char*> {};

TEST_P(GoldenFormat, TheSmallGraphLooksAsItDid) {
  const std::string path = std::string(KG_SOURCE_DIR "/tests/golden/small.") + GetParam();
  const std::string made = Exported(GetParam(), SmallGraph(), MarksFor(SmallGraph(), "标题"));
  if (std::getenv("NEWSGRAPH_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << made;
  std::ostringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(made, golden.str()) << path << "; NEWSGRAPH_UPDATE_GOLDEN=1 writes it anew";
}

INSTANTIATE_TEST_SUITE_P(Formats, GoldenFormat,
                         testing::Values("gexf", "csv", "json", "graphml", "dot", "ntriples",
                                         "turtle", "jsonld", "cytoscape", "graphology", "neo4j",
                                         "cypher", "timelinejs", "ftm", "obsidian", "mermaid",
                                         "jgf", "ics"),
                         [](const auto& format) { return std::string(format.param); });

}  // namespace
}  // namespace kg
