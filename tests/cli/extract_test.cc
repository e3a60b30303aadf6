// extract: the form that score tools read.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/command_line.h"

namespace kg {
namespace {

TEST(Extract, GivesALineForEachRecordWithPlacesInCodePoints) {
  const CommandResult result =
      RunProgram({"extract", "-"}, R"({"id":"a","text":"😀法国总统馬克龍说"})"
                                   "\n\n"
                                   R"({"id":"b","text":""})"
                                   "\n");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(
      result.out,
      R"({"id":"a","mentions":[{"end":3,"entity":"法国","kind":"place","start":1,"text":"法国"},)"
      R"({"end":8,"entity":"马克龙","kind":"person","person":"马克龙","start":5,"text":"馬克龍"}]})"
      "\n"
      R"({"id":"b","mentions":[]})"
      "\n");
}

TEST(Extract, TakesPlainTextAndOneKindOnly) {
  const CommandResult result = RunProgram({"extract", "--type", "person", "-"}, "法国总统马克龙说");
  const nlohmann::json line = nlohmann::json::parse(result.out);
  EXPECT_EQ(line["id"], "-");
  ASSERT_EQ(line["mentions"].size(), 1U);
  EXPECT_EQ(line["mentions"][0]["entity"], "马克龙");
}

TEST(Extract, ReadsArticlesOfEveryFormat) {
  const CommandResult result =
      RunProgram({"extract", std::string(KG_SOURCE_DIR) + "/sample/articles/chenxing/1048477.md"});
  EXPECT_EQ(result.status, 0);
  const nlohmann::json line = nlohmann::json::parse(result.out);
  EXPECT_TRUE(line["id"].get<std::string>().starts_with("https://"));
  EXPECT_FALSE(line["mentions"].empty());
}

TEST(Extract, SaysWhichLinesItCannotRead) {
  const CommandResult result =
      RunProgram({"extract", "-"}, "{\"id\":\"a\",\"text\":\"\"}\n{oops\n");
  EXPECT_EQ(result.status, 3);
  EXPECT_NE(result.err.find("-:2"), std::string::npos);
  EXPECT_EQ(RunProgram({"extract", "/no/such/file"}).status, 3);
  EXPECT_EQ(RunProgram({"extract", "--type", "story", "-"}).status, 2);
}

}  // namespace
}  // namespace kg
