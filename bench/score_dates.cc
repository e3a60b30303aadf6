// How well key dates agree with gold timelines.
//
//   score_dates TIMELINES.jsonl ARTICLES.tsv --store DIR [--without-role ROLE] [--min 5]
//               [--rule key|named|published] [--pred FILE]
//
// TIMELINES has one reference a line: {"topic", "dates": [{"date": "YYYY-MM-DD"}, …]}. ARTICLES has
// lines of article, topic, node, date, role apart by tabs; an article is the last part of its URL.
// For each reference as many of the best days between its first and last day are taken as it has
// (Gholipour Ghalandari and Ifrim, ACL 2020); precision and recall are averaged over references and
// F1 taken of the two means, as the date_eval.py of the gold data does. References of fewer than
// --min days are left out. --rule: key_dates.h, or a baseline: the number of articles that name the
// day, or that were published on it. --pred writes the days in the form date_eval.py reads.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "queries/key_dates.h"

namespace kg {
namespace {

using Json = nlohmann::json;
using Days = std::vector<std::string>;
using Options = std::map<std::string, std::string>;

std::map<std::string, DatedArticle> ReadStore(const std::string& dir) {
  const GraphStore store = GraphStore::Open(dir);
  std::map<std::string, DatedArticle> dated;
  store.ForEachArticle([&](const Article& article) {
    if (!article.published) return;
    dated.emplace(article.url.substr(article.url.rfind('/') + 1), ReadDates(store, article));
  });
  return dated;
}

std::map<std::string, std::vector<DatedArticle>> ReadTopics(
    const std::string& path, const std::string& left_out,
    const std::map<std::string, DatedArticle>& dated) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::map<std::string, std::vector<DatedArticle>> topics;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    if (row.size() < 5 || (!left_out.empty() && row[4] == left_out)) continue;
    const auto at = dated.find(row[0]);
    if (at != dated.end()) topics[row[1]].push_back(at->second);
  }
  return topics;
}

Days Ranked(const std::vector<DatedArticle>& articles, const std::string& rule) {
  std::vector<KeyDate> dates = KeyDates(articles);
  if (rule == "named" || rule == "published") {
    std::ranges::sort(dates, {}, &KeyDate::day);
    std::ranges::stable_sort(dates, std::ranges::greater{}, [&](const KeyDate& date) {
      return rule == "named" ? date.named : date.published;
    });
  }
  Days days;
  for (const KeyDate& date : dates) days.push_back(DayOf(date.day));
  return days;
}

int Run(const std::vector<std::string>& words) {
  Options options{{"--min", "5"}, {"--rule", "key"}};
  for (std::size_t i = 2; i + 1 < words.size(); i += 2) options[words[i]] = words[i + 1];
  if (words.size() < 2 || !options.contains("--store")) {
    fmt::print(stderr, "score_dates TIMELINES.jsonl ARTICLES.tsv --store DIR; see its source\n");
    return 2;
  }
  const auto topics =
      ReadTopics(words[1], options["--without-role"], ReadStore(options["--store"]));
  std::map<std::string, Days> ranked;
  std::ofstream pred(options["--pred"]);
  for (const auto& [topic, articles] : topics) {
    ranked[topic] = Ranked(articles, options["--rule"]);
    pred << Json{{"topic", topic}, {"dates", ranked[topic]}} << '\n';
  }
  double precision = 0;
  double recall = 0;
  int references = 0;
  std::ifstream in(words[0]);
  for (std::string line; std::getline(in, line);) {
    const Json json = Json::parse(line);
    std::set<std::string> gold;
    for (const Json& date : json.at("dates")) gold.insert(date.at("date").get<std::string>());
    if (gold.size() < std::stoul(options["--min"])) continue;
    Days taken;
    for (const std::string& day : ranked[json.at("topic")]) {
      const bool inside = day >= *gold.begin() && day <= *gold.rbegin();
      if (inside && taken.size() < gold.size()) taken.push_back(day);
    }
    const auto hits = static_cast<double>(
        std::ranges::count_if(taken, [&](const std::string& day) { return gold.contains(day); }));
    precision += taken.empty() ? 0 : hits / static_cast<double>(taken.size());
    recall += hits / static_cast<double>(gold.size());
    ++references;
  }
  precision /= references;
  recall /= references;
  fmt::print("references={} p={:.4f} r={:.4f} f1={:.4f}\n", references, precision, recall,
             2 * precision * recall / (precision + recall));
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
