// Bytes that changed, files that are cut or gone, folders that are no store. Every one is named or
// does no harm; no answer is wrong.

#include <fstream>
#include <random>
#include <set>

#include "graph/error.h"
#include "tests/faults/small_store.h"
#include "tests/support/slurp.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

void Spill(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class Damaged : public WithStore {
 protected:
  std::vector<fs::path> Files(const std::string& part) const {
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(store_ / "db")) {
      if (entry.path().filename().string().find(part) != std::string::npos) {
        files.insert(entry.path());
      }
    }
    return {files.begin(), files.end()};
  }

  // In process, as thousands are tried: the answer is right, or an error says what is wrong.
  void ExpectRightOrNamed(const std::string& what) const {
    try {
      const GraphStore store = GraphStore::Open(store_);
      EXPECT_EQ(GraphSha256(store), small_.hash) << what << ": a wrong answer";
    } catch (const Error& error) {
      EXPECT_TRUE(error.code() == ErrorCode::kCorrupt || error.code() == ErrorCode::kUnsupported)
          << what << ": " << error.what();
    }
  }

  // The real program: exit status 5, and a sentence.
  void ExpectDamaged(const std::string& what) const {
    const Outcome outcome = RunReal(On({"stats"}));
    EXPECT_EQ(outcome.status, kStoreDamaged) << what << ": " << outcome.err;
    EXPECT_NE(outcome.err.find("newsgraph: "), std::string::npos) << what;
  }

  // A store whose last articles are in the log alone, as after a kill; the log's name.
  fs::path LeaveALog() {
    fs::remove_all(store_);
    const GraphStore reader = GraphStore::Open(small_.store);
    GraphStore store = GraphStore::Open(store_, {.mode = OpenMode::kCreate});
    std::uint8_t place = 0;
    reader.ForEachArticle([&](const Article& seen) {
      Article article = seen;
      article.text = reader.Text(article.id());
      store.Put(std::move(article), {.place = {++place}, .content = {place}, .path = "x"});
    });
    // Closed as a kill does: the files as they are now.
    const fs::path copy = dir_.path() / "copy";
    fs::remove_all(copy);
    fs::copy(store_, copy, fs::copy_options::recursive);
    fs::remove_all(store_);
    fs::rename(copy, store_);
    fs::path largest;
    for (const fs::path& log : Files(".log")) {
      if (largest.empty() || fs::file_size(log) > fs::file_size(largest)) largest = log;
    }
    return largest;
  }

  std::uint64_t Articles() const { return GraphStore::Open(store_).Stats().articles; }
};

TEST_F(Damaged, AnyByteOfAnyFileMayFlip) {
  std::mt19937_64 random(11);
  const long flips = Wanted("NEWSGRAPH_FLIPS", 300);
  std::vector<fs::path> files = {store_ / "NEWSGRAPH_STORE"};
  for (const char* part : {".sst", "MANIFEST", "CURRENT", ".blob", "OPTIONS"}) {
    for (const fs::path& file : Files(part)) files.push_back(file);
  }
  for (const fs::path& file : files) {
    const std::string bytes = Slurp(file);
    for (const long at : Spread(static_cast<long>(bytes.size()),
                                std::max(flips / static_cast<long>(files.size()), 4L))) {
      std::string flipped = bytes;
      char& byte = flipped[static_cast<std::size_t>(at) - 1];
      byte = static_cast<char>(byte ^ 1 << random() % 8);
      Spill(file, flipped);
      ExpectRightOrNamed(file.filename().string() + " byte " + std::to_string(at));
    }
    Spill(file, bytes);
  }
  ExpectRightOrNamed("mended");
}

TEST_F(Damaged, AnyFileMayBeCutOrGone) {
  for (const char* part : {".sst", "MANIFEST", "CURRENT", ".blob"}) {
    for (const fs::path& file : Files(part)) {
      const std::string bytes = Slurp(file);
      const std::string name = file.filename().string();
      for (const std::size_t size : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
        Spill(file, bytes.substr(0, size));
        ExpectRightOrNamed(name + " cut to " + std::to_string(size));
      }
      fs::remove(file);
      ExpectDamaged(name + " is gone");
      Spill(file, bytes);
    }
  }
  EXPECT_EQ(HashOfWhole(), small_.hash);
}

