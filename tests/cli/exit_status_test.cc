// The numbers that scripts rely on, as README.md lists them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "graph/store.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

int StatusOf(const std::string& store, std::vector<std::string> words) {
  words.insert(words.begin(), {"--store", store});
  return RunProgram(words).status;
}

TEST(ExitStatus, IsWhatTheReadmeSays) {
  const std::string sample = SampleStore().string();
  EXPECT_EQ(StatusOf(sample, {"stats"}), 0);
  EXPECT_EQ(StatusOf(sample, {"show", "没有这个人"}), 1);
  EXPECT_EQ(StatusOf(sample, {"search", "没有这个词语"}), 1);
  EXPECT_EQ(StatusOf(sample, {"timeline", "中国"}), 2);  // place or topic
  EXPECT_EQ(StatusOf(sample, {"stats", "--no-such-option"}), 2);
  EXPECT_EQ(StatusOf(sample, {"no-such-command"}), 2);
  EXPECT_EQ(StatusOf(sample, {"stats", "--format", "xml"}), 2);
  EXPECT_EQ(StatusOf(sample, {"show"}), 2);
  EXPECT_EQ(StatusOf("/nowhere/at/all", {"stats"}), 3);
  EXPECT_EQ(StatusOf(sample, {"export", "-o", "/nowhere/at/all/graph.json"}), 7);
}

TEST(ExitStatus, OfAStoreThatIsWrittenOrDamaged) {
  const TempDir folder;
  const std::string store = (folder.path() / "store").string();
  EXPECT_EQ(StatusOf(store, {"ingest", "/nowhere/at/all"}), 3);
  EXPECT_EQ(StatusOf(store, {"ingest", KG_SOURCE_DIR "/sample/broken"}), 3);
  {
    const GraphStore writer = GraphStore::Open(store, {.mode = OpenMode::kCreate});
    EXPECT_EQ(StatusOf(store, {"ingest", KG_SOURCE_DIR "/sample/jekyll"}), 4);
    EXPECT_EQ(StatusOf(store, {"compact"}), 4);
  }
  EXPECT_EQ(StatusOf(store, {"ingest", KG_SOURCE_DIR "/sample/jekyll"}), 0);
  std::ofstream(folder.path() / "store" / "NEWSGRAPH_STORE") << "newsgraph store, format 99\n";
  EXPECT_EQ(StatusOf(store, {"stats"}), 5);
}

}  // namespace
}  // namespace kg
