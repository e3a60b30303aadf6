// The example of every command's help is typed into a shell, in a folder with the sample archive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/support/help_words.h"
#include "tests/support/shell.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<std::string> ExamplesInHelp(const std::string& command) {
  const std::string help = RunProgram({command, "--help"}).out;
  std::istringstream example(help.substr(std::min(help.find("\nExample:\n"), help.size())));
  std::vector<std::string> lines;
  for (std::string line; std::getline(example, line);) {
    if (line.starts_with("  ")) lines.push_back(line.substr(2));
  }
  return lines;
}

class Examples : public testing::Test {
 protected:
  Examples() {
    const fs::path sample = KG_SOURCE_DIR "/sample";
    fs::copy(sample / "articles", folder_.path() / "articles", fs::copy_options::recursive);
    fs::copy(sample / "lines.jsonl", folder_.path() / "lines.jsonl");
    const fs::path programs = folder_.path() / "programs";
    fs::create_directory(programs);
    fs::create_symlink(KG_PROGRAM, programs / "newsgraph");
    std::ofstream(programs / "xdg-open") << "#!/bin/sh\necho \"$1\" > opened\n";
    fs::permissions(programs / "xdg-open", fs::perms::owner_all);
  }

  ShellResult Type(const std::string& line) const {
    std::ofstream(folder_.path() / "typed") << line << '\n';
    return RunShell("cd " + folder_.path().string() +
                    " && unset NEWSGRAPH_STORE && XDG_CONFIG_HOME=$PWD PATH=$PWD/programs:$PATH "
                    "LC_ALL=C.UTF-8 timeout --preserve-status -s INT 30 bash typed");
  }

  TempDir folder_;
};

TEST_F(Examples, AllRun) {
  // In the order in which a user would: what is backed up and retracted is there by then.
  std::vector<std::string> commands = CommandsInHelp();
  std::stable_partition(commands.begin(), commands.end(),
                        [](const std::string& name) { return name != "retract"; });
  for (const std::string& command : commands) {
    const std::vector<std::string> examples = ExamplesInHelp(command);
    ASSERT_FALSE(examples.empty()) << command;
    for (std::string example : examples) {
      ASSERT_THAT(example, HasSubstr("newsgraph ")) << command;
      if (example.find("man -l") != example.npos && !IsInstalled("man")) continue;
      const bool serves = command == "serve";
      if (serves) example = "timeout --preserve-status -s INT 2 " + example;
      const ShellResult result = Type(example);
      EXPECT_EQ(result.status, serves ? 130 : 0) << example << '\n' << result.output;
    }
  }
  EXPECT_TRUE(fs::exists(folder_.path() / "opened"));
  for (const char* file : {"report.json", "macron.svg", "graph.json", "names.jsonl"}) {
    EXPECT_GT(fs::file_size(folder_.path() / file), 100U) << file;
  }
}

TEST_F(Examples, ThoseOfTheWholeProgramRunToo) {
  const std::string help = RunProgram({"--help"}).out;
  EXPECT_THAT(help, HasSubstr("\nExample:\n  newsgraph ingest articles/\n"));
  const ShellResult result = Type(help.substr(help.find("Example:\n") + 9));
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.output, HasSubstr("马克龙: "));
}

}  // namespace
}  // namespace kg
