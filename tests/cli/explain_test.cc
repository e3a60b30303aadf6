// `explain` and `timeline --with` against a look at every sentence of every article.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "graph/sentences.h"
#include "graph/utf8.h"
#include "queries/random.h"
#include "tests/support/asked_store.h"

namespace kg {
namespace {

constexpr int kPersons = 6;

std::string PersonOf(int number) { return "person:人" + std::to_string(number); }

// What an article has of two names: where both stand, and how close they come.
struct SlowMeeting {
  std::string how{};
  std::set<std::string> quotes{};  // "start-end words"
};

std::set<std::uint32_t> Places(const Entity& entity, std::uint32_t Mention::*part) {
  std::set<std::uint32_t> places;
  for (const Mention& mention : entity.mentions) places.insert(mention.*part);
  return places;
}

bool Meet(const Entity& a, const Entity& b, std::uint32_t Mention::*part) {
  const std::set<std::uint32_t> of_b = Places(b, part);
  return std::ranges::any_of(Places(a, part), [&](auto place) { return of_b.contains(place); });
}

std::string QuoteText(const Span& span, std::string_view words) {
  return fmt::format("{}-{} {}", span.start, span.end, words);
}

SlowMeeting MeetingIn(const std::string& text, const Entity& a, const Entity& b) {
  const std::vector<Span> sentences = Sentences(text);
  SlowMeeting meeting;
  const auto quote = [&](std::uint32_t sentence) {
    meeting.quotes.insert(QuoteText(sentences[sentence], Slice(text, sentences[sentence])));
  };
  if (Meet(a, b, &Mention::sentence)) {
    meeting.how = "same sentence";
    const std::set<std::uint32_t> of_b = Places(b, &Mention::sentence);
    for (const std::uint32_t sentence : Places(a, &Mention::sentence)) {
      if (of_b.contains(sentence)) quote(sentence);
    }
  } else {
    meeting.how = Meet(a, b, &Mention::paragraph) ? "same paragraph" : "same article";
    for (const Entity* entity : {&a, &b}) quote(entity->mentions.front().sentence);
  }
  return meeting;
}

using Meetings = std::map<std::string, SlowMeeting>;  // by article

Meetings SlowMeetings(const GraphStore& store, int a, int b, const TimeRange& range) {
  Meetings meetings;
  store.ForEachArticle([&](const Article& article) {
    const auto find = [&](int person) {
      return FindEntity(article, {.kind = NodeKind::kPerson, .key = PersonOf(person).substr(7)});
    };
    const Entity* first = find(a);
    const Entity* second = find(b);
    if (first == nullptr || second == nullptr) return;
    if (!article.published || !range.Contains(*article.published)) return;
    meetings[NodeName(NodeKind::kArticle, article.url)] =
        MeetingIn(store.Text(article.id()), *first, *second);
  });
  return meetings;
}

class Explained : public testing::TestWithParam<std::uint64_t> {
 protected:
  template <typename Check>
  void ForEachPair(const Check& check) {
    for (int a = 0; a < kPersons; ++a) {
      for (int b = 0; b < kPersons; ++b) {
        if (a == b) continue;
        const int from = static_cast<int>(random_.Below(40));
        const int days = 1 + static_cast<int>(random_.Below(60));
        const Time start = *MakeTime(2023, 1, 1) + std::chrono::days(from);
        check(a, b, TimeRange{start, start + std::chrono::days(days)});
      }
    }
  }

  // `words` and the range, as the command line has it: the last day is in.
  Json Ask(std::vector<std::string> words, const TimeRange& range) const {
    words.insert(words.end(), {"--since", DayOf(range.from), "--until",
                               DayOf(range.until - std::chrono::days(1)), "--limit", "1000"});
    return store_.Ask(words);
  }

  AskedStore store_ = StoreOfNames(GetParam(), 80, kPersons);
  GraphStore open_ = store_.Open();
  Random random_{GetParam()};
};

TEST_P(Explained, EverySentenceWithBothNamesElseOneOfEach) {
  std::size_t compared = 0;
  ForEachPair([&](int a, int b, const TimeRange& range) {
    const Meetings expected = SlowMeetings(open_, a, b, range);
    const Json answer = Ask({"explain", PersonOf(a), PersonOf(b)}, range);
    Meetings found;
    for (const Json& evidence : answer.is_null() ? Json::array() : answer.at("evidence")) {
      SlowMeeting& meeting = found[evidence.at("article")];
      meeting.how = evidence.at("how");
      meeting.quotes.insert(QuoteText({evidence.at("start"), evidence.at("end")},
                                      evidence.at("quote").get<std::string>()));
    }
    ASSERT_EQ(found.size(), expected.size()) << PersonOf(a) << " " << PersonOf(b);
    std::map<std::string, std::size_t> counts;
    for (const auto& [article, meeting] : expected) {
      EXPECT_EQ(found[article].how, meeting.how) << article;
      EXPECT_EQ(found[article].quotes, meeting.quotes) << article;
      ++counts[meeting.how.substr(5)];
      ++compared;
    }
    if (answer.is_null()) return;
    for (const char* how : {"sentence", "paragraph", "article"}) {
      EXPECT_EQ(answer.at("articles").at(how), counts[how]) << how;
    }
  });
  EXPECT_GT(compared, 20U);
}

TEST_P(Explained, TheTimelineOfAPairHasTheSameArticles) {
  const std::map<std::string, double> kScores = {
      {"same sentence", 1}, {"same paragraph", 0.5}, {"same article", 0.25}};
  ForEachPair([&](int a, int b, const TimeRange& range) {
    std::map<std::string, double> expected;
    for (const auto& [article, meeting] : SlowMeetings(open_, a, b, range)) {
      expected[article] = kScores.at(meeting.how);
    }
    std::map<std::string, double> found;
    const Json answer = Ask({"timeline", PersonOf(a), "--with", PersonOf(b)}, range);
    for (const Json& item : answer.is_null() ? Json::array() : answer.at("items")) {
      found[item.at("article").at("id")] = item.at("score");
    }
    EXPECT_EQ(found, expected) << PersonOf(a) << " " << PersonOf(b);
  });
}

INSTANTIATE_TEST_SUITE_P(Seeds, Explained, testing::Range<std::uint64_t>(1, 4));

}  // namespace
}  // namespace kg
