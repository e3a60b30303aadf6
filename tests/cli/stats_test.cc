// The figures of `stats` on the sample, by other ways.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "graph/node_json.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"

namespace kg {
namespace {

Json Answer(const std::vector<std::string>& words) {
  std::vector<std::string> all = {"--store", SampleStore().string()};
  all.insert(all.end(), words.begin(), words.end());
  const CommandResult result = RunProgram(all);
  EXPECT_EQ(result.status, kAnswered) << result.err;
  return Json::parse(result.out);
}

// All that can be walked to from `id`, which is taken out of `rows`.
std::size_t WalkFrom(const std::string& id, std::map<std::string, std::set<std::string>>& rows) {
  std::size_t seen = 0;
  for (std::vector<std::string> open{id}; !open.empty();) {
    const auto row = rows.extract(open.back());
    open.pop_back();
    if (row.empty()) continue;
    ++seen;
    open.insert(open.end(), row.mapped().begin(), row.mapped().end());
  }
  return seen;
}

TEST(Stats, ComponentsAreWhatCanBeWalkedTo) {
  const Json graph = Answer({"export", "--format", "json"});
  std::map<std::string, std::set<std::string>> rows;
  for (const Json& node : graph["nodes"]) rows[node["id"]];
  for (const Json& link : graph["links"]) {
    rows[link["source"]].insert(link["target"].get<std::string>());
    rows[link["target"]].insert(link["source"].get<std::string>());
  }
  std::size_t count = 0;
  std::size_t largest = 0;
  for (; !rows.empty(); ++count) {
    largest = std::max(largest, WalkFrom(rows.begin()->first, rows));
  }
  const Json components = Answer({"stats", "--format", "json"})["components"];
  EXPECT_EQ(components["count"], count);
  EXPECT_EQ(components["largest"], largest);
  EXPECT_GT(largest, 100U);
}

}  // namespace
}  // namespace kg
