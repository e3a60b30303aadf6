// Git repositories as sources: the newest commit, and what changed since.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "graph/graph_hash.h"
#include "graph/store.h"
#include "tests/support/command_line.h"
#include "tests/support/synthetic_archive.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

class GitIngest : public testing::Test {
 protected:
  void SetUp() override {
    WriteSyntheticArchive(work_, 40, 7);
    Git("init -q -b main");
    Commit();
  }

  void Git(const std::string& words) const {
    const std::string command =
        "git -C " + work_.string() + " -c user.name=a -c user.email=a@b.example " + words;
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  void Commit() const {
    Git("add -A");
    Git("commit -q -m x");
  }

  std::vector<fs::path> Files() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(work_)) {
      const std::string path = entry.path().string();
      if (entry.is_regular_file() && path.find("/.git/") == std::string::npos) {
        files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  void Edit(const fs::path& file) const {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    bytes.insert(bytes.find("</p>"), "美国总统拜登访问东京。");
    std::ofstream(file, std::ios::binary) << bytes;
  }

  nlohmann::json Ingest(const std::string& store, const std::vector<std::string>& words,
                        int status = kAnswered) const {
    std::vector<std::string> all = {"--store", (dir_.path() / store).string(), "ingest", "--format",
                                    "json"};
    all.insert(all.end(), words.begin(), words.end());
    const CommandResult result = RunProgram(all);
    EXPECT_EQ(result.status, status) << result.err;
    return result.out.empty() ? nlohmann::json() : nlohmann::json::parse(result.out);
  }

  std::string HashOf(const std::string& store) const {
    return GraphSha256(GraphStore::Open(dir_.path() / store));
  }

  // The graph of the commit as a plain folder gives it.
  std::string HashOfFolder() const {
    const fs::path plain = dir_.path() / "plain";
    fs::remove_all(plain);
    fs::remove_all(dir_.path() / "folder");
    fs::copy(work_, plain, fs::copy_options::recursive);
    fs::remove_all(plain / ".git");
    Ingest("folder", {plain.string()});
    return HashOf("folder");
  }

  TempDir dir_;
  fs::path work_ = dir_.path() / "work";
};

TEST_F(GitIngest, OfAnOrdinaryAndABareRepositoryTheCommitIsRead) {
  const std::string expected = HashOfFolder();
  Edit(Files().front());  // not committed: not there
  EXPECT_EQ(Ingest("store", {work_.string()})["read"], 40);
  EXPECT_EQ(HashOf("store"), expected);
  const fs::path bare = dir_.path() / "bare.git";
  Git("clone -q --bare . " + bare.string());
  EXPECT_EQ(Ingest("bare", {bare.string(), "--jobs", "2"})["read"], 40);
  EXPECT_EQ(HashOf("bare"), expected);
}

TEST_F(GitIngest, TheSecondRunReadsOnlyWhatChanged) {
  Ingest("store", {work_.string()});
  EXPECT_EQ(Ingest("store", {work_.string()})["read"], 0);
  Edit(Files()[3]);
  Edit(Files()[9]);
  Commit();
  const auto report = Ingest("store", {work_.string()});
  EXPECT_EQ(report["read"], 2);
  EXPECT_EQ(HashOf("store"), HashOfFolder());
}

TEST_F(GitIngest, WhatWentLeavesWithPruneOnlyAndLaterToo) {
  Ingest("store", {"--prune", work_.string()});
  const std::string before = HashOf("store");
  fs::remove(Files()[2]);
  fs::rename(Files()[5], work_ / "renamed.md");
  Commit();
  EXPECT_EQ(Ingest("store", {work_.string()})["retracted"], 0);
  EXPECT_EQ(HashOf("store"), before);
  const auto pruned = Ingest("store", {"--prune", work_.string()});
  EXPECT_LE(pruned["read"], 1);
  EXPECT_EQ(HashOf("store"), HashOfFolder());
}

TEST_F(GitIngest, SinceARevisionReadsWhatChangedSince) {
  Git("tag first");
  Edit(Files()[1]);
  Commit();
  EXPECT_EQ(Ingest("store", {"--since", "first", work_.string()})["read"], 1);
  // What the caller chose is not taken for all.
  EXPECT_EQ(Ingest("store", {work_.string()})["read"], 40);
  EXPECT_EQ(HashOf("store"), HashOfFolder());
  Ingest("store", {"--since", "nothing", work_.string()}, kRejectedOrMissing);
  const fs::path plain = dir_.path() / "file.jsonl";
  std::ofstream(plain) << "{}\n";
  Ingest("store", {"--since", "first", plain.string()}, kUsageError);
}

TEST_F(GitIngest, AHistoryWrittenAnewIsReadWhole) {
  Ingest("store", {work_.string()});
  fs::remove_all(work_ / ".git");
  Git("init -q -b main");
  Edit(Files()[4]);
  Commit();
  EXPECT_EQ(Ingest("store", {work_.string()})["read"], 40);
  EXPECT_EQ(HashOf("store"), HashOfFolder());
}

TEST_F(GitIngest, ARetractedArticleComesBackFromItsRepository) {
  Ingest("store", {work_.string()});
  const std::string hash = HashOf("store");
  std::string url;
  GraphStore::Open(dir_.path() / "store").ForEachArticle([&](const Article& article) {
    url = article.url;
  });
  const std::string store = (dir_.path() / "store").string();
  ASSERT_EQ(RunProgram({"--store", store, "retract", url}).status, kAnswered);
  ASSERT_EQ(RunProgram({"--store", store, "retract", "--undo", url}).status, kAnswered);
  Ingest("store", {work_.string()});
  EXPECT_EQ(HashOf("store"), hash);
}

TEST_F(GitIngest, WhatIsNoPlainFileIsRejected) {
  fs::create_symlink("/etc/passwd", work_ / "link.md");
  std::ofstream(work_ / "inner.zip") << "PK";
  std::ofstream(work_ / "large.md") << std::string(2 << 20, 'x');
  std::ofstream(work_ / ".hidden.md") << "x";
  Commit();
  const auto rejected =
      Ingest("store", {"--max-file", "1", work_.string()}, kRejectedOrMissing)["rejected"];
  ASSERT_EQ(rejected.size(), 3U);
  EXPECT_NE(rejected[0]["reason"].get<std::string>().find("archive inside"), std::string::npos);
  EXPECT_NE(rejected[1]["reason"].get<std::string>().find("limit"), std::string::npos);
  EXPECT_EQ(rejected[2]["reason"], "not a regular file");
}

TEST_F(GitIngest, ARepositoryWithoutACommitIsSaid) {
  fs::remove_all(work_ / ".git");
  Git("init -q -b main");
  Ingest("store", {work_.string()}, kRejectedOrMissing);
}

TEST_F(GitIngest, AFolderInsideAWorkTreeIsAFolder) {
  const fs::path below = Files().front().parent_path();
  ASSERT_NE(below, work_);
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(below))
    files += entry.is_regular_file();
  const auto report = Ingest("store", {below.string()});
  EXPECT_EQ(report["read"], files);
  EXPECT_EQ(Ingest("store", {below.string()})["unchanged"], files);
}

}  // namespace
}  // namespace kg
