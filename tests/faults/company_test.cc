// Other processes: a second writer, readers beside a writer, signals.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "graph/error.h"
#include "tests/faults/small_store.h"

namespace kg {
namespace {

namespace fs = std::filesystem;
using Milliseconds = std::chrono::milliseconds;

class Company : public WithStore {};

TEST_F(Company, ASecondWriterIsToldSoAtOnceAndReadersGoOn) {
  const GraphStore writer = GraphStore::Open(store_, {.mode = OpenMode::kWrite});
  for (const auto& words :
       {Ingest(), On({"compact"}), On({"backup", (dir_.path() / "backups").string()})}) {
    const Outcome outcome = RunReal(words);
    EXPECT_EQ(outcome.status, kStoreLocked) << outcome.err;
    EXPECT_NE(outcome.err.find("another process is writing"), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(RunReal(On({"stats"})).status, kAnswered);
  EXPECT_EQ(RunReal(On({"verify"})).status, kAnswered);
}

// RocksDB has no code for a lock that is held, and says "lock" of other failures too.
TEST_F(Company, AFailingDiskIsNotALock) {
  const fs::path folder = dir_.path() / "lock";
  fs::create_directories(folder);
  fs::rename(store_, folder / "store");
  store_ = folder / "store";
  const Outcome outcome = RunReal(
      On({"compact"}), FailingAt({.folder = store_, .at = 1, .error = EIO, .for_good = true}));
  EXPECT_EQ(outcome.status, kRefused) << outcome.err;
}

// The view of each reader is that of some moment: whole articles, whatever the writer does to the
// files meanwhile. With little memory it writes tables and drops logs all the time.
TEST_F(Company, ReadersBesideAWriterSeeWholeArticles) {
  const fs::path archive = dir_.path() / "archive";
  WriteSyntheticArchive(archive, 4000, 2);
  const pid_t writer = StartReal(On({"ingest", "--jobs", "1", "--memory", "4", archive.string()}));
  int reads = 0;
  std::uint64_t last = 0;
  for (int status = 0; ::waitpid(writer, &status, WNOHANG) == 0; ++reads) {
    const GraphStore store = GraphStore::Open(store_);
    const Verification look = store.Verify();
    EXPECT_EQ(look.problem_count, 0U) << look.problems.front();
    EXPECT_GE(look.articles, last);
    last = look.articles;
  }
  EXPECT_GT(reads, 3);
  EXPECT_GT(GraphStore::Open(store_).Stats().articles, 3000U);
  EXPECT_EQ(GraphStore::Open(store_).Verify().problem_count, 0U);
}

// Stores made and read in any year say the same, also when the clock goes back between.
TEST_F(Company, ClocksDoNotMatter) {
  const std::string expected = RunReal(On({"export", "--format", "ntriples"})).out;
  ASSERT_FALSE(expected.empty());
  using std::chrono::sys_days;
  using std::chrono::year;
  for (const year made : {year{2100}, year{2038}, year{1970}}) {
    fs::remove_all(store_);
    const Conditions then = AtTime(sys_days(made / 1 / 19));
    ASSERT_EQ(RunReal(Ingest(), then).status, kAnswered);
    EXPECT_EQ(RunReal(On({"export", "--format", "ntriples"}), then).out, expected);
    const Conditions before = AtTime(sys_days(year{1970} / 1 / 2));
    EXPECT_EQ(RunReal(Ingest(), before).status, kAnswered);
    EXPECT_EQ(RunReal(On({"export", "--format", "ntriples"}), before).out, expected);
    EXPECT_EQ(HashOfWhole(), small_.hash);
  }
}

// What the test before rests on: the program does see the clock that it is given.
TEST_F(Company, AWithdrawalTellsItsMoment) {
  std::string url;
  GraphStore::Open(store_).ForEachArticle([&](const Article& article) { url = article.url; });
  const Time moment = std::chrono::sys_days(std::chrono::year{2100} / 1 / 19);
  EXPECT_EQ(RunReal(On({"retract", url}), AtTime(moment)).status, kAnswered);
  int withdrawn = 0;
  GraphStore::Open(store_).ForEachWithdrawal([&](const std::string&, const Withdrawal& withdrawal) {
    EXPECT_EQ(withdrawal.at, moment);
    ++withdrawn;
  });
  EXPECT_EQ(withdrawn, 1);
}

TEST_F(Company, SignalsEndAnIngestBetweenArticles) {
  std::mt19937_64 random(3);
  const long rounds = Wanted("NEWSGRAPH_SIGNALS", 4);
  const fs::path archive = dir_.path() / "archive";
  WriteSyntheticArchive(archive, 3000, 2);
  const auto ingest = On({"ingest", "--jobs", "2", archive.string()});
  int ended = 0;
  for (long round = 0; round < rounds; ++round) {
    fs::remove_all(store_);
    const int signal = round % 2 == 0 ? SIGINT : SIGTERM;
    const pid_t child = StartReal(ingest);
    std::this_thread::sleep_for(Milliseconds(100 + random() % 200));
    ::kill(child, signal);
    int status = 0;
    ::waitpid(child, &status, 0);
    ended += WIFEXITED(status) && WEXITSTATUS(status) == 128 + signal;
    HashOfWhole();
  }
  EXPECT_GT(ended, 0);
}

// Whoever reads the output may have seen enough.
TEST_F(Company, AReaderThatLeavesEarlyIsNoAccident) {
  const std::string command =
      std::string(KG_PROGRAM) + " --store " + store_.string() +
      " export --format json | head -c 10 > /dev/null; exit ${PIPESTATUS[0]}";
  const int status = std::system(("bash -c '" + command + "' 2> /dev/null").c_str());
  EXPECT_TRUE(WEXITSTATUS(status) == 141 || WEXITSTATUS(status) == kAnswered)
      << WEXITSTATUS(status);
}

TEST_F(Company, ABackupIsAStateBetweenTwoIngests) {
  const fs::path backups = dir_.path() / "backups";
  ASSERT_EQ(RunReal(On({"backup", backups.string()})).status, kAnswered);
  const auto url = [&] {
    std::string found;
    GraphStore::Open(store_).ForEachArticle([&](const Article& article) { found = article.url; });
    return found;
  }();
  ASSERT_EQ(RunReal(On({"retract", url})).status, kAnswered);
  ASSERT_NE(HashOfWhole(), small_.hash);
  store_ = dir_.path() / "restored";
  ASSERT_EQ(RunReal(On({"restore", backups.string()})).status, kAnswered);
  EXPECT_EQ(HashOfWhole(), small_.hash);
}

}  // namespace
}  // namespace kg
