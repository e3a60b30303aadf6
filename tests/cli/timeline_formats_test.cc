// Timelines for other programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

using testing::HasSubstr;

CommandResult Timeline(std::vector<std::string> words) {
  words.insert(words.begin(), {"--store", SampleStore().string(), "timeline", "马克龙"});
  return RunProgram(words);
}

TEST(TimelineFormats, SlidesAreTheItemsWithTheirQuotes) {
  const auto items = nlohmann::json::parse(Timeline({"--format", "json"}).out);
  const CommandResult made = Timeline({"--format", "timelinejs"});
  ASSERT_EQ(made.status, kAnswered) << made.err;
  const auto slides = nlohmann::json::parse(made.out);
  ASSERT_EQ(slides["events"].size(), items["items"].size());
  EXPECT_EQ(slides["eras"].size(), items["bursts"].size());
  EXPECT_EQ(slides["title"]["text"]["headline"], "马克龙");
  std::set<std::string> ids;
  std::size_t quotes = 0;
  for (std::size_t i = 0; i < items["items"].size(); ++i) {
    const auto& item = items["items"][i];
    const auto& slide = slides["events"][i];
    ids.insert(slide["unique_id"].get<std::string>());
    EXPECT_EQ(slide["start_date"]["year"],
              std::stoi(item["published"].get<std::string>().substr(0, 4)));
    for (const auto& evidence : item["evidence"]) {
      const std::string quote = evidence["quote"];
      if (evidence["field"] != "body" || quote.find_first_of("<>&\"'\n") != std::string::npos)
        continue;
      EXPECT_THAT(slide["text"]["text"].get<std::string>(), HasSubstr(quote.substr(0, 30)));
      ++quotes;
    }
  }
  EXPECT_EQ(ids.size(), items["items"].size());
  EXPECT_GT(quotes, 5U);
}

TEST(TimelineFormats, MilestonesMakeAStory) {
  const auto slides =
      nlohmann::json::parse(Timeline({"--milestones", "5", "--format", "timelinejs"}).out);
  EXPECT_EQ(slides["events"].size(), 5);
}

TEST(TimelineFormats, AreOfTheTimelineAlone) {
  EXPECT_EQ(RunProgram({"--store", SampleStore().string(), "neighbors", "马克龙", "--format",
                        "timelinejs"})
                .status,
            kUsageError);
  EXPECT_THAT(Timeline({"--help"}).out, HasSubstr("timelinejs"));
}

TEST(TimelineFormats, PassAnIndependentCheck) {
  const auto validator = SharedData("tools/validate_exports.py");
  KG_NEEDS_SHARED(validator);
  const TempDir folder;
  for (const char* format : {"timelinejs", "dot"}) {
    const std::string suffix = format == std::string("dot") ? ".dot" : ".json";
    ASSERT_EQ(
        Timeline({"--format", format, "-o", (folder.path() / ("x" + suffix)).string()}).status,
        kAnswered);
  }
  const std::string log = (folder.path() / "log.txt").string();
  const std::string command = "/usr/bin/python3 '" + validator.string() + "' '" +
                              folder.path().string() + "' > '" + log + "' 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << std::ifstream(log).rdbuf();
}

}  // namespace
}  // namespace kg
