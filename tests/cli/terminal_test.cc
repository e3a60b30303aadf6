// What is written to a terminal, and what is not written anywhere else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/print_table.h"
#include "cli/progress.h"
#include "graph/visible_text.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"
#include "tests/support/shell.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Table(const std::vector<std::vector<std::string>>& rows, int width) {
  std::ostringstream out;
  PrintTable(rows, width, out);
  return out.str();
}

TEST(Table, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(Table({{"name", "n"}, {"张三", "1"}, {"Ann", "2"}, {"한국", "3"}, {"Ａ", "4"}}, 0),
            "name  n\n张三  1\nAnn   2\n한국  3\nＡ    4\n");
}

TEST(Table, TheWidestCellsAreCutToFit) {
  const std::string text = "中国外交部发言人汪文斌周五宣布";
  EXPECT_EQ(Table({{"day", "quote"}, {"2023-05-12", text}}, 24),
            "day         quote\n2023-05-12  中国外交部…\n");
  EXPECT_EQ(Table({{"day", "quote"}, {"2023-05-12", text}}, 42),
            "day         quote\n2023-05-12  " + text + "\n");
}

TEST(Table, WhatIsToBeCopiedStaysWhole) {
  const std::string address = "https://www.example.com/a/very/long/address";
  EXPECT_EQ(Table({{address, "some words here"}}, 30), address + "  some wo…\n");
}

TEST(Table, AnswersFitATerminalOfAnyWidth) {
  for (const int columns : {60, 80, 100, 132}) {
    for (const std::vector<std::string>& question :
         {std::vector<std::string>{"timeline", "李辉"},
          {"neighbors", "马克龙"},
          {"search", "访华"},
          {"clusters"},
          {"rank"},
          {"explain", "习近平", "馬克龍"},
          {"diff", "--from", "2023-06-30", "--to", "2023-11-30"}}) {
      std::vector<std::string> words = {"--store", SampleStore().string()};
      words.insert(words.end(), question.begin(), question.end());
      std::istringstream in;
      std::ostringstream out;
      std::ostringstream err;
      ASSERT_EQ(RunCommandLine(words, {in, out, err, false, columns}), kAnswered) << question[0];
      std::istringstream lines(out.str());
      std::size_t cut = 0;
      std::string heading;
      std::getline(lines, heading);
      for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(DisplayWidth(line), std::max(columns, 80)) << question[0] << ": " << line;
        cut += line.find("…") != line.npos;
      }
      if (columns == 60 && question[0] == "timeline") {
        EXPECT_GT(cut, 3U);
      }
    }
  }
}

TEST(Help, FitsEightyColumns) {
  std::vector<std::vector<std::string>> helps = {{"--help"}};
  for (const NamedCommand& command : AllCommands()) {
    helps.push_back({std::string(command.name), "--help"});
  }
  for (const auto& words : helps) {
    std::istringstream help(RunProgram(words).out);
    for (std::string line; std::getline(help, line) && line != "Example:";) {
      if (line.find("Usage: ") == 0) continue;
      EXPECT_LE(DisplayWidth(line), 80) << words[0] << ": " << line;
    }
  }
}

TEST(Help, WithoutWordsSaysWhatToDoFirst) {
  const CommandResult result = RunProgram({});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("newsgraph ingest FOLDER"));
}

// On a terminal of its own, of 80 columns: what it shows, with standard error.
std::string OnTerminal(const std::string& command, const std::string& variables = "TERM=xterm") {
  return RunShell("XDG_CONFIG_HOME=/nowhere " + variables + " script -qec 'stty cols 80; " +
                  command + "' /dev/null < /dev/null")
      .output;
}

TEST(Terminal, ProgressIsShownOnATerminalAlone) {
  if (!IsInstalled("script")) GTEST_SKIP() << "script is not installed";
  const TempDir folder;
  const std::string ingest = std::string(KG_PROGRAM) + " --store " + folder.path().string() +
                             "/s$RANDOM ingest " KG_SOURCE_DIR "/sample/articles";
  const auto shows = [&](const std::string& output) {
    return output.find("\x1b[K") != output.npos;
  };
  EXPECT_FALSE(shows(RunShell("bash -c '" + ingest + "'").output));
  EXPECT_FALSE(shows(OnTerminal("bash -c \"" + ingest + "\"", "TERM=dumb")));
  std::ostringstream terminal;
  {
    Progress progress(terminal, true, false);
    while (terminal.str().empty()) progress.Show(7, "articles", 1);
  }
  EXPECT_THAT(terminal.str(), testing::StartsWith("\r\x1b[K7 articles, 1 MB, "));
  EXPECT_THAT(terminal.str(), testing::EndsWith("\r\x1b[K"));
}

TEST(Terminal, TablesFitIntoItAndAreWholeInAPipe) {
  if (!IsInstalled("script")) GTEST_SKIP() << "script is not installed";
  const std::string ask =
      std::string(KG_PROGRAM) + " --store " + SampleStore().string() + " timeline 李辉";
  const std::string shown = OnTerminal(ask);
  EXPECT_THAT(shown, HasSubstr("…\r\n"));
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    EXPECT_LE(DisplayWidth(line), 80) << line;
  }
  EXPECT_THAT(RunShell(ask).output, Not(HasSubstr("…\n")));
}

TEST(Terminal, NothingIsColoured) {
  if (!IsInstalled("script")) GTEST_SKIP() << "script is not installed";
  for (const char* variables : {"TERM=xterm", "TERM=xterm NO_COLOR=1"}) {
    const std::string shown = OnTerminal(
        std::string(KG_PROGRAM) + " --store " + SampleStore().string() + " rank", variables);
    EXPECT_THAT(shown, HasSubstr("nodes by"));
    EXPECT_THAT(shown, Not(HasSubstr("\x1b[")));
  }
}

}  // namespace
}  // namespace kg
