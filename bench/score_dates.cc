// How well key dates agree with gold timelines.
//
//   score_dates TIMELINES.jsonl ARTICLES.tsv --store DIR [--without-role ROLE] [--min 5]
//               [--rule key|named|published|oracle] [--pred FILE]
//
// TIMELINES has one reference a line: {"topic", "dates": [{"date": "YYYY-MM-DD"}, …]}. ARTICLES has
// lines of article, topic, node, date, role apart by tabs; an article is the last part of its URL.
// For each reference as many of the best days between its first and last day are taken as it has
// (Gholipour Ghalandari and Ifrim, ACL 2020); precision and recall are averaged over references and
// F1 taken of the two means, as the date_eval.py of the gold data does. References of fewer than
// --min days are left out. --rule: key_dates.h, or a baseline: the number of articles that name the
// day, or that were published on it; oracle ranks gold days first. --pred writes the days in the
// form date_eval.py reads.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tools/train_key_dates/gold_dates.h"

namespace kg {
namespace {

using Json = nlohmann::json;
using Options = std::map<std::string, std::string>;

std::vector<Time> Ranked(const std::vector<DatedArticle>& articles, const std::string& rule) {
  std::vector<KeyDate> dates = KeyDates(articles);
  if (rule == "named" || rule == "published") {
    std::ranges::sort(dates, {}, &KeyDate::day);
    std::ranges::stable_sort(dates, std::ranges::greater{}, [&](const KeyDate& date) {
      return rule == "named" ? date.named : date.published;
    });
  }
  std::vector<Time> days;
  for (const KeyDate& date : dates) days.push_back(date.day);
  return days;
}

// As if the best ranking were known: what of the gold the articles date or name at all.
std::vector<Time> OracleRanked(const GoldTimeline& gold) {
  std::vector<Time> days = Ranked(gold.articles, "key");
  std::ranges::stable_partition(
      days, [&](Time day) { return std::ranges::binary_search(gold.days, day); });
  return days;
}

int Run(const std::vector<std::string>& words) {
  Options options{{"--min", "5"}, {"--rule", "key"}};
  for (std::size_t i = 2; i + 1 < words.size(); i += 2) options[words[i]] = words[i + 1];
  if (words.size() < 2 || !options.contains("--store")) {
    fmt::print(stderr, "score_dates TIMELINES.jsonl ARTICLES.tsv --store DIR; see its source\n");
    return 2;
  }
  const std::string& rule = options["--rule"];
  std::vector<DateAgreement> all;
  std::ofstream pred(options["--pred"]);
  for (const GoldTimeline& gold : ReadGoldTimelines({.timelines = words[0],
                                  .articles = words[1],
                                  .store = options["--store"],
                                  .without_role = options["--without-role"],
                                  .min_days = std::stoul(options["--min"])})) {
    const std::vector<Time> ranked =
        rule == "oracle" ? OracleRanked(gold) : Ranked(gold.articles, rule);
    all.push_back(Agree(gold.days, ranked));
    Json days = Json::array();
    for (const Time day : ranked) days.push_back(DayOf(day));
    pred << Json{{"topic", gold.topic}, {"dates", days}} << '\n';
  }
  fmt::print("references={} f1={:.4f}\n", all.size(), MeanF1(all));
  return 0;
}

}  // namespace
}  // namespace kg

int main(int argc, char** argv) {
  try {
    return kg::Run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    fmt::print(stderr, "score_dates: {}\n", e.what());
    return 1;
  }
}
