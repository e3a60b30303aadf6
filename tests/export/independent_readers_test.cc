// Exports read back by programs that share nothing with the exporters: tests/export/read_exports.py
// with networkx, igraph, rdflib and PyYAML, as far as they are installed; rapper; and libxml2 here.
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "export/node_facts.h"
#include "export/time_texts.h"
#include "tests/export/exported.h"
#include "tests/export/graphs.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

struct Sample {
  const char* name;
  NewsGraph (*make)();
};
void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.name; }

nlohmann::json ReferenceOf(const NewsGraph& graph) {
  nlohmann::json reference = {{"nodes", nlohmann::json::array()},
                              {"edges", nlohmann::json::array()}};
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    const NodeFacts facts = FactsOf(graph, {}, i);
    const std::string name = nlohmann::json(graph.node(i).name)
                                 .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    reference["nodes"].push_back({{"id", facts.id},
                                  {"label", facts.label},
                                  {"name", nlohmann::json::parse(name)},
                                  {"node", facts.node},
                                  {"kind", facts.kind},
                                  {"url", facts.url},
                                  {"published", facts.published},
                                  {"state", facts.state},
                                  {"group", ""}});
  }
  const PlainIds ids(graph);
  for (const GraphEdge& edge : graph.edges()) {
    reference["edges"].push_back({{"source", std::string(ids[edge.source])},
                                  {"target", std::string(ids[edge.target])},
                                  {"rel", ToString(edge.relation)},
                                  {"directed", !IsMutual(edge.relation)},
                                  {"weight", edge.weight},
                                  {"evidence", edge.evidence},
                                  {"rank", edge.rank},
                                  {"first", std::string(TimeText(edge.first))},
                                  {"last", std::string(TimeText(edge.last))}});
  }
  return reference;
}

struct Made {
  const char* file;
  const char* format;
  OptionWords words{};
};

/// What tells other programs the format of a file.
const std::map<std::string, std::string> kSuffixes = {{"graphml", ".graphml"},
                                                      {"gexf", ".gexf"},
                                                      {"json", ".json"},
                                                      {"cytoscape", ".json"},
                                                      {"graphology", ".json"},
                                                      {"jgf", ".json"},
                                                      {"html", ".html"},
                                                      {"cypher", ".cypher"},
                                                      {"ntriples", ".nt"},
                                                      {"turtle", ".ttl"},
                                                      {"jsonld", ".jsonld"},
                                                      {"ftm", ".jsonl"},
                                                      {"mermaid", ".mmd"},
                                                      {"ics", ".ics"},
                                                      {"timelinejs", ".json"},
                                                      {"obsidian", ".vault"},
                                                      {"csv", ""},
                                                      {"neo4j", ""}};
const std::vector<Made> kMade = {
    {"graphml", "graphml"},
    {"graphml_yed", "graphml", {{"graphml-flavour", "yed"}}},
    {"gexf_12", "gexf", {{"gexf-version", "1.2"}}},
    {"json", "json"},
    {"cytoscape", "cytoscape"},
    {"graphology", "graphology"},
    {"jgf", "jgf"},
    {"html", "html"},
    {"csv", "csv"},
    {"neo4j", "neo4j"},
    {"cypher", "cypher"},
    {"cypher_batch", "cypher", {{"batch", "50"}}},
    {"ntriples", "ntriples", {{"weights", ""}}},
    {"turtle", "turtle", {{"weights", ""}}},
    {"jsonld", "jsonld", {{"weights", ""}}},
    {"ftm", "ftm"},
    {"obsidian", "obsidian"},
    {"mermaid", "mermaid"},
    {"ics", "ics"},
    {"timelinejs", "timelinejs"},
};

