// A file of defaults: what it may hold, what goes before it, and how it is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/settings.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using testing::HasSubstr;

/// An environment variable, as before when it goes.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    const char* before = std::getenv(name);
    if (before != nullptr) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

class Settings : public testing::Test {
 protected:
  std::string File(const std::string& text) const {
    const std::string path = (folder_.path() / "config.toml").string();
    std::ofstream(path) << text;
    return path;
  }

  CommandResult Run(const std::string& text, std::vector<std::string> words) const {
    words.insert(words.begin(), {"--config", File(text)});
    return RunProgram(words);
  }

  std::string Complaint(const std::string& text) const {
    const CommandResult result = Run(text, {"stats"});
    EXPECT_EQ(result.status, kUsageError) << text;
    EXPECT_EQ(result.out, "") << text;
    EXPECT_THAT(result.err, HasSubstr((folder_.path() / "config.toml").string() + ":")) << text;
    return result.err.substr(result.err.find("config.toml:") + 12);
  }

  const std::string store_ = "store = \"" + SampleStore().string() + "\"\n";
  TempDir folder_;
};

TEST_F(Settings, AreDefaultsOfAllCommandsAndOfOne) {
  const CommandResult result =
      Run(store_ + "# of one command\n[timeline]\nformat = 'json'\nlimit = 2\nsince = 2023-01-01\n",
          {"timeline", "李辉"});
  EXPECT_EQ(result.err, "");
  const auto document = nlohmann::json::parse(result.out);
  EXPECT_EQ(document["items"].size(), 2U);
  EXPECT_EQ(RunProgram({"--store", SampleStore().string(), "timeline", "李辉", "--limit", "2",
                        "--since", "2023-01-01", "--format", "json"})
                .out,
            result.out);
  EXPECT_THAT(Run(store_, {"stats"}).out, HasSubstr("graph_sha256"));
}

TEST_F(Settings, FlagsAndListsAreTaken) {
  const auto json = [&](const std::string& text) {
    return nlohmann::json::parse(Run(store_ + text, {"neighbors", "李辉"}).out);
  };
  const auto nodes =
      json("[neighbors]\nformat = \"json\"\ntype = [\"person\", \"place\"]\n")["nodes"];
  for (const auto& node : nodes) EXPECT_THAT(node["kind"], testing::AnyOf("person", "place"));
  EXPECT_GT(nodes.size(), 2U);
  EXPECT_THAT(Run(store_ + "[path]\nevidence = true\n", {"path", "李辉", "金正恩"}).out,
              HasSubstr("“"));
}

TEST_F(Settings, WordsGoBeforeTheEnvironmentAndTheEnvironmentBeforeTheFile) {
  const std::string file = "store = \"/nowhere/file\"\n";
  EXPECT_THAT(Run(file, {"stats"}).err, HasSubstr("/nowhere/file"));
  const Variable variable("NEWSGRAPH_STORE", "/nowhere/environment");
  EXPECT_THAT(Run(file, {"stats"}).err, HasSubstr("/nowhere/environment"));
  EXPECT_THAT(Run(file, {"--store", "/nowhere/word", "stats"}).err, HasSubstr("/nowhere/word"));
  const CommandResult limited =
      Run("[timeline]\nlimit = 2\nformat = \"json\"\n",
          {"--store", SampleStore().string(), "timeline", "李辉", "--limit", "3"});
  EXPECT_EQ(nlohmann::json::parse(limited.out)["items"].size(), 3U);
}

TEST_F(Settings, AreFoundWhereTheDesktopKeepsThemUnlessToldNotTo) {
  const Variable home("XDG_CONFIG_HOME", folder_.path().string());
  EXPECT_EQ(DefaultSettingsFile(), "");
  std::filesystem::create_directories(folder_.path() / "newsgraph");
  const auto file = folder_.path() / "newsgraph" / "config.toml";
  std::ofstream(file) << store_ << "[stats]\nformat = \"csv\"\n";
  EXPECT_EQ(DefaultSettingsFile(), file);
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(RunCommandLine({"stats"}, {in, out, err}, file), kAnswered);
  EXPECT_THAT(out.str(), HasSubstr("what,value"));
  EXPECT_EQ(RunCommandLine({"--no-config", "stats"}, {in, out, err}, file), kRejectedOrMissing);
  EXPECT_THAT(err.str(), HasSubstr("./newsgraph.db"));
}

TEST_F(Settings, APathMayBeginAtHome) {
  const Variable home("HOME", "/home/somebody");
  EXPECT_THAT(Run("store = \"~/news.db\"\n", {"stats"}).err, HasSubstr("/home/somebody/news.db"));
}

TEST_F(Settings, WhatIsWrongIsToldWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"# one\nstore = \n", "2: "},
      {"quiet = true\nsotre = \"x\"\n",
       "2: there is no option \"sotre\"; did you mean \"store\"?\n"},
      {"[timelin]\nlimit = 1\n", "1: there is no option \"timelin\"; did you mean \"timeline\"?\n"},
      {"[timeline]\n\nlimti = 1\n", "3: there is no option \"limti\"; did you mean \"limit\"?\n"},
      {"[timeline]\nNAME = \"x\"\n", "2: there is no option \"NAME\""},
      {"[timeline]\nlimit = \"many\"\n", "2: --limit: 'many' is no number\n"},
      {"[timeline]\nby = \"hour\"\n", "2: by: 'hour' is none of day, week, month, year\n"},
      {"[timeline]\nby = [\"day\"]\n", "2: by takes one word, no list\n"},
      {"quiet = 1\n", "1: quiet takes true or false\n"},
      {"timeline = 1\n", "1: options of timeline stand below [timeline]\n"},
      {"store = { a = 1 }\n", "1: a word, number or date is expected here\n"},
      {"config = \"x\"\n", "1: there is no option \"config\""}};
  for (const auto& [text, complaint] : wrong) {
    EXPECT_THAT(Complaint(text), testing::StartsWith(complaint)) << text;
  }
}

TEST_F(Settings, AFileThatWasNamedMustBeThere) {
  const CommandResult result = RunProgram({"--config", "/nowhere/c.toml", "stats"});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_THAT(result.err, HasSubstr("/nowhere/c.toml"));
}

TEST_F(Settings, HelpIsShownWhateverTheFileHolds) {
  EXPECT_EQ(Run("store = ", {"timeline", "--help"}).status, kAnswered);
}

}  // namespace
}  // namespace kg
