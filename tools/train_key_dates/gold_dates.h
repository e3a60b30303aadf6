// Gold timelines, and how well chosen days agree with them.
#pragma once

#include <string>
#include <vector>

#include "queries/key_dates.h"

namespace kg {

/// A reference timeline and the articles of its topic.
struct GoldTimeline {
  std::string topic{};
  std::vector<Time> days{};  // sorted, each once
  std::vector<DatedArticle> articles{};
};

struct GoldFiles {
  std::string timelines{};  // a reference a line: {"topic", "dates": [{"date": "YYYY-MM-DD"}, …]}
  std::string articles{};  // lines of article, topic, node, date, role apart by tabs; an article is
                           // the last part of its URL
  std::string store{};     // of newsgraph, with those articles
  std::string without_role{};  // leave out the articles of it; empty: none
  std::size_t min_days = 5;    // leave out references of fewer
};

/// In the order of the file. Throws Error(kNotFound).
std::vector<GoldTimeline> ReadGoldTimelines(const GoldFiles& files);

/// Hits of as many of the first of `ranked` between the first and last gold day as there are gold
/// days: the protocol of Gholipour Ghalandari and Ifrim, ACL 2020, as date_eval.py has it.
struct DateAgreement {
  double precision = 0;
  double recall = 0;
};
DateAgreement Agree(const std::vector<Time>& gold, const std::vector<Time>& ranked);

/// F1 of the mean precision and the mean recall.
double MeanF1(const std::vector<DateAgreement>& all);

}  // namespace kg
