// What commands print on the sample archive, compared with files in tests/golden. After a change
// that is meant: NEWSGRAPH_UPDATE_GOLDEN=1 script/test, then read the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"

namespace kg {
namespace {

struct Golden {
  const char* file;
  std::vector<std::string> words;
};

void PrintTo(const Golden& golden, std::ostream* out) { *out << golden.file; }

const std::vector<Golden> kGoldens = {
    {"timeline.txt", {"timeline", "李辉"}},
    {"timeline.json", {"timeline", "李辉", "--limit", "3", "--by", "day", "--format", "json"}},
    {"timeline_pair.txt", {"timeline", "习近平", "--with", "馬克龍"}},
    {"timeline.csv", {"timeline", "李辉", "--limit", "2", "--format", "csv"}},
    {"timeline_milestones.txt", {"timeline", "李辉", "--milestones", "4"}},
    {"timeline_milestones.json",
     {"timeline", "李辉", "--milestones", "2", "--by", "year", "--format", "json"}},
    {"timeline_events.txt", {"timeline", "李辉", "--by-event-date", "--limit", "8"}},
    {"timeline_events.json",
     {"timeline", "李辉", "--by-event-date", "--limit", "2", "--by", "year", "--format", "json"}},
    {"timeline_place.txt", {"timeline", "place:乌克兰", "--with", "李辉", "--limit", "5"}},
    {"timeline_cluster.csv", {"timeline", "cluster:1", "--limit", "3", "--format", "csv"}},
    {"timeline_topic.txt", {"timeline", "topic:气候", "--since", "2023-01-01"}},
    {"timeline_organization.txt", {"timeline", "联合国", "--by", "week", "--limit", "4"}},
    {"timeline_article.txt",
     {"timeline",
      "https://www.chenxing.example/cn/国际/20230512-中国特使李辉下周出访乌波法德俄五国"}},
    {"neighbors.txt", {"neighbors", "马克龙", "--type", "person", "--limit", "6"}},
    {"neighbors.json", {"neighbors", "李辉", "--limit", "4", "--format", "json"}},
    {"neighbors.jsonl",
     {"neighbors", "泽连斯基", "--type", "person", "--limit", "3", "--format", "jsonl"}},
    {"neighbors_hops.txt",
     {"neighbors", "李辉", "--hops", "2", "--min-weight", "2", "--limit", "8"}},
    {"show.txt", {"show", "泽连斯基"}},
    {"show.json", {"show", "马克龙", "--format", "json"}},
    {"show_article.txt",
     {"show",
      "https://www.chenxing.example/cn/国际/20240307-中国特使李辉再访基辅-第二轮穿梭外交走到半程",
      "--text"}},
    {"search.txt", {"search", "访华"}},
    {"search_title.txt", {"search", "访华", "--in", "title", "--since", "2023-04-01"}},
    {"search.json", {"search", "馬克龍", "--in", "name", "--format", "json"}},
    {"clusters.txt", {"clusters", "--limit", "5"}},
    {"clusters_show.json", {"clusters", "show", "3", "--limit", "2", "--format", "json"}},
    {"clusters_diff.json",
     {"clusters", "diff", "--from", "2023-06-30", "--to", "2023-11-30", "--limit", "2", "--format",
      "json"}},
    {"path.txt", {"path", "李辉", "金正恩", "--evidence"}},
    {"path.json", {"path", "李辉", "金正恩", "-k", "1", "--evidence", "--format", "json"}},
    {"path.csv", {"path", "李辉", "古特雷斯", "-k", "2", "--avoid", "习近平", "--format", "csv"}},
    {"explain.txt", {"explain", "习近平", "馬克龍"}},
    {"explain.json", {"explain", "李辉", "拉夫罗夫", "--limit", "2", "--format", "json"}},
    {"trend.txt", {"trend", "普京", "泽连斯基", "--since", "2023-01-01"}},
    {"trend.json", {"trend", "李辉", "库列巴", "--by", "year", "--normalize", "--format", "json"}},
    {"trend.csv", {"trend", "普京", "泽连斯基", "--by", "year", "--format", "csv"}},
    {"rank.txt", {"rank", "--by", "pagerank", "--type", "person", "--limit", "8"}},
    {"rank.json", {"rank", "--by", "mentions", "--limit", "3", "--format", "json"}},
    {"rank_betweenness.txt", {"rank", "--by", "betweenness", "--backbone", "0.2", "--limit", "5"}},
    {"story.txt",
     {"story", "https://www.chenxing.example/cn/国际/20230512-中国特使李辉下周出访乌波法德俄五国"}},
    {"story.json",
     {"story", "https://www.chenxing.example/cn/国际/20230512-中国特使李辉下周出访乌波法德俄五国",
      "--limit", "1", "--pause", "365", "--format", "json"}},
    {"diff.txt", {"diff", "--from", "2023-06-30", "--to", "2023-11-30", "--limit", "4"}},
    {"diff_clusters.txt",
     {"diff", "--from", "2023-06-30", "--to", "2023-11-30", "--clusters", "--limit", "2"}},
    {"diff.json",
     {"diff", "--from", "2023-06-30", "--to", "2023-11-30", "--limit", "1", "--format", "json"}},
    {"clusters_diff.txt",
     {"clusters", "diff", "--from", "2023-06-30", "--to", "2023-11-30", "--limit", "4"}},
    {"help_path.txt", {"path", "--help"}},
    {"resolve_queue.txt", {"resolve", "queue"}},
    {"resolve_queue.json", {"resolve", "--limit", "2", "--format", "json"}},
    {"resolve_list.txt", {"resolve", "list"}},
    {"help_resolve.txt", {"resolve", "--help"}},
    {"ambiguous.txt", {"timeline", "中国"}},
    {"help.txt", {"--help"}},
    {"help_timeline.txt", {"timeline", "--help"}},
};

std::string Printed(const Golden& golden) {
  std::vector<std::string> words = {"--store", SampleStore().string()};
  words.insert(words.end(), golden.words.begin(), golden.words.end());
  const CommandResult result = RunProgram(words);
  return result.out + (result.err.empty() ? "" : "-- standard error --\n" + result.err) +
         "-- exit status " + std::to_string(result.status) + " --\n";
}

class GoldenOutput : public testing::TestWithParam<Golden> {};

TEST_P(GoldenOutput, IsAsBefore) {
  const std::string path = std::string(KG_SOURCE_DIR "/tests/golden/") + GetParam().file;
  const std::string printed = Printed(GetParam());
  if (std::getenv("NEWSGRAPH_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << printed;
  }
  std::ifstream in(path, std::ios::binary);
  ASSERT_TRUE(in) << path << " is missing";
  std::ostringstream expected;
  expected << in.rdbuf();
  EXPECT_EQ(printed, expected.str());
}

INSTANTIATE_TEST_SUITE_P(Commands, GoldenOutput, testing::ValuesIn(kGoldens),
                         [](const testing::TestParamInfo<Golden>& golden) {
                           std::string name = golden.param.file;
                           name[name.find('.')] = '_';
                           return name;
                         });

}  // namespace
}  // namespace kg
