#include "tools/train_key_dates/gold_dates.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "graph/error.h"
#include "graph/sort_unique.h"

namespace kg {
namespace {

std::ifstream Open(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error(ErrorCode::kNotFound, "cannot open " + path);
  return in;
}

std::map<std::string, DatedArticle> ReadStore(const std::string& dir) {
  const GraphStore store = GraphStore::Open(dir);
  std::map<std::string, DatedArticle> dated;
  store.ForEachArticle([&](const Article& article) {
    if (!article.published) return;
    dated.emplace(article.url.substr(article.url.rfind('/') + 1), ReadDates(store, article));
  });
  return dated;
}

std::map<std::string, std::vector<DatedArticle>> ReadTopics(const GoldFiles& files) {
  const std::map<std::string, DatedArticle> dated = ReadStore(files.store);
  std::ifstream in = Open(files.articles);
  std::map<std::string, std::vector<DatedArticle>> topics;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    if (row.size() < 5 || (!files.without_role.empty() && row[4] == files.without_role)) continue;
    const auto at = dated.find(row[0]);
    if (at != dated.end()) topics[row[1]].push_back(at->second);
  }
  return topics;
}

}  // namespace

std::vector<GoldTimeline> ReadGoldTimelines(const GoldFiles& files) {
  const auto topics = ReadTopics(files);
  std::vector<GoldTimeline> gold;
  std::ifstream in = Open(files.timelines);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    GoldTimeline one{.topic = json.at("topic")};
    for (const auto& date : json.at("dates")) {
      if (const auto day = ParseIso(date.at("date").get<std::string>())) one.days.push_back(*day);
    }
    SortUnique(one.days);
    if (one.days.size() < std::max<std::size_t>(files.min_days, 1)) continue;
    if (const auto at = topics.find(one.topic); at != topics.end()) one.articles = at->second;
    gold.push_back(std::move(one));
  }
  return gold;
}

DateAgreement Agree(const std::vector<Time>& gold, const std::vector<Time>& ranked) {
  std::size_t taken = 0;
  std::size_t hits = 0;
  for (const Time day : ranked) {
    if (taken == gold.size()) break;
    if (day < gold.front() || day > gold.back()) continue;
    ++taken;
    if (std::ranges::binary_search(gold, day)) ++hits;
  }
  const auto right = static_cast<double>(hits);
  return {.precision = taken == 0 ? 0 : right / static_cast<double>(taken),
          .recall = right / static_cast<double>(gold.size())};
}

double MeanF1(const std::vector<DateAgreement>& all) {
  double precision = 0;
  double recall = 0;
  for (const DateAgreement& one : all) {
    precision += one.precision;
    recall += one.recall;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(all.size(), 1));
  precision /= count;
  recall /= count;
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

}  // namespace kg
