// `timeline` of every kind of subject and `trend`, against counting the edges of the whole graph;
// `--by-event-date` and `--milestones`, against a look at every sentence.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "graph/utf8.h"
#include "queries/random.h"
#include "tests/support/asked_store.h"
#include "tests/support/slow_graph.h"

namespace kg {
namespace {

// The first day of the period that `time` is in.
std::string PeriodOf(Time time, std::string_view by) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::string shown = DayOf(Time(day));
  if (by == "year") return shown.substr(0, 4) + "-01-01";
  if (by == "month") return shown.substr(0, 7) + "-01";
  const auto since_monday = std::chrono::weekday(day) - std::chrono::Monday;
  return by == "week" ? DayOf(Time(day - since_monday)) : shown;
}

std::set<Relation> RelationsTo(NodeKind kind) {
  switch (kind) {
    case NodeKind::kArticle: return {Relation::kRelatedTo, Relation::kLinksTo};
    case NodeKind::kTopic: return {Relation::kHasTopic};
    case NodeKind::kPublisher: return {Relation::kPublishedBy};
    default: return {Relation::kMentions};
  }
}

struct SlowTimeline {
  std::map<std::string, double> scores;  // of dated articles
  std::map<std::string, int> periods;    // by first day
  std::size_t undated = 0;
};

SlowTimeline TimelineOf(const SlowGraph& graph, const std::string& id, const TimeRange& range,
                        std::string_view by) {
  const SlowNode& subject = graph.nodes().at(id);
  const std::set<Relation> relations = RelationsTo(subject.kind);
  SlowTimeline timeline;
  std::set<std::string> seen;
  for (const SlowEdge& edge : graph.edges()) {
    if (edge.to != id || !relations.contains(edge.relation)) continue;
    if (!seen.insert(edge.from).second) continue;
    const std::optional<Time> published = graph.nodes().at(edge.from).published;
    if (!published) {
      timeline.undated += range.until == kLastTime && range.from == kFirstTime ? 1 : 0;
    } else if (range.Contains(*published)) {
      timeline.scores[edge.from] = edge.relation == Relation::kMentions ? edge.weight : 1;
      ++timeline.periods[PeriodOf(*published, by)];
    }
  }
  return timeline;
}

class TimelineOfRandomStore : public testing::TestWithParam<std::uint64_t> {
 protected:
  // Half of the time everything, else a range, as words of the command line too.
  TimeRange RandomRange(std::vector<std::string>& words) {
    if (random_.Below(2) == 0) return {};
    const Time from =
        std::chrono::floor<std::chrono::days>(kFirstTime + std::chrono::hours(2'000'000)) -
        std::chrono::days(random_.Below(60));
    words.insert(words.end(), {"--since", DayOf(from)});
    return {from, kLastTime};
  }

  std::string RandomPeriod(std::vector<std::string>& words) {
    const std::vector<std::string> periods = {"day", "week", "month", "year"};
    words.insert(words.end(), {"--by", periods[random_.Below(4)]});
    return words.back();
  }