void WriteFiles(const Made& made, const NewsGraph& graph, const std::filesystem::path& target) {
  for (const auto& [path, text] : ExportedFiles(made.format, graph, {}, made.words)) {
    const std::filesystem::path file = path.empty() ? target : target / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
}

void WriteAll(const NewsGraph& graph, const std::filesystem::path& folder) {
  std::ofstream(folder / "reference.json") << ReferenceOf(graph);
  for (const Made& made : kMade) WriteFiles(made, graph, folder / made.file);
}

struct Output {
  int status = 0;
  std::string text{};
};

Output RunShell(const std::string& command) {
  Output output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {.status = -1};
  char block[4096];
  for (std::size_t n; (n = fread(block, 1, sizeof block, pipe)) > 0;) output.text.append(block, n);
  output.status = pclose(pipe);
  return output;
}

class IndependentReaders : public testing::TestWithParam<Sample> {};

TEST_P(IndependentReaders, FindEveryNodeLinkAndAttribute) {
  if (RunShell("/usr/bin/python3 --version").status != 0) GTEST_SKIP() << "no /usr/bin/python3";
  const TempDir folder;
  WriteAll(GetParam().make(), folder.path());
  const Output read = RunShell("/usr/bin/python3 " KG_SOURCE_DIR "/tests/export/read_exports.py '" +
                               folder.path().string() + "'");
  EXPECT_EQ(read.status, 0) << read.text;
  if (read.text.find("skip ") != std::string::npos) std::cout << read.text;
}

TEST_P(IndependentReaders, RapperReadsTheTriples) {
  if (RunShell("rapper --version").status != 0) GTEST_SKIP() << "install raptor2-utils";
  const TempDir folder;
  WriteAll(GetParam().make(), folder.path());
  for (const char* format : {"ntriples", "turtle"}) {
    const Output read = RunShell("rapper -q -c -i " + std::string(format) + " '" +
                                 (folder.path() / format).string() + "'");
    EXPECT_EQ(read.status, 0) << read.text;
    EXPECT_EQ(read.text.find("rror"), std::string::npos) << read.text;
  }
}

TEST_P(IndependentReaders, TheSharedValidatorPassesThem) {
  const std::filesystem::path validator = SharedData("tools/validate_exports.py");
  KG_NEEDS_SHARED(validator);
  const NewsGraph graph = GetParam().make();
  const TempDir folder;
  for (const Made& made : kMade) {
    if (made.file == std::string("cypher_batch")) continue;  // it counts statements, not rows
    WriteFiles(made, graph, folder.path() / (made.file + kSuffixes.at(made.format)));
  }
  for (const char* part : {"", "csv", "neo4j"}) {
    const Output checked =
        RunShell("/usr/bin/python3 '" + validator.string() + "' --same-counts --allow-formulas '" +
                 (folder.path() / part).string() + "'");
    EXPECT_EQ(checked.status, 0) << checked.text;
  }
}

INSTANTIATE_TEST_SUITE_P(Graphs, IndependentReaders,
                         testing::Values(Sample{"small", SmallGraph},
                                         Sample{"hostile", HostileGraph},
                                         Sample{"random", [] { return RandomGraph(200, 5); }}),
                         [](const auto& sample) { return std::string(sample.param.name); });

void FreeXml(xmlChar* text) { xmlFree(text); }

template <auto free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
using Document = std::unique_ptr<xmlDoc, Free<xmlFreeDoc>>;

Document Parsed(const std::string& text) {
  return Document(xmlReadMemory(text.data(), static_cast<int>(text.size()), "export", nullptr,
                                XML_PARSE_NONET | XML_PARSE_HUGE));
}

std::vector<std::string> Values(xmlDoc* document, const std::string& name_space,
                                const std::string& path) {
  const auto xml = [](const std::string& text) {
    return reinterpret_cast<const xmlChar*>(text.c_str());
  };
  const std::unique_ptr<xmlXPathContext, Free<xmlXPathFreeContext>> context(
      xmlXPathNewContext(document));
  xmlXPathRegisterNs(context.get(), xml("x"), xml(name_space));
  const std::unique_ptr<xmlXPathObject, Free<xmlXPathFreeObject>> found(
      xmlXPathEvalExpression(xml(path), context.get()));
  std::vector<std::string> values;
  for (int i = 0; found != nullptr && found->nodesetval != nullptr && i < found->nodesetval->nodeNr;
       ++i) {
    const std::unique_ptr<xmlChar, Free<FreeXml>> value(
        xmlNodeGetContent(found->nodesetval->nodeTab[i]));
    values.emplace_back(reinterpret_cast<const char*>(value.get()));
  }
  return values;
}

std::vector<std::string> LabelsOf(const NewsGraph& graph) {
  std::vector<std::string> labels;
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    const std::string label = FactsOf(graph, {}, i).label;
    if (!label.empty()) labels.push_back(label);
  }
  return labels;
}

