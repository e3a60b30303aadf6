// Decisions through the command line: they are kept, win, replay, and go again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>

#include "graph/graph_hash.h"
#include "graph/node_json.h"
#include "graph/store.h"
#include "tests/support/command_line.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ResolveCommand : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream out(dir_.path() / "news.jsonl");
    for (int i = 1; i <= 4; ++i) {
      const char* name = i < 3 ? "王小明" : "李大海";
      out << fmt::format(R"({{"url":"https://news.haibian.example/{0}","title":"第{0}篇",)"
                         R"("published":"2023-01-0{0}","text":"外交部长{1}表示同意。"}})"
                         "\n",
                         i, name);
    }
    out.close();
    EXPECT_EQ(Ingest("store").status, kAnswered);
  }

  CommandResult Run(std::vector<std::string> words, const std::string& store = "store") const {
    words.insert(words.begin(), {"--store", (dir_.path() / store).string()});
    return RunProgram(words);
  }
  CommandResult Ingest(const std::string& store) const {
    return Run({"ingest", (dir_.path() / "news.jsonl").string()}, store);
  }
  std::string Hash(const std::string& store = "store") const {
    return GraphSha256(GraphStore::Open(dir_.path() / store));
  }
  std::string Must(std::vector<std::string> words, const std::string& store = "store") const {
    const CommandResult result = Run(std::move(words), store);
    EXPECT_EQ(result.status, kAnswered) << result.err;
    return result.out;
  }

  TempDir dir_;
};

TEST_F(ResolveCommand, MergedNamesAreOnePersonInEveryAnswer) {
  Must({"resolve", "merge", "王小明", "李大海"});
  const Json shown = Json::parse(Must({"show", "王小明", "--format", "json"}));
  EXPECT_EQ(shown["node"]["id"], "person:李大海");  // two articles each: the first by code point
  EXPECT_EQ(shown["node"]["aliases"], Json({"王小明"}));
  EXPECT_EQ(shown["edges"]["MENTIONS"], 4);
  EXPECT_EQ(shown["edges"]["SAME_AS"], 1);
  EXPECT_THAT(Must({"timeline", "王小明"}), HasSubstr("4 articles"));
  const Json found = Json::parse(Must({"search", "王小明", "--in", "name", "--format", "json"}));
  EXPECT_EQ(found["hits"].size(), 1U);
  const std::string exported = Must({"export"});
  EXPECT_THAT(exported,
              HasSubstr(R"("source":"person:王小明","target":"person:李大海","key":"SAME_AS")"));
  const std::string neighbors = Must({"neighbors", "李大海", "--rel", "SAME_AS"});
  EXPECT_THAT(neighbors, HasSubstr("SAME_AS"));
}

TEST_F(ResolveCommand, DecisionsSurviveIngestReplayOnARebuiltStoreAndGoAgain) {
  const std::string before = Hash();
  Must({"resolve", "merge", "王小明", "李大海", "--name", "王小明"});
  Must({"resolve", "alias", "王小明", "小王"});
  const std::string decided = Hash();
  EXPECT_NE(decided, before);
  EXPECT_THAT(Must({"show", "小王"}), HasSubstr("person:王小明"));
  Ingest("store");
  EXPECT_EQ(Hash(), decided);

  const std::string log = (dir_.path() / "log.jsonl").string();
  Must({"resolve", "log", "-o", log});
  Ingest("again");
  EXPECT_EQ(Hash("again"), before);
  Must({"resolve", "replay", log}, "again");
  EXPECT_EQ(Hash("again"), decided);

  Must({"resolve", "split", "王小明", "李大海"});
  EXPECT_THAT(Must({"resolve", "list"}), HasSubstr("DIFFERENT_FROM"));
  EXPECT_THAT(Must({"show", "李大海"}), HasSubstr("person:李大海"));
  Must({"resolve", "forget", "王小明", "李大海"});
  EXPECT_EQ(Hash(), before);
}

TEST_F(ResolveCommand, AUsersTableJoinsAndABadLineIsSaid) {
  const std::string table = (dir_.path() / "aliases.txt").string();
  std::ofstream(table) << "# people\n王小明\t李大海\n";
  Must({"ingest", "--aliases", table, (dir_.path() / "news.jsonl").string()});
  EXPECT_THAT(Must({"show", "王小明"}), HasSubstr("person:李大海"));
  const std::string hash = Hash();
  Must({"resolve", "run", "--aliases", table});
  EXPECT_EQ(Hash(), hash);
  std::ofstream(table) << "王小明 李大海\n";
  const CommandResult bad = Run({"resolve", "run", "--aliases", table});
  EXPECT_EQ(bad.status, kUsageError);
  EXPECT_THAT(bad.err, HasSubstr("aliases.txt:1: "));
}

TEST_F(ResolveCommand, WhatMakesNoSenseIsRefused) {
  EXPECT_EQ(Run({"resolve", "merge", "王小明"}).status, kUsageError);
  EXPECT_EQ(Run({"resolve", "merge", "王小明", "王小明"}).status, kUsageError);
  EXPECT_EQ(Run({"resolve", "guess"}).status, kUsageError);
  EXPECT_EQ(Run({"resolve", "merge", "王小明", "没有这人"}).status, kNothingFound);
  EXPECT_EQ(Run({"resolve", "replay", "nowhere.jsonl"}).status, kRejectedOrMissing);
}

TEST_F(ResolveCommand, ADamagedRecordIsSaidAndRunMendsIt) {
  Must({"resolve", "merge", "王小明", "李大海"});
  const std::string hash = Hash();
  {
    GraphStore store = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kWrite});
    store.WriteRecord("identity/run", "damage");
  }
  const CommandResult shown = Run({"show", "王小明"});
  EXPECT_EQ(shown.status, kStoreDamaged);
  EXPECT_THAT(shown.err, HasSubstr("resolve run"));
  Must({"resolve", "run"});
  EXPECT_EQ(Hash(), hash);
}

TEST_F(ResolveCommand, AnUnchangedIngestWorksNothingOut) {
  {
    GraphStore store = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kWrite});
    EXPECT_FALSE(store.IdentitiesAreStale());
    store.WriteRecord("identity/run", "left as it is");
  }
  Ingest("store");
  const GraphStore store = GraphStore::Open(dir_.path() / "store");
  EXPECT_EQ(store.ReadRecord("identity/run"), "left as it is");
}

}  // namespace
}  // namespace kg
