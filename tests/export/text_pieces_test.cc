// The fast ways to write text give what the slow ones give.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>
#include <random>
#include <sstream>

#include "export/json_parts.h"
#include "export/node_facts.h"
#include "export/text_buffer.h"
#include "export/text_table.h"
#include "export/time_texts.h"
#include "tests/export/graphs.h"

namespace kg {
namespace {

TEST(NumberText, IsWhatFmtWrites) {
  std::mt19937_64 random(91);
  for (int round = 0; round < 20'000; ++round) {
    const double quarters = static_cast<double>(random() % (1U << round % 32U)) / 4;
    EXPECT_EQ(std::string_view(NumberText(quarters)), fmt::format("{}", quarters));
    const double any =
        std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 130);
    EXPECT_EQ(std::string_view(NumberText(any)), fmt::format("{}", any));
    const std::uint64_t whole = random() >> random() % 64;
    EXPECT_EQ(std::string_view(NumberText(whole)), std::to_string(whole));
  }
  for (const double number : {0.0, -0.0, -1.25, 1e15, 1e16, 2.5e14, 5e300, HUGE_VAL}) {
    EXPECT_EQ(std::string_view(NumberText(number)), fmt::format("{}", number));
  }
}

TEST(DecimalText, IsWhatFmtWritesButForMinusZero) {
  std::mt19937_64 random(93);
  const auto written = [](double number) {
    const DecimalText text(number);
    return std::string(std::string_view(ShortText(text)));
  };
  for (int round = 0; round < 20'000; ++round) {
    const double number = static_cast<double>(random() % 20'000'001) / 100 - 1e5;
    EXPECT_EQ(written(number), fmt::format("{:.2f}", number == 0 ? 0 : number));
  }
  EXPECT_EQ(written(-0.001), "0.00");
  EXPECT_EQ(written(-0.057), "-0.06");
  EXPECT_EQ(written(2.996), "3.00");
}

TEST(JsonText, IsWhatADocumentWrites) {
  for (const std::string_view text :
       {"", "plain", "马克龙 «x»", "a \"quote\"", "back\\slash", "line\nfeed", "\x01\x1f\x7f",
        "not \xff UTF-8", "\xe9\xa9", "𠀋", "</script>"}) {
    EXPECT_EQ(JsonText(text), Compact(Json(text)));
  }
}

TEST(TimeText, IsTheSlowOne) {
  std::mt19937_64 random(92);
  const auto span = static_cast<std::uint64_t>((kLastTime - kFirstTime).count());
  std::vector<Time> times = {kFirstTime, kLastTime};
  for (int round = 0; round < 50'000; ++round) {
    times.push_back(kFirstTime + std::chrono::seconds(random() % span));
  }
  for (const Time time : times) {
    const std::string iso = ToIso(time);
    ASSERT_EQ(std::string_view(TimeText(time)), iso);
    ASSERT_EQ(TimeText(time).day(), DayOf(time));
    ASSERT_EQ(std::string_view(JsonTimeText(time)), '"' + iso + '"');
  }
  EXPECT_TRUE(TimeText({}).empty());
  EXPECT_EQ(std::string_view(TimeText({})), "");
  EXPECT_EQ(std::string_view(JsonTimeText({})), "null");
}

TEST(PlainIds, AreThoseOfTheNodes) {
  const NewsGraph graph = SmallGraph();
  const PlainIds ids(graph);
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    EXPECT_EQ(std::string_view(ids[i]), PlainId(graph.node(i)));
  }
}

TEST(ShortName, IsTheRelations) {
  for (int i = 0; i < kRelations; ++i) {
    const auto relation = static_cast<Relation>(i);
    EXPECT_EQ(std::string_view(ShortName(relation)), ToString(relation));
  }
}

TEST(TextBuffer, PutsPiecesTogetherAndPassesThemOn) {
  std::ostringstream out;
  TextBuffer buffer(out);
  std::string expected;
  for (unsigned i = 0; i < 20'000; ++i) {
    buffer.AddAll("<", NumberText(i), std::string_view(), std::string(">"));
    buffer.Add('\n');
    buffer.EndRecord();
    expected += fmt::format("<{}>\n", i);
  }
  EXPECT_FALSE(out.str().empty());
  buffer.Finish();
  EXPECT_EQ(out.str(), expected);
}

TEST(TextTable, GivesBackWhatWasAdded) {
  TextTable table;
  for (const char* text : {"", "a", "", "马克龙"}) table.Add(text);
  EXPECT_EQ(table[0], "");
  EXPECT_EQ(table[1], "a");
  EXPECT_EQ(table[2], "");
  EXPECT_EQ(table[3], "马克龙");
}

}  // namespace
}  // namespace kg