TEST_F(Damaged, AStoreWithoutCurrentIsRefusedByWritersTooAndStays) {
  fs::remove(store_ / "db" / "CURRENT");
  const std::size_t tables = Files(".sst").size();
  for (int round = 0; round < 2; ++round) {
    const Outcome outcome = RunReal(Ingest());
    EXPECT_EQ(outcome.status, kStoreDamaged) << outcome.err;
    EXPECT_NE(outcome.err.find("restore a backup"), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(Files(".sst").size(), tables);
}

TEST_F(Damaged, VerifyNamesWhatQueriesDoNotReach) {
  for (const fs::path& file : Files(".sst")) {
    const std::string bytes = Slurp(file);
    std::string flipped = bytes;
    flipped[bytes.size() / 3] = static_cast<char>(flipped[bytes.size() / 3] ^ 4);
    Spill(file, flipped);
    EXPECT_EQ(RunReal(On({"verify"})).status, kStoreDamaged) << file;
    Spill(file, bytes);
  }
}

TEST_F(Damaged, ATornEndOfTheLogLosesOnlyWhatWasBeingWritten) {
  const fs::path log = LeaveALog();
  const std::uint64_t all = Articles();
  ASSERT_GT(all, 50U);
  const std::string bytes = Slurp(log);
  Spill(log, bytes.substr(0, bytes.size() - 7));
  EXPECT_EQ(Articles(), all - 1);
  Spill(log, bytes + std::string(4096, '\0'));
  EXPECT_EQ(Articles(), all);
}

TEST_F(Damaged, ALogThatIsDamagedInTheMiddleIsRefused) {
  const fs::path log = LeaveALog();
  const std::uint64_t all = Articles();
  const std::string bytes = Slurp(log);
  for (const long at : Spread(static_cast<long>(bytes.size()) / 2, 8)) {
    std::string flipped = bytes;
    const auto place = static_cast<std::size_t>(at) - 1;
    flipped[place] = static_cast<char>(flipped[place] ^ 16);
    Spill(log, flipped);
    const Outcome outcome = RunReal(On({"stats"}));
    EXPECT_EQ(outcome.status, kStoreDamaged) << "byte " << at << ": " << outcome.out;
  }
  Spill(log, bytes);
  EXPECT_EQ(Articles(), all);
}

// RocksDB opens a store without one of its logs and does not say that articles are gone.
TEST_F(Damaged, ALogThatIsGoneIsMissed) {
  fs::remove_all(store_);
  const fs::path copy = dir_.path() / "copy";
  const GraphStore reader = GraphStore::Open(small_.store);
  GraphStore store = GraphStore::Open(store_, {.mode = OpenMode::kCreate});
  std::vector<Article> articles;
  reader.ForEachArticle([&](const Article& seen) {
    articles.push_back(seen);
    articles.back().text = reader.Text(seen.id());
  });
  ASSERT_GT(articles.size(), 50U);
  // The log in the middle is linked before it is dropped, and takes all that is written to it.
  const auto put = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      store.Put(articles[i], {.place = {static_cast<std::uint8_t>(i)}, .content = {1}});
    }
  };
  put(0, 20);
  store.Sync();
  put(20, 40);
  fs::copy(store_, copy, fs::copy_options::recursive);
  const std::vector<fs::path> middle = Files(".log");
  for (const fs::path& log : middle) {
    fs::remove(copy / "db" / log.filename());
    fs::create_hard_link(log, copy / "db" / log.filename());
  }
  store.Sync();
  put(40, articles.size());
  const std::vector<fs::path> last = Files(".log");
  for (const fs::path& log : last) fs::copy(log, copy / "db" / log.filename());
  store_ = copy;
  ASSERT_EQ(Articles(), articles.size());
  for (const fs::path& log : middle) fs::remove(copy / "db" / log.filename());
  ExpectDamaged("the log of the middle is gone");
  const Outcome outcome = RunReal(On({"stats"}));
  EXPECT_NE(outcome.err.find("writes are missing"), std::string::npos) << outcome.err;
}

TEST_F(Damaged, AStoreOfANewerFormatIsLeftAlone) {
  Spill(store_ / "NEWSGRAPH_STORE", "newsgraph store, format 99\n");
  for (const auto& words : {On({"stats"}), Ingest(), On({"compact"})}) {
    const Outcome outcome = RunReal(words);
    EXPECT_EQ(outcome.status, kStoreDamaged);
    EXPECT_NE(outcome.err.find("format 99"), std::string::npos) << outcome.err;
  }
  Spill(store_ / "NEWSGRAPH_STORE", Slurp(small_.store / "NEWSGRAPH_STORE"));
  EXPECT_EQ(HashOfWhole(), small_.hash);
}

TEST_F(Damaged, WhatIsNoStoreIsSaidAndNotTouched) {
  const fs::path foreign = dir_.path() / "foreign";
  fs::create_directories(foreign);
  Spill(foreign / "notes", "mine");
  Spill(dir_.path() / "file", "mine");
  fs::create_directories(dir_.path() / "empty");
  for (const char* name : {"foreign", "file", "empty", "missing"}) {
    store_ = dir_.path() / name;
    const Outcome outcome = RunReal(On({"stats"}));
    EXPECT_EQ(outcome.status, kRejectedOrMissing) << name << ": " << outcome.err;
  }
  store_ = foreign;
  EXPECT_EQ(RunReal(Ingest()).status, kRejectedOrMissing);
  EXPECT_EQ(std::distance(fs::directory_iterator(foreign), {}), 1);
  EXPECT_TRUE(fs::is_empty(dir_.path() / "empty"));
  EXPECT_FALSE(fs::exists(dir_.path() / "missing"));
}

TEST_F(Damaged, ABackupThatIsDamagedIsNotRestored) {
  const fs::path backups = dir_.path() / "backups";
  ASSERT_EQ(RunReal(On({"backup", backups.string()})).status, kAnswered);
  fs::path largest;
  for (const auto& entry : fs::recursive_directory_iterator(backups)) {
    if (entry.path().extension() != ".sst") continue;
    if (largest.empty() || entry.file_size() > fs::file_size(largest)) largest = entry.path();
  }
  std::string bytes = Slurp(largest);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  Spill(largest, bytes);
  store_ = dir_.path() / "restored";
  const Outcome outcome = RunReal(On({"restore", backups.string()}));
  EXPECT_EQ(outcome.status, kStoreDamaged) << outcome.err;
  EXPECT_EQ(RunReal(On({"stats"})).status, kRejectedOrMissing);
}

}  // namespace
}  // namespace kg
