#include "graph/option_set.h"

#include <gtest/gtest.h>

#include "graph/error.h"

namespace kg {
namespace {

struct Fields {
  std::string about = "马克龙";
  std::vector<std::string> sources{};
  int limit = 20;
  double weight = 0.5;
  bool quiet = false;
};

OptionSet SetOf(Fields& fields) {
  OptionSet set;
  set.Add("about", fields.about, "whom");
  set.AddPositional("SOURCE", fields.sources, "folders");
  set.Add("limit", fields.limit, "the most");
  set.Add("weight", fields.weight, "the least");
  set.AddFlag("quiet", fields.quiet, "say less");
  return set;
}

TEST(OptionSet, WordsReachTheirFields) {
  Fields fields;
  const OptionSet set = SetOf(fields);
  const char* words[] = {"普京", "a", "-7", "1.25", ""};
  for (std::size_t i = 0; i < set.options().size(); ++i) set.options()[i].parse(words[i]);
  set.options()[1].parse("b");
  EXPECT_EQ(fields.about, "普京");
  EXPECT_EQ(fields.sources, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(fields.limit, -7);
  EXPECT_EQ(fields.weight, 1.25);
  EXPECT_TRUE(fields.quiet);
}

TEST(OptionSet, ShowsDefaultsAndKinds) {
  Fields fields;
  const OptionSet set = SetOf(fields);
  EXPECT_EQ(set.options()[0].shown_default, "马克龙");
  EXPECT_EQ(set.options()[2].shown_default, "20");
  EXPECT_EQ(set.options()[3].shown_default, "0.5");
  EXPECT_TRUE(set.options()[1].positional && set.options()[1].required &&
              set.options()[1].repeated);
  EXPECT_TRUE(set.options()[4].flag);
  EXPECT_FALSE(set.options()[0].positional || set.options()[0].repeated || set.options()[0].flag);
}

TEST(OptionSet, RefusesWhatIsNoNumberAndSaysWhich) {
  Fields fields;
  const OptionSet set = SetOf(fields);
  for (const char* word : {"", "x", "3x", "99999999999", "1.5", " 1", "1 ", "０"}) {
    try {
      set.options()[2].parse(word);
      ADD_FAILURE() << word;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kUsage);
      EXPECT_NE(std::string(error.what()).find("--limit"), std::string::npos);
    }
  }
  EXPECT_THROW(set.options()[3].parse("heavy"), Error);
  EXPECT_EQ(fields.limit, 20);
}

}  // namespace
}  // namespace kg