  AskedStore store_ = StoreOfArticles(GetParam(), 40);
  SlowGraph graph_ = SlowGraph(store_.Open());
  Random random_{GetParam()};
};

TEST_P(TimelineOfRandomStore, HasAllThatPointsAtTheSubject) {
  for (const auto& [id, node] : graph_.nodes()) {
    std::vector<std::string> words = {"timeline", id, "--limit", "1000"};
    const std::string by = RandomPeriod(words);
    const SlowTimeline expected = TimelineOf(graph_, id, RandomRange(words), by);
    const Json answer = store_.Ask(words);
    std::map<std::string, double> scores;
    std::map<std::string, int> periods;
    std::string last;
    for (const Json& item : answer.at("items")) {
      scores[item.at("article").at("id")] = item.at("score");
      EXPECT_LE(last, item.at("published").get<std::string>()) << id;
      last = item.at("published");
    }
    for (const Json& period : answer.at("periods")) {
      if (period.at("count") == 0) continue;
      periods[period.at("start").get<std::string>().substr(0, 10)] = period.at("count");
    }
    const std::string line = fmt::format("{}", fmt::join(words, " "));
    EXPECT_EQ(scores, expected.scores) << line;
    EXPECT_EQ(periods, expected.periods) << line;
    EXPECT_EQ(answer.at("undated"), expected.undated) << line;
    words[3] = "2";
    EXPECT_EQ(store_.Ask(words).at("hidden"), std::max<std::size_t>(scores.size(), 2) - 2) << line;
  }
}

TEST_P(TimelineOfRandomStore, ATrendCountsTheSameSideBySide) {
  std::vector<std::string> ids;
  for (const auto& [id, node] : graph_.nodes()) ids.push_back(id);
  for (std::size_t i = 1; i < ids.size(); i += 2) {
    std::vector<std::string> words = {"trend", ids[i - 1], ids[i], "--normalize"};
    const std::string by = RandomPeriod(words);
    const TimeRange range = RandomRange(words);
    std::map<std::string, int> all;
    for (const auto& [id, node] : graph_.nodes()) {
      const bool full = node.kind == NodeKind::kArticle && node.state == ArticleState::kFull;
      if (full && node.published && range.Contains(*node.published)) {
        ++all[PeriodOf(*node.published, by)];
      }
    }
    const Json answer = store_.Ask(words);
    ASSERT_EQ(answer.at("series").size(), 2U);
    for (std::size_t s = 0; s < 2; ++s) {
      const Json& series = answer.at("series")[s];
      const SlowTimeline expected = TimelineOf(graph_, ids[i - 1 + s], range, by);
      std::map<std::string, int> counts;
      for (const Json& count : series.at("counts")) {
        const std::string start = count.at("start").get<std::string>().substr(0, 10);
        if (count.at("count") > 0) counts[start] = count.at("count");
        EXPECT_EQ(count.at("all"), all[start]);
        EXPECT_EQ(count.at("share"),
                  all[start] == 0 ? 0 : count.at("count").get<double>() / all[start]);
      }
      EXPECT_EQ(counts, expected.periods) << fmt::format("{}", fmt::join(words, " "));
      EXPECT_EQ(series.at("undated"), expected.undated);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimelineOfRandomStore, testing::Range<std::uint64_t>(1, 4));

// An article whose sentences each name 李辉 or nobody, and a day, a month or nothing.
struct Sentence {
  bool names = false;
  std::string date{};   // as it is written
  std::string event{};  // "2023-04-05", "2023-04" or nothing
};

struct Told {
  std::string url{};
  Time published{};
  std::vector<Sentence> sentences{};
};

Sentence RandomSentence(Random& random) {
  Sentence sentence{.names = random.Below(2) == 0};
  const std::uint32_t year = 2022 + random.Below(2);
  const std::uint32_t month = 1 + random.Below(12);
  const std::uint32_t day = 1 + random.Below(28);
  switch (random.Below(3)) {
    case 0:
      sentence.date = fmt::format("{}年{}月{}日", year, month, day);
      sentence.event = fmt::format("{}-{:02}-{:02}", year, month, day);
      break;
    case 1:
      sentence.date = fmt::format("{}年{}月", year, month);
      sentence.event = fmt::format("{}-{:02}", year, month);
      break;
    default: break;
  }
  return sentence;
}

std::vector<Told> RandomChronicle(Random& random) {
  std::vector<Told> chronicle;
  for (int i = 0; i < 60; ++i) {
    Told told{.url = "https://www.chenxing.example/cn/a/" + std::to_string(i),
              .published = *MakeTime(2022, 1, 1) + std::chrono::hours(random.Below(24 * 700))};
    for (std::uint32_t n = 1 + random.Below(6); n > 0; --n) {
      told.sentences.push_back(RandomSentence(random));
    }
    chronicle.push_back(std::move(told));
  }
  return chronicle;
}

Article ArticleOf(const Told& told) {
  Article article;
  article.url = told.url;
  article.title = "消息";
  article.published = told.published;
  article.text = "消息\n";
  Entity entity{.name = "李辉"};
  std::uint32_t number = 1;
  for (const Sentence& sentence : told.sentences) {
    const auto start = static_cast<std::uint32_t>(CountCodePoints(article.text));
    if (sentence.names)
      entity.mentions.push_back({{start, start + 2}, Field::kBody, number, number});
    article.text += (sentence.names ? "李辉" : "特使") + sentence.date + "到访。\n";
    ++number;
  }
  const auto size = static_cast<std::uint32_t>(CountCodePoints(article.text));
  article.fields = {{Field::kTitle, {0, 2}}, {Field::kBody, {3, size - 1}}};
  if (!entity.mentions.empty()) article.entities.push_back(std::move(entity));
  return article;
}

bool NamesHim(const Told& told) { return std::ranges::any_of(told.sentences, &Sentence::names); }

// Of the first three sentences that name him.
std::string EventOf(const Told& told) {
  std::string month;
  int quoted = 0;
  for (const Sentence& sentence : told.sentences) {
    if (!sentence.names || ++quoted > 3) continue;
    if (sentence.event.size() == 10) return sentence.event;
    const bool now = sentence.event == DayOf(told.published).substr(0, 7);
    if (month.empty() && !now) month = sentence.event;
  }
  return month.empty() ? DayOf(told.published) : month + "-01";
}

class TimelineOfChronicle : public testing::TestWithParam<std::uint64_t> {
 protected:
  Random random_{GetParam()};
  std::vector<Told> chronicle_ = RandomChronicle(random_);
  AskedStore store_{[this](GraphStore& store) {
    for (const Told& told : chronicle_) {
      store.Put(ArticleOf(told), {DigestOf(told.url), DigestOf("1")});
    }
  }};
};

TEST_P(TimelineOfChronicle, ByEventDateIsInOrderOfWhatTheSentencesSay) {
  std::map<std::string, std::string> expected;
  for (const Told& told : chronicle_) {
    if (NamesHim(told)) expected["article:" + told.url] = EventOf(told);
  }
  std::map<std::string, std::string> found;
  std::string last;
  const Json answer = store_.Ask({"timeline", "李辉", "--by-event-date", "--limit", "1000"});
  for (const Json& item : answer.at("items")) {
    const std::string start = item.at("event").at("start").get<std::string>().substr(0, 10);
    EXPECT_LE(last, start);
    last = start;
    found[item.at("article").at("id")] = start;
  }
  EXPECT_EQ(found, expected);
}

// Days that an article names in any of its sentences, but none that were still to come.
std::set<std::string> DaysNamed(const Told& told) {
  const Time day = std::chrono::floor<std::chrono::days>(told.published);
  std::set<std::string> named;
  for (const Sentence& sentence : told.sentences) {
    if (sentence.event.size() == 10 && sentence.event <= DayOf(day + std::chrono::days(1))) {
      named.insert(sentence.event);
    }
  }
  return named;
}

TEST_P(TimelineOfChronicle, MilestonesAreOfDaysThatAreCountedRight) {
  std::map<std::string, int> published;
  std::map<std::string, int> named;
  std::map<std::string, std::set<std::string>> days_of;
  for (const Told& told : chronicle_) {
    if (!NamesHim(told)) continue;
    std::set<std::string>& touched = days_of["article:" + told.url] = DaysNamed(told);
    for (const std::string& day : touched) ++named[day];
    ++published[DayOf(told.published)];
    touched.insert(DayOf(told.published));
  }
  const Json answer = store_.Ask({"timeline", "李辉", "--milestones", "7", "--limit", "1000"});
  ASSERT_EQ(answer.at("key_dates").size(), 7U);
  EXPECT_EQ(answer.at("items").size(), 7U);
  EXPECT_EQ(answer.at("hidden"), days_of.size() - 7);
  std::set<std::string> key;
  double last = 1e9;
  for (const Json& date : answer.at("key_dates")) {
    const std::string day = date.at("day");
    EXPECT_TRUE(key.insert(day).second);
    EXPECT_EQ(date.at("published"), published[day]) << day;
    EXPECT_EQ(date.at("named"), named[day]) << day;
    EXPECT_LE(date.at("score"), last);
    last = date.at("score");
  }
  for (const Json& item : answer.at("items")) {
    EXPECT_TRUE(item.at("milestone"));
    const std::set<std::string>& touched = days_of.at(item.at("article").at("id"));
    EXPECT_TRUE(std::ranges::any_of(touched, [&](const auto& day) { return key.contains(day); }));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimelineOfChronicle, testing::Range<std::uint64_t>(1, 7));

}  // namespace
}  // namespace kg
