// The export command: options of formats, folders, and an independent check of all it makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
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

/// All of a file, or of the files of a folder with their names.
std::string AllOf(const fs::path& path) {
  if (!fs::is_directory(path)) return TextOf(path);
  std::set<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.insert(entry.path());
  }
  std::string all;
  for (const fs::path& file : files) {
    all += file.lexically_relative(path).string() + '\n' + TextOf(file);
  }
  return all;
}

void ExportAll(const std::vector<Made>& made, const std::vector<std::string>& filter,
               const fs::path& store, const fs::path& folder) {
  for (const auto& [file, format] : made) {
    std::vector<std::string> words = {"--store", store.string(), "--quiet", "export", "--format"};
    words.insert(words.end(), format.begin(), format.end());
    words.insert(words.end(), {"-o", (folder / file).string()});
    words.insert(words.end(), filter.begin(), filter.end());
    const CommandResult result = RunProgram(words);
    ASSERT_EQ(result.status, kAnswered) << file << ": " << result.err;
  }
}

void Ingest(const fs::path& store, std::vector<std::string> words) {
  words.insert(words.begin(), {"--store", store.string(), "ingest"});
  const CommandResult result = RunProgram(words);
  ASSERT_TRUE(result.status == kAnswered || result.status == kRejectedOrMissing) << result.err;
}

struct Archive {
  const char* name;
  fs::path (*source)();
  std::vector<std::string> filter{};
};
void PrintTo(const Archive& archive, std::ostream* out) { *out << archive.name; }

class ExportOf : public testing::TestWithParam<Archive> {
 protected:
  void SetUp() override {
    const fs::path source = GetParam().source();
    KG_NEEDS_SHARED(source);
    articles_ = source;
    if (!fs::is_directory(source)) {
      articles_ = NewFolder("articles");
      const std::string unpack = "cd '" + articles_.string() + "' && cmake -E tar xf '" +
                                 fs::absolute(source).string() + "'";
      ASSERT_EQ(std::system(unpack.c_str()), 0);
    }
    Ingest(store(), {"--jobs", "1", articles_.string()});
  }

  fs::path store() const { return folder_.path() / "store"; }
  fs::path NewFolder(const char* name) const {
    fs::create_directory(folder_.path() / name);
    return folder_.path() / name;
  }
  const fs::path& articles() const { return articles_; }

 private:
  TempDir folder_;
  fs::path articles_;
};

TEST_P(ExportOf, EveryFormatPassesAnIndependentCheck) {
  const fs::path validator = SharedData("tools/validate_exports.py");
  KG_NEEDS_SHARED(validator);
  const fs::path folder = NewFolder("made");
  ASSERT_NO_FATAL_FAILURE(ExportAll(kMade, GetParam().filter, store(), folder));
  // A page has the most mentioned of a large graph, and fewer than the others.
  const std::string beside = GetParam().filter.empty() ? "made" : "page";
  ASSERT_NO_FATAL_FAILURE(
      ExportAll({{"page.html", {"html"}}}, GetParam().filter, store(), NewFolder(beside.c_str())));
  const fs::path log = NewFolder("log") / "log.txt";
  for (const std::string& part : std::set<std::string>{"made", "made/csv", "made/neo4j", beside}) {
    // What only neo4j-admin reads has titles as they are.
    const std::string formulas = part == "made/neo4j" ? "--allow-formulas " : "";
    const std::string command = "/usr/bin/python3 '" + validator.string() + "' --same-counts " +
                                formulas + "'" + (folder.parent_path() / part).string() + "' > '" +
                                log.string() + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << TextOf(log);
  }
}

class SmallExportOf : public ExportOf {};

// All there is, and the options that change what is written; of pictures a part.
TEST_P(SmallExportOf, EveryFormatIsTheSameAgainAndAfterAnotherOrderOfIngest) {
  std::vector<Made> made = kMade;
  made.insert(made.end(), {{"page.html", {"html"}},
                           {"raw", {"csv", "--raw"}},
                           {"weights.nt", {"ntriples", "--weights"}},
                           {"weights.ttl", {"turtle", "--weights"}},
                           {"weights.jsonld", {"jsonld", "--weights"}},
                           {"batch.cypher", {"cypher", "--batch", "100"}},
                           {"x.mmd", {"mermaid", "--type", "person", "--min-weight", "2"}},
                           {"x.svg", {"svg", "--type", "person", "--min-weight", "2"}},
                           {"x.png", {"png", "--type", "person", "--min-weight", "2"}},
                           {"x.pdf", {"pdf", "--type", "person", "--min-weight", "2"}}});
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(articles())) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end(), std::greater<>());
  const fs::path other = NewFolder("other") / "store";
  const std::ptrdiff_t step = static_cast<std::ptrdiff_t>(files.size()) / 3 + 1;
  for (auto at = files.begin(); at != files.end();) {
    const auto end = std::min(step, files.end() - at) + at;
    std::vector<std::string> words(at, end);
    words.insert(words.begin(), {"--jobs", "2"});
    ASSERT_NO_FATAL_FAILURE(Ingest(other, words));
    at = end;
  }
  const fs::path first = NewFolder("first");
  const fs::path second = NewFolder("second");
  const fs::path third = NewFolder("third");
  ASSERT_NO_FATAL_FAILURE(ExportAll(made, {}, store(), first));
  ASSERT_NO_FATAL_FAILURE(ExportAll(made, {}, store(), second));
  ASSERT_NO_FATAL_FAILURE(ExportAll(made, {}, other, third));
  for (const Made& one : made) {
    const std::string expected = AllOf(first / one.file);
    EXPECT_FALSE(expected.empty()) << one.file;
    EXPECT_TRUE(expected == AllOf(second / one.file)) << one.file << ", a second time";
    EXPECT_TRUE(expected == AllOf(third / one.file)) << one.file << ", after another order";
  }
}

const Archive kSample{"sample", [] { return fs::path(KG_SOURCE_DIR "/sample"); }};
const Archive kRfi{"rfi", [] { return SharedData("corpus/rfi/articles"); }};
// What weighs something of it: the checker of GEXF's schema takes time by the square of the links,
// twenty minutes for all.
const Archive kDev{"dev", [] { return SharedData("corpus/dev.tar.zst"); }, {"--min-weight", "4"}};

#ifdef __SANITIZE_ADDRESS__
const std::vector<Archive> kSmall = {kSample};
const std::vector<Archive> kArchives = {kSample, kRfi};
#else
const std::vector<Archive> kSmall = {kSample, kRfi};
const std::vector<Archive> kArchives = {kSample, kRfi, kDev};
#endif

std::string NameOf(const testing::TestParamInfo<Archive>& archive) { return archive.param.name; }

INSTANTIATE_TEST_SUITE_P(Archives, SmallExportOf, testing::ValuesIn(kSmall), NameOf);
INSTANTIATE_TEST_SUITE_P(Archives, ExportOf, testing::ValuesIn(kArchives), NameOf);

}  // namespace
}  // namespace kg
