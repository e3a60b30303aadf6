// kill -9 at every call that changes a file: what was stored is whole, and the same command again
// comes to the same end. NEWSGRAPH_KILLS says how many deaths there are.

#include <signal.h>

#include <nlohmann/json.hpp>

#include "tests/faults/small_store.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

class Killed : public WithStore {
 protected:
  static constexpr long kCommands = 5;

  // Runs `words` from `reset` on with a death at each of some calls below `folder`.
  void AtEachCall(const std::vector<std::string>& words, const fs::path& folder,
                  const std::function<void()>& reset,
                  const std::function<void(const std::string& where)>& check) {
    reset();
    const long calls = CountCalls(words, {.folder = folder});
    for (const long at : Spread(calls, Wanted("NEWSGRAPH_KILLS", 25) / kCommands)) {
      reset();
      const Outcome outcome = RunReal(words, FailingAt({.folder = folder, .at = at}));
      // The last calls are made while threads end: their number is not the same each time.
      EXPECT_TRUE(outcome.status == -SIGKILL || at > calls * 9 / 10) << outcome.err;
      check("killed at call " + std::to_string(at) + " of " + std::to_string(calls));
    }
  }

  void RunAgain(const std::vector<std::string>& words, const std::string& where) {
    const Outcome again = RunReal(words);
    EXPECT_EQ(again.status, kAnswered) << where << ": " << again.err;
  }

  std::string UrlOfFirst() const {
    std::string url;
    GraphStore::Open(store_).ForEachArticle([&](const Article& article) { url = article.url; });
    return url;
  }
};

TEST_F(Killed, IngestGoesOnToTheSameGraph) {
  AtEachCall(
      Ingest(), store_, [&] { fs::remove_all(store_); },
      [&](const std::string& where) {
        HashOfWhole();
        RunAgain(Ingest(), where);
        EXPECT_EQ(HashOfWhole(), small_.hash) << where;
      });
}

TEST_F(Killed, RetractHappensOrDoesNot) {
  const auto words = On({"retract", UrlOfFirst()});
  ASSERT_EQ(RunReal(words).status, kAnswered);
  const std::string after = HashOfWhole();
  ASSERT_NE(after, small_.hash);
  AtEachCall(
      words, store_, [&] { Reset(); },
      [&](const std::string& where) {
        const std::string hash = HashOfWhole();
        EXPECT_TRUE(hash == small_.hash || hash == after) << where;
        RunReal(words);
        RunAgain(Ingest(), where);  // works out who is who, if the death came before that
        EXPECT_EQ(HashOfWhole(), after) << where;
      });
}

TEST_F(Killed, ClustersAreTheOldOrTheNewOnes) {
  const auto list = On({"clusters", "list", "--format", "json"});
  const auto words = On({"clusters", "run", "--resolution", "3"});
  const std::string old = RunReal(list).out;
  ASSERT_EQ(RunReal(words).status, kAnswered);
  const std::string after = RunReal(list).out;
  ASSERT_NE(old, after);
  AtEachCall(
      words, store_, [&] { Reset(); },
      [&](const std::string& where) {
        const std::string now = RunReal(list).out;
        EXPECT_TRUE(now == old || now == after) << where;
        RunAgain(words, where);
        EXPECT_EQ(RunReal(list).out, after) << where;
        EXPECT_EQ(HashOfWhole(), small_.hash) << where;
      });
}

TEST_F(Killed, CompactionLosesNothing) {
  const auto words = On({"compact"});
  AtEachCall(
      words, store_, [&] { Reset(); },
      [&](const std::string& where) {
        EXPECT_EQ(HashOfWhole(), small_.hash) << where;
        RunAgain(words, where);
        EXPECT_EQ(HashOfWhole(), small_.hash) << where;
      });
}

TEST_F(Killed, ABackupLeavesTheOneBeforeAndTheStore) {
  const fs::path backups = dir_.path() / "backups";
  const fs::path first = dir_.path() / "first";
  const fs::path restored = dir_.path() / "restored";
  const auto words = On({"backup", backups.string()});
  ASSERT_EQ(RunReal(words).status, kAnswered);
  fs::rename(backups, first);
  const auto restore = [&](const std::string& where) {
    fs::remove_all(restored);
    const Outcome outcome = RunReal({"--store", restored.string(), "restore", backups.string()});
    EXPECT_EQ(outcome.status, kAnswered) << where << ": " << outcome.err;
    EXPECT_EQ(GraphSha256(GraphStore::Open(restored)), small_.hash) << where;
  };
  AtEachCall(
      words, backups,
      [&] {
        fs::remove_all(backups);
        fs::copy(first, backups, fs::copy_options::recursive);
      },
      [&](const std::string& where) {
        restore(where);
        RunAgain(words, where);
        restore(where + ", and again");
        EXPECT_EQ(HashOfWhole(), small_.hash) << where;
      });
}

}  // namespace
}  // namespace kg
