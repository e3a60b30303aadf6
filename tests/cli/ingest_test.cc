// Laws 1, 2 and 4 of the product contract on whole archives, through the command line.
#include "ingest/ingester.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "graph/graph_hash.h"
#include "tests/support/command_line.h"
#include "tests/support/synthetic_archive.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

std::string HashOf(const fs::path& store) { return GraphSha256(GraphStore::Open(store)); }

CommandResult IngestInto(const fs::path& store, const std::vector<fs::path>& sources,
                         const std::string& jobs = "1") {
  std::vector<std::string> words = {"--store", store.string(), "ingest", "--format",
                                    "json",    "--jobs",       jobs};
  for (const fs::path& source : sources) words.push_back(source.string());
  return RunProgram(words);
}

nlohmann::json ReportOf(const CommandResult& result) { return nlohmann::json::parse(result.out); }

std::vector<fs::path> FilesBelow(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class SyntheticIngest : public testing::Test {
 protected:
  void SetUp() override { WriteSyntheticArchive(archive_, 400, 1); }

  TempDir dir_;
  fs::path archive_ = dir_.path() / "archive";
};

TEST_F(SyntheticIngest, AnyOrderAnyBatchesAndAnyJobsGiveOneHash) {
  IngestInto(dir_.path() / "plain", {archive_});
  const std::string expected = HashOf(dir_.path() / "plain");
  IngestInto(dir_.path() / "threads", {archive_}, "4");
  EXPECT_EQ(HashOf(dir_.path() / "threads"), expected);
  std::vector<fs::path> files = FilesBelow(archive_);
  for (int round = 0; round < 3; ++round) {
    std::mt19937_64 random(static_cast<std::uint64_t>(round));
    std::shuffle(files.begin(), files.end(), random);
    const auto middle = files.begin() + static_cast<std::ptrdiff_t>(random() % files.size());
    const fs::path store = dir_.path() / ("shuffled" + std::to_string(round));
    IngestInto(store, {files.begin(), middle}, "2");
    IngestInto(store, {middle, files.end()});
    EXPECT_EQ(HashOf(store), expected) << "round " << round;
  }
}

TEST_F(SyntheticIngest, PruningGivesTheGraphOfWhatIsLeft) {
  const fs::path store = dir_.path() / "store";
  IngestInto(store, {archive_});
  const std::vector<fs::path> files = FilesBelow(archive_);
  for (std::size_t i = 0; i < files.size(); i += 3) fs::remove(files[i]);
  const CommandResult pruned = RunProgram(
      {"--store", store.string(), "ingest", "--prune", "--format", "json", archive_.string()});
  EXPECT_GT(ReportOf(pruned)["retracted"], 100);
  IngestInto(dir_.path() / "fresh", {archive_});
  EXPECT_EQ(HashOf(store), HashOf(dir_.path() / "fresh"));
  const CommandResult verified =
      RunProgram({"--store", store.string(), "verify", "--rebuild", archive_.string()});
  EXPECT_EQ(verified.status, kAnswered) << verified.out << verified.err;
}

TEST_F(SyntheticIngest, AnotherSourceIsAnotherGraphToVerify) {
  const fs::path store = dir_.path() / "store";
  IngestInto(store, {archive_});
  fs::remove(FilesBelow(archive_).front());
  const CommandResult verified =
      RunProgram({"--store", store.string(), "verify", "--rebuild", archive_.string()});
  EXPECT_EQ(verified.status, kStoreDamaged);
}

TEST_F(SyntheticIngest, ASecondRunFindsEverythingUnchanged) {
  const fs::path store = dir_.path() / "store";
  const auto first = ReportOf(IngestInto(store, {archive_}));
  EXPECT_EQ(first["read"], 400);
  EXPECT_EQ(first["new"].get<int>() + first["changed"].get<int>() + first["duplicate"].get<int>(),
            400);
  const std::string hash = HashOf(store);
  const auto second = ReportOf(IngestInto(store, {archive_}));
  EXPECT_EQ(second["unchanged"], 400);
  EXPECT_EQ(second["read"], 400);
  EXPECT_EQ(HashOf(store), hash);
}

TEST_F(SyntheticIngest, AnEditedFileGivesTheGraphOfAFreshIngest) {
  const fs::path store = dir_.path() / "store";
  IngestInto(store, {archive_});
  std::vector<fs::path> files = FilesBelow(archive_);
  for (std::size_t i = 0; i < files.size(); i += 40) {
    std::ifstream in(files[i], std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const std::size_t end = bytes.find("</p>");
    bytes.insert(end, "美国总统拜登访问东京。");
    std::ofstream(files[i], std::ios::binary) << bytes;
  }
  const auto report = ReportOf(IngestInto(store, {archive_}));
  EXPECT_EQ(report["unchanged"], 390);
  IngestInto(dir_.path() / "fresh", {archive_});
  EXPECT_EQ(HashOf(store), HashOf(dir_.path() / "fresh"));
}

TEST_F(SyntheticIngest, ADryRunWritesNothing) {
  const CommandResult result = RunProgram(
      {"--store", (dir_.path() / "store").string(), "ingest", "--dry-run", archive_.string()});
  EXPECT_EQ(result.status, kAnswered);
  EXPECT_FALSE(fs::exists(dir_.path() / "store"));
}

TEST_F(SyntheticIngest, WhatIsNoArticleIsReportedWithPathLineAndReason) {
  std::ofstream(archive_ / "notes.txt") << "just notes\nnothing more\n";
  std::ofstream(archive_ / "empty.md");
  fs::create_symlink(archive_, archive_ / "loop");
  const CommandResult result = IngestInto(dir_.path() / "store", {archive_});
  EXPECT_EQ(result.status, kRejectedOrMissing);
  const auto rejected = ReportOf(result)["rejected"];
  ASSERT_EQ(rejected.size(), 3U);
  for (const auto& one : rejected) {
    EXPECT_FALSE(one["path"].get<std::string>().empty());
    EXPECT_FALSE(one["reason"].get<std::string>().empty());
  }
  EXPECT_EQ(ReportOf(result)["new"].get<int>() > 300, true);
}

TEST(Ingest, JsonLinesComeFromStandardInputInAnyOrder) {
  const std::string a =
      R"({"url":"https://news.haibian.example/1","title":"甲","published":"2023-01-01","text":"法国总统马克龙表示同意。"})";
  const std::string b =
      R"({"url":"https://news.haibian.example/1","title":"乙","published":"2023-01-02","text":"另一篇。"})";
  const TempDir dir;
  const auto ingest = [&](const std::string& name, const std::string& input) {
    const std::string store = (dir.path() / name).string();
    const CommandResult result =
        RunProgram({"--store", store, "ingest", "-", "--format", "json"}, input);
    EXPECT_EQ(result.status, kAnswered) << result.err;
    return HashOf(store);
  };
  const std::string hash = ingest("ab", a + "\n" + b + "\n");
  EXPECT_EQ(ingest("ba", b + "\n" + a + "\n"), hash);
  EXPECT_EQ(ingest("ab", a + "\n" + b + "\n"), hash);
}

TEST(Ingest, AMissingSourceIsSaidBeforeAStoreIsMade) {
  const TempDir dir;
  const CommandResult result = IngestInto(dir.path() / "store", {dir.path() / "nothing"});
  EXPECT_EQ(result.status, kRejectedOrMissing);
  EXPECT_FALSE(fs::exists(dir.path() / "store"));
}

#ifdef KG_PROGRAM
TEST(Ingest, APublisherOfTheUsersTableHasItsOwnRule) {
  const TempDir dir;
  std::ofstream(dir.path() / "publishers")
      << "host: news.abc.example\nname: ABC\narticle: /story/[a-z]+-(\\d+) => /story/\\1\n";
  std::ofstream(dir.path() / "two.jsonl")
      << R"({"url":"http://www.news.abc.example/story/first-7","title":"一","text":"文"})"
      << "\n"
      << R"({"url":"https://news.abc.example/story/renamed-7?ref=x","title":"一","text":"文"})"
      << "\n";
  const std::string store = (dir.path() / "store").string();
  const std::string ingest = std::string(KG_PROGRAM) + " --quiet --store " + store + " ingest " +
                             (dir.path() / "two.jsonl").string() + " > /dev/null";
  ::setenv("NEWSGRAPH_PUBLISHERS", (dir.path() / "publishers").c_str(), 1);
  const int status = std::system(ingest.c_str());
  ::unsetenv("NEWSGRAPH_PUBLISHERS");
  ASSERT_EQ(status, 0);
  const GraphStore opened = GraphStore::Open(store);
  EXPECT_TRUE(opened.FindNode(IdOf(NodeKind::kArticle, "https://news.abc.example/story/7")));
}

// Starts the real program and kills it after `delay`; whether it was still running then.
bool IngestKilledAfter(const fs::path& store, const fs::path& archive,
                       std::chrono::microseconds delay) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl(KG_PROGRAM, "newsgraph", "--quiet", "--store", store.c_str(), "ingest", "--jobs", "2",
            archive.c_str(), "--report", "/dev/null", nullptr);
    ::_exit(127);
  }
  std::this_thread::sleep_for(delay);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

TEST(Ingest, KilledAtAnyMomentItGoesOnToTheSameGraph) {
  const char* wanted = std::getenv("NEWSGRAPH_KILLS");
  const int kills = wanted != nullptr ? std::atoi(wanted) : 20;
  const TempDir dir;
  const fs::path archive = dir.path() / "archive";
  WriteSyntheticArchive(archive, 3000, 2);
  const auto start = std::chrono::steady_clock::now();
  IngestInto(dir.path() / "whole", {archive}, "2");
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  const std::string expected = HashOf(dir.path() / "whole");
  std::mt19937_64 random(std::random_device{}());
  int killed = 0;
  for (int round = 0; round < kills; ++round) {
    const fs::path store = dir.path() / "store";
    fs::remove_all(store);
    // Two deaths a store: the second one may hit the recovery of the first.
    for (int death = 0; death < 2; ++death) {
      const auto delay =
          std::chrono::microseconds(random() % static_cast<std::uint64_t>(whole.count()));
      killed += IngestKilledAfter(store, archive, delay);
    }
    const CommandResult result = IngestInto(store, {archive});
    ASSERT_EQ(result.status, kAnswered) << result.err;
    ASSERT_EQ(HashOf(store), expected) << "round " << round;
  }
  EXPECT_GT(killed, kills / 4) << "too few runs were still going when they were killed";
}
#endif

}  // namespace
}  // namespace kg