TEST(Gexf, IsXmlWithEveryNodeAndLink) {
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), RandomGraph(300, 7)}) {
    const Document gexf = Parsed(Exported("gexf", graph, {}, {{"dynamic", ""}}));
    ASSERT_NE(gexf, nullptr);
    const std::string space = "http://gexf.net/1.3";
    EXPECT_EQ(Values(gexf.get(), space, "//x:node/@label"), LabelsOf(graph));
    EXPECT_EQ(Values(gexf.get(), space, "//x:edge/@kind").size(), graph.edges().size());
  }
}

TEST(Gexf, PassesThePublishedSchema) {
  const std::filesystem::path schema = SharedData("schemas/gexf-1.3/gexf.rng");
  KG_NEEDS_SHARED(schema);
  const std::unique_ptr<xmlRelaxNGParserCtxt, Free<xmlRelaxNGFreeParserCtxt>> parser(
      xmlRelaxNGNewParserCtxt(schema.c_str()));
  const std::unique_ptr<xmlRelaxNG, Free<xmlRelaxNGFree>> rules(xmlRelaxNGParse(parser.get()));
  ASSERT_NE(rules, nullptr);
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), NewsGraph::Build({}, {})}) {
    for (const OptionWords& words : {OptionWords{}, OptionWords{{"dynamic", ""}}}) {
      const Document gexf = Parsed(Exported("gexf", graph, {}, words));
      const std::unique_ptr<xmlRelaxNGValidCtxt, Free<xmlRelaxNGFreeValidCtxt>> valid(
          xmlRelaxNGNewValidCtxt(rules.get()));
      EXPECT_EQ(xmlRelaxNGValidateDoc(valid.get(), gexf.get()), 0);
    }
  }
}

TEST(Gexf, SpellsLastFromFirstToLastEvidence) {
  const Document gexf = Parsed(Exported("gexf", SmallGraph(), {}, {{"dynamic", ""}}));
  const std::string space = "http://gexf.net/1.3";
  EXPECT_EQ(Values(gexf.get(), space, "//x:graph/@timeformat"), std::vector<std::string>{"date"});
  EXPECT_EQ(Values(gexf.get(), space, "//x:edge//x:spell/@start"),
            std::vector<std::string>{"2023-04-05"});
  EXPECT_EQ(Values(gexf.get(), space, "//x:edge//x:spell/@end"),
            std::vector<std::string>{"2023-05-16"});
}

TEST(Graphml, IsXmlWithEveryNodeAndLink) {
  const std::string space = "http://graphml.graphdrawing.org/xmlns";
  for (const NewsGraph& graph : {SmallGraph(), HostileGraph(), RandomGraph(300, 7)}) {
    const Document graphml = Parsed(Exported("graphml", graph));
    ASSERT_NE(graphml, nullptr);
    EXPECT_EQ(Values(graphml.get(), space, "//x:node/x:data[@key='label']"), LabelsOf(graph));
    EXPECT_EQ(Values(graphml.get(), space, "//x:edge").size(), graph.edges().size());
  }
}

TEST(Csv, RawKeepsCellsAsTheyAre) {
  const std::string raw = Exported("csv", HostileGraph(), {}, {{"raw", ""}});
  EXPECT_EQ(raw.find("'="), std::string::npos);
  EXPECT_EQ(raw.find("\uFEFFId"), std::string::npos);
  EXPECT_NE(Exported("csv", HostileGraph()).find("\"'=cmd()"), std::string::npos);
}

}  // namespace
}  // namespace kg
