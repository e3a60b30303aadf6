// `diff` against counting the articles before and after, one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "graph/co_mentions.h"
#include "queries/random.h"
#include "tests/support/asked_store.h"

namespace kg {
namespace {

struct Counted {
  std::map<std::string, double> counts;  // of a name, or of two with a blank between
  int articles = 0;
};

Counted CountIn(const GraphStore& store, const TimeRange& range) {
  Counted counted;
  store.ForEachArticle([&](const Article& article) {
    if (!article.published || !range.Contains(*article.published)) return;
    ++counted.articles;
    for (const Label& label : article.labels) counted.counts["topic:" + label.name] += 1;
    for (const Entity& a : article.entities) {
      const std::string name = NodeName(a.kind, a.name);
      counted.counts[name] += 1;
      for (const Entity& b : article.entities) {
        const std::string other = NodeName(b.kind, b.name);
        if (name < other) counted.counts[name + " " + other] += CoMentionWeight(a, b);
      }
    }
  });
  return counted;
}

struct SlowChange {
  std::string word;
  double before = 0;
  double after = 0;
  auto operator<=>(const SlowChange&) const = default;
};

std::map<std::string, SlowChange> SlowChanges(const Counted& before, const Counted& after) {
  const double ratio =
      before.articles == 0 ? 1 : static_cast<double>(after.articles) / before.articles;
  std::set<std::string> names;
  for (const Counted* side : {&before, &after}) {
    for (const auto& [name, count] : side->counts) names.insert(name);
  }
  std::map<std::string, SlowChange> changes;
  for (const std::string& name : names) {
    const auto count = [&](const Counted& side) {
      const auto at = side.counts.find(name);
      return at == side.counts.end() ? 0.0 : at->second;
    };
    const double b = count(before);
    const double a = count(after);
    const double surprise = (a - ratio * b) / std::sqrt(a + ratio * ratio * b);
    if (b == 0 || a == 0) {
      changes[name] = {b == 0 ? "came" : "went", b, a};
    } else if (std::abs(surprise) >= 2) {
      changes[name] = {surprise > 0 ? "grew" : "shrank", b, a};
    }
  }
  return changes;
}

std::string NameIn(const Json& change) {
  if (change.at("what") == "node") return change.at("node").at("id");
  const std::string a = change.at("source");
  const std::string b = change.at("target");
  return std::min(a, b) + " " + std::max(a, b);
}

class DiffOfRandomStore : public testing::TestWithParam<std::uint64_t> {};

TEST_P(DiffOfRandomStore, ListsWhatCameGrewShrankAndWent) {
  const AskedStore store = StoreOfNames(GetParam(), 120, 9);
  const GraphStore open = store.Open();
  Random random(GetParam());
  for (int round = 0; round < 12; ++round) {
    const Time from = *MakeTime(2023, 1, 10) + std::chrono::days(random.Below(60));
    const Time to = from + std::chrono::days(1 + random.Below(40));
    const int window = static_cast<int>(random.Below(2)) * (1 + static_cast<int>(random.Below(50)));
    const auto length = window == 0 ? to - from : std::chrono::days(window);
    const auto expected =
        SlowChanges(CountIn(open, {from - length, from}), CountIn(open, {to - length, to}));
    const std::string last_before =
        DayOf(from - std::chrono::days(1));  // dates are the last that are in
    const std::string last_after = DayOf(to - std::chrono::days(1));
    const std::vector<std::string> words = {"diff",     "--from",   last_before,           "--to",
                                            last_after, "--window", std::to_string(window)};
    std::vector<std::string> all_words = words;
    all_words.insert(all_words.end(), {"--limit", "1000"});
    const Json answer = store.Ask(all_words);
    std::map<std::string, SlowChange> found;
    std::map<std::string, std::size_t> counts;
    for (const Json& change : answer.at("changes")) {
      found[NameIn(change)] = {change.at("change"), change.at("before"), change.at("after")};
      ++counts[change.at("what").get<std::string>() + " " + change.at("change").get<std::string>()];
    }
    EXPECT_EQ(found, expected) << last_before << " " << last_after << " " << window;
    EXPECT_EQ(answer.at("counts"), Json(counts));
    EXPECT_EQ(answer.at("hidden"), 0);
    std::vector<std::string> few_words = words;
    few_words.insert(few_words.end(), {"--limit", "1"});
    const Json few = store.Ask(few_words);
    EXPECT_EQ(few.at("changes").size(), counts.size());
    EXPECT_EQ(few.at("hidden").get<std::size_t>() + counts.size(), expected.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DiffOfRandomStore, testing::Range<std::uint64_t>(1, 6));

}  // namespace
}  // namespace kg
