// The export command: options of formats, folders, and an independent check of all it makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "export/exporter.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

CommandResult Export(std::vector<std::string> words) {
  words.insert(words.begin(), {"--store", SampleStore().string(), "export"});
  return RunProgram(words);
}

std::string TextOf(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

TEST(ExportCommand, HandsOptionsOnToTheirFormat) {
  const CommandResult dynamic = Export({"--format", "gexf", "--gexf-version", "1.2", "--dynamic"});
  EXPECT_EQ(dynamic.status, kAnswered) << dynamic.err;
  EXPECT_THAT(dynamic.out, HasSubstr("http://www.gexf.net/1.2draft"));
  EXPECT_THAT(dynamic.out, HasSubstr("timeformat=\"date\""));
  EXPECT_THAT(Export({"--edges-key", "edges"}).out, HasSubstr("\n\"edges\":["));
  EXPECT_THAT(Export({"--format", "dot", "--layout", "twopi"}).out, HasSubstr("layout=\"twopi\""));
}

TEST(ExportCommand, RefusesAnOptionOfAnotherFormat) {
  const CommandResult result = Export({"--format", "json", "--dynamic"});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_THAT(result.err, HasSubstr("--dynamic is nothing for format json"));
  EXPECT_EQ(Export({"--format", "gexf", "--gexf-version", "9"}).status, kUsageError);
}

TEST(ExportCommand, HelpShowsOptionsUnderTheirFormats) {
  const std::string help = Export({"--help"}).out;
  EXPECT_THAT(help, HasSubstr("Only for gexf:"));
  EXPECT_THAT(help, HasSubstr("Only for dot, svg, png, pdf:"));
  for (const Entry<Exporter>& format : Formats()) {
    EXPECT_THAT(help, HasSubstr(std::string(format.name) + ": "));
  }
}

TEST(ExportCommand, FormatsOfSeveralFilesWantANewFolder) {
  const CommandResult nowhere = Export({"--format", "csv"});
  EXPECT_EQ(nowhere.status, kUsageError);
  EXPECT_THAT(nowhere.err, HasSubstr("-o DIR"));
  const TempDir folder;
  std::ofstream(folder.path() / "mine.txt") << "mine";
  EXPECT_EQ(Export({"--format", "csv", "-o", folder.path().string()}).status, kUsageError);
  EXPECT_EQ(TextOf(folder.path() / "mine.txt"), "mine");
  const fs::path fresh = folder.path() / "tables";
  EXPECT_EQ(Export({"--format", "csv", "-o", fresh.string()}).status, kAnswered);
  EXPECT_THAT(TextOf(fresh / "edges.csv"), HasSubstr("Source,Target,Type"));
  EXPECT_FALSE(fs::exists(folder.path() / "tables.part"));
}

TEST(ExportCommand, WarnsOfRawTables) {
  const TempDir folder;
  const CommandResult raw =
      Export({"--format", "csv", "--raw", "-o", (folder.path() / "raw").string()});
  EXPECT_EQ(raw.status, kAnswered);
  EXPECT_THAT(raw.err, HasSubstr("formulas"));
}

struct Made {
  const char* file;
  std::vector<std::string> words;
};

// Pictures count their legends, so that they are not among them.
const std::vector<Made> kMade = {{"graph.gexf", {"gexf"}},
                                 {"dynamic.gexf", {"gexf", "--dynamic"}},
                                 {"draft.gexf", {"gexf", "--gexf-version", "1.2"}},
                                 {"graph.json", {"json"}},
                                 {"edges.json", {"json", "--edges-key", "edges"}},
                                 {"graph.graphml", {"graphml"}},
                                 {"yed.graphml", {"graphml", "--graphml-flavour", "yed"}},
                                 {"graph.dot", {"dot"}},
                                 {"graph.nt", {"ntriples"}},
                                 {"graph.ttl", {"turtle"}},
                                 {"graph.jsonld", {"jsonld"}},
                                 {"cytoscape.json", {"cytoscape"}},
                                 {"graphology.json", {"graphology"}},
                                 {"jgf.json", {"jgf"}},
                                 {"page.html", {"html"}},
                                 {"graph.cypher", {"cypher"}},
                                 {"timeline.json", {"timelinejs"}},
                                 {"ftm.jsonl", {"ftm"}},
                                 {"articles.ics", {"ics"}},
                                 {"vault", {"obsidian"}},
                                 {"csv", {"csv"}},
                                 {"neo4j", {"neo4j"}}};

TEST(ExportCommand, ThePageIsTheSameWhateverTheOrderOfIngest) {
  const TempDir folder;
  const std::string store = (folder.path() / "store").string();
  const std::string sample = KG_SOURCE_DIR "/sample/";
  for (const char* part : {"lines.jsonl", "jekyll", "articles"}) {
    ASSERT_EQ(RunProgram({"--store", store, "ingest", "--jobs", "1", sample + part}).status,
              kAnswered);
  }
  ASSERT_EQ(RunProgram({"--store", store, "clusters", "run"}).status, kAnswered);
  const std::string page = Export({"--format", "html"}).out;
  EXPECT_EQ(page, RunProgram({"--store", store, "export", "--format", "html"}).out);
  EXPECT_EQ(page, Export({"--format", "html"}).out);
}

TEST(ExportCommand, EveryFormatOfTheSamplePassesAnIndependentCheck) {
  const fs::path validator = SharedData("tools/validate_exports.py");
  KG_NEEDS_SHARED(validator);
  const TempDir folder;
  for (const Made& made : kMade) {
    std::vector<std::string> words = {"--format"};
    words.insert(words.end(), made.words.begin(), made.words.end());
    words.insert(words.end(), {"-o", (folder.path() / made.file).string()});
    const CommandResult result = Export(words);
    ASSERT_EQ(result.status, kAnswered) << made.file << ": " << result.err;
  }
  for (const char* part : {"", "csv", "neo4j"}) {
    const fs::path log = folder.path() / "log.txt";
    const std::string command = "/usr/bin/python3 '" + validator.string() + "' --same-counts '" +
                                (folder.path() / part).string() + "' > '" + log.string() + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << TextOf(log);
  }
}

}  // namespace
}  // namespace kg
