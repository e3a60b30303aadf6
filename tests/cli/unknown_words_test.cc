#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/nearest_word.h"
#include "tests/support/command_line.h"

namespace kg {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(UnknownWords, AMistypedCommandIsGuessed) {
  const CommandResult result = RunProgram({"--store", "x", "tymeline", "马克龙"});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_THAT(result.err, HasSubstr("unknown command \"tymeline\"; did you mean \"timeline\"?"));
  EXPECT_EQ(result.out, "");
}

TEST(UnknownWords, AMistypedOptionIsGuessed) {
  const CommandResult result = RunProgram({"timeline", "马克龙", "--untl=2023-01-01"});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_THAT(result.err, HasSubstr("\"--untl\"; did you mean \"--until\"?"));
}

TEST(UnknownWords, WhatIsFarFromAllIsNotGuessed) {
  const CommandResult result = RunProgram({"frobnicate"});
  EXPECT_EQ(result.status, kUsageError);
  EXPECT_THAT(result.err, HasSubstr("unknown command \"frobnicate\""));
  EXPECT_THAT(result.err, Not(HasSubstr("did you mean")));
}

TEST(UnknownWords, SwappedAndMissingLettersCountOnce) {
  const std::vector<std::string> known = {"show", "story", "stats"};
  EXPECT_EQ(NearestWord("sotry", known), "story");
  EXPECT_EQ(NearestWord("stat", known), "stats");
  EXPECT_EQ(NearestWord("shwo", known), "show");
  EXPECT_EQ(NearestWord("zzzz", known), std::nullopt);
  EXPECT_EQ(NearestWord("", known), std::nullopt);
}

}  // namespace
}  // namespace kg
