// What shells offer, asked of the shells themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/help_words.h"
#include "tests/support/shell.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> Lines(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  // Fish puts what it is behind a tab.
  for (std::string line; std::getline(in, line);) lines.push_back(line.substr(0, line.find('\t')));
  return lines;
}

/// Asks one shell; skips the test where there is none.
class Shell {
 public:
  explicit Shell(const std::string& name) : name_(name) {
    const std::string file = name == "zsh" ? "_newsgraph" : "newsgraph." + name;
    script_ = (folder_.path() / file).string();
    EXPECT_EQ(RunProgram({"completion", name, "-o", script_}).status, kAnswered);
    std::ofstream(folder_.path() / "a file.db") << "x";
  }

  /// What it offers for the last of `words`, which has been begun.
  std::vector<std::string> Offers(const std::vector<std::string>& words) const {
    std::string line = "newsgraph";
    for (const std::string& word : words) line += " '" + word + "'";
    const ShellResult result = name_ == "bash"   ? Bash(line)
                               : name_ == "fish" ? Fish(words)
                                                 : Zsh(words);
    EXPECT_EQ(result.status, 0) << result.output;
    return Lines(result.output);
  }

 private:
  ShellResult Run(const std::string& shell, const std::string& program) const {
    const std::string file = (folder_.path() / "ask").string();
    std::ofstream(file) << program;
    return RunShell("cd " + folder_.path().string() + "; " + shell + " " + file);
  }

  ShellResult Bash(const std::string& line) const {
    return Run("bash --norc", "source " + script_ + "\nCOMP_WORDS=(" + line +
                                  ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_newsgraph\n"
                                  "printf '%s\\n' \"${COMPREPLY[@]}\"\n");
  }

  ShellResult Fish(const std::vector<std::string>& words) const {
    std::string line = "newsgraph";
    for (const std::string& word : words) line += " " + word;
    return Run("fish --no-config", "source " + script_ + "\ncomplete -C '" + line + "'\n");
  }

  // Types into a zsh on a terminal of its own, and takes what its completion adds.
  ShellResult Zsh(const std::vector<std::string>& words) const {
    std::string line = "newsgraph";
    for (const std::string& word : words) line += " " + word;
    std::ofstream(folder_.path() / "setup") << R"(PS1= PROMPT2=
unset zle_bracketed_paste
fpath=($PWD $fpath)
autoload -Uz compinit
compinit -C -d ./dump
compadd() {
  [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
  local -a found
  builtin compadd -O found "$@"
  [[ $#found -gt 0 ]] && print -rl -- "<"${^found}">" >> offered
  builtin compadd "$@"
}
bindkey "^I" complete-word
: > offered
)";
    return Run("zsh -f", R"(zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell '. ./setup; print rea""dy'
until zpty -r shell text '*ready*'; do :; done
zpty -w -n shell ')" + line + R"('$'\t'
for i in {1..50}; do sleep 0.1; [[ -s offered ]] && break; done
sleep 0.3
zpty -w shell $'\x15print do""ne'
until zpty -r shell text '*done*'; do :; done
zpty -d shell
sed -n 's/^<\(.*\)>$/\1/p' offered
)");
  }

  std::string name_;
  TempDir folder_;
  std::string script_;
};

class Completion : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!IsInstalled(GetParam())) GTEST_SKIP() << GetParam() << " is not installed";
  }
};

TEST_P(Completion, OffersTheCommands) {
  EXPECT_THAT(Shell(GetParam()).Offers({""}), IsSupersetOf(CommandsInHelp()));
}

TEST_P(Completion, OffersTheOptionsOfEachCommand) {
  const Shell shell(GetParam());
  for (const std::string& command : CommandsInHelp()) {
    // zsh takes a second for each.
    if (std::string(GetParam()) == "zsh" && command != "timeline" && command != "export") continue;
    std::vector<std::string> wanted;
    for (const std::string& option : OptionsInHelp(command)) {
      if (option.starts_with("--")) wanted.push_back(option);
    }
    const std::vector<std::string> offered = shell.Offers({command, "--"});
    EXPECT_THAT(offered, IsSupersetOf(wanted)) << command;
    EXPECT_THAT(offered, IsSupersetOf({"--store", "--quiet"})) << command;
    if (command != "timeline") {
      EXPECT_THAT(offered, Not(Contains("--milestones"))) << command;
    }
  }
}

TEST_P(Completion, OffersTheWordsThatAnOptionTakes) {
  const Shell shell(GetParam());
  EXPECT_THAT(shell.Offers({"timeline", "--by", ""}),
              testing::UnorderedElementsAre("day", "week", "month", "year"));
  EXPECT_THAT(shell.Offers({"--store", "x.db", "export", "--format", "graph"}),
              testing::UnorderedElementsAre("graphml", "graphology"));
  EXPECT_THAT(shell.Offers({"clusters", "d"}), Contains("diff"));
}

TEST_P(Completion, OffersFilesWhereOneIsMeant) {
  const Shell shell(GetParam());
  for (const auto& words : {std::vector<std::string>{"timeline", "-o", "a"}, {"ingest", "a"}}) {
    EXPECT_THAT(shell.Offers(words), Contains(HasSubstr("file.db")));
  }
}

INSTANTIATE_TEST_SUITE_P(Shells, Completion, testing::Values("bash", "zsh", "fish"),
                         [](const auto& shell) { return std::string(shell.param); });

TEST(BashCompletion, KnowsAWordBehindAnEqualsSign) {
  const Shell shell("bash");
  EXPECT_THAT(shell.Offers({"timeline", "--by", "=", "w"}), testing::ElementsAre("week"));
  EXPECT_THAT(shell.Offers({"--store", "=", "x", "timeline", "--by", "="}), Contains("week"));
}

TEST(CompletionCommand, KnowsThreeShells) {
  const CommandResult result = RunProgram({"completion", "tcsh"});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_THAT(result.err, HasSubstr("bash, zsh, fish"));
}

}  // namespace
}  // namespace kg
