// What articles may say to whoever reads an answer: a terminal, a spreadsheet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/safe_text.h"
#include "tests/support/command_line.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class HostileOutput : public testing::Test {
 protected:
  HostileOutput() {
    const nlohmann::json article = {{"url", "https://www.example.org/1"},
                                    {"title", kTitle},
                                    {"published", "2023-05-16T08:00:00Z"},
                                    {"text", "马克龙与习近平在北京会谈。\u202e马克龙说。"},
                                    {"tags", {"../../up", "C:\\x|y*?"}}};
    const nlohmann::json other = {{"url", "https://www.example.org/2"},
                                  {"title", "../../../etc/passwd\n马克龙"},
                                  {"published", "2023-05-17T08:00:00Z"},
                                  {"text", "马克龙到访。"}};
    std::ofstream(folder_.path() / "a.jsonl") << article.dump() << '\n' << other.dump() << '\n';
    EXPECT_EQ(Answer({"ingest", (folder_.path() / "a.jsonl").string()}).status, kAnswered);
  }

  const fs::path& folder() const { return folder_.path(); }

  CommandResult Answer(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--store", (folder_.path() / "store").string()});
    return RunProgram(words);
  }

  static constexpr const char* kTitle = "=cmd()|' /C calc'!A0 \u202e马克龙\u2066";

 private:
  TempDir folder_;
};

TEST_F(HostileOutput, CsvHasNoFormulas) {
  const std::string csv = Answer({"timeline", "马克龙", "--format", "csv"}).out;
  EXPECT_THAT(csv, HasSubstr("'=cmd()"));
  EXPECT_THAT(csv, Not(HasSubstr(",=cmd()")));
}

TEST_F(HostileOutput, TextAndJsonTurnNoLineRound) {
  for (const char* format : {"text", "json", "jsonl"}) {
    const CommandResult answer = Answer({"timeline", "马克龙", "--format", format});
    EXPECT_EQ(answer.status, kAnswered) << answer.err;
    EXPECT_THAT(answer.out, Not(HasSubstr("\u202e"))) << format;
    EXPECT_THAT(answer.out, Not(HasSubstr("\u2066"))) << format;
  }
  const auto json = nlohmann::json::parse(Answer({"timeline", "马克龙", "--format", "json"}).out);
  EXPECT_EQ(json["items"][0]["article"]["title"], kTitle);  // it means the same
}

TEST_F(HostileOutput, FilesStayInTheirFolder) {
  const fs::path vault = folder() / "in" / "vault";
  fs::create_directory(folder() / "in");
  const CommandResult made = Answer({"export", "--format", "obsidian", "-o", vault.string()});
  ASSERT_EQ(made.status, kAnswered) << made.err;
  EXPECT_EQ(std::distance(fs::directory_iterator(folder() / "in"), {}), 1);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), {}), 3);  // a.jsonl, store, in
  int notes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(vault)) {
    const std::string name = entry.path().filename().string();
    EXPECT_EQ(name.find_first_of("\\/:*?\"<>|#^[]\n"), std::string::npos) << name;
    if (entry.is_regular_file()) ++notes;
  }
  EXPECT_GT(notes, 4);
}

TEST_F(HostileOutput, AFolderThatIsALinkIsRefused) {
  const fs::path real = folder() / "real";
  fs::create_directory(real);
  fs::create_directory_symlink(real, folder() / "link");
  EXPECT_EQ(Answer({"export", "--format", "csv", "-o", (folder() / "link").string()}).status,
            kUsageError);
  EXPECT_TRUE(fs::is_empty(real));
  EXPECT_TRUE(fs::is_symlink(folder() / "link"));
}

TEST(SafeJson, MeansTheSame) {
  for (const std::string text : {"plain 马克龙", "\u202eturned\u202c", "\u200b", "\U000E0041 tag",
                                 "\u009b1m", "a \"quoted\" \\ name\n"}) {
    const std::string json = nlohmann::json(text).dump();
    const std::string safe = SafeJson(json);
    EXPECT_EQ(nlohmann::json::parse(safe), text);
    EXPECT_EQ(SafeText(safe), safe) << "nothing invisible is left";
  }
}

}  // namespace
}  // namespace kg
