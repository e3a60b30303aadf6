// The manual page says what --help says, and readers of such pages have no complaint.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/help_words.h"
#include "tests/support/shell.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using testing::HasSubstr;

// The page with its hyphens as they are read.
std::string Page() {
  std::string page = RunProgram({"manual"}).out;
  for (std::size_t at; (at = page.find("\\-")) != page.npos;) page.erase(at, 1);
  return page;
}

std::string Section(const std::string& page, const std::string& heading) {
  const std::size_t start = page.find(heading + "\n");
  if (start == page.npos) return "";
  return page.substr(start, page.find("\n.S", start) - start);
}

TEST(Manual, HasEveryCommandAndOptionOfHelp) {
  const std::string page = Page();
  const std::vector<std::string> commands = CommandsInHelp();
  ASSERT_GT(commands.size(), 20U);
  for (const std::string& option : OptionsInHelp("")) {
    EXPECT_THAT(Section(page, ".SH OPTIONS"), HasSubstr("\\fB" + option + "\\fR"));
  }
  std::size_t options = 0;
  for (const std::string& command : commands) {
    const std::string section = Section(page, ".SS \"newsgraph " + command + "\"");
    EXPECT_THAT(section, HasSubstr("newsgraph ")) << command;
    for (const std::string& option : OptionsInHelp(command)) {
      if (option == "-h" || option == "--help") continue;
      EXPECT_THAT(section, HasSubstr("\\fB" + option + "\\fR")) << command;
      ++options;
    }
  }
  EXPECT_GT(options, 100U);
}

class ManualReader : public testing::TestWithParam<const char*> {};

TEST_P(ManualReader, HasNoComplaint) {
  const std::string command = GetParam();
  if (!IsInstalled(command.substr(0, command.find(' ')))) GTEST_SKIP() << "not installed";
  const TempDir folder;
  const std::string page = (folder.path() / "newsgraph.1").string();
  ASSERT_EQ(RunProgram({"manual", "-o", page}).status, kAnswered);
  const ShellResult read = RunShell("export LC_ALL=C.UTF-8; " + command + " " + page + " > " +
                                    (folder.path() / "shown").string());
  EXPECT_EQ(read.status, 0);
  EXPECT_EQ(read.output, "");
}

INSTANTIATE_TEST_SUITE_P(Readers, ManualReader,
                         testing::Values("man --warnings -E UTF-8 -Tutf8 -l",
                                         "groff -ww -Kutf8 -Tutf8 -man", "mandoc -Wwarning -Tutf8"),
                         [](const auto& reader) {
                           const std::string command = reader.param;
                           return command.substr(0, command.find(' '));
                         });

TEST(Manual, ShowsTheExamplesAsTheyAreTyped) {
  if (!IsInstalled("man")) GTEST_SKIP() << "man is not installed";
  const TempDir folder;
  const std::string page = (folder.path() / "newsgraph.1").string();
  ASSERT_EQ(RunProgram({"manual", "-o", page}).status, kAnswered);
  const std::string shown =
      RunShell("LC_ALL=C.UTF-8 MANWIDTH=100 man -E UTF-8 -l " + page + " | col -bx").output;
  EXPECT_THAT(shown, HasSubstr("newsgraph path 李辉 金正恩 -k 3 --avoid place:中国 --evidence\n"));
  EXPECT_THAT(shown, HasSubstr("--reason \"corrected by the publisher\"\n"));
}

}  // namespace
}  // namespace kg
