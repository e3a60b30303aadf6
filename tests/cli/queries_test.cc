// What every query keeps towards its callers: statuses, filters, examples that run.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "graph/co_mentions.h"
#include "graph/node_json.h"
#include "graph/store.h"
#include "queries/query.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

CommandResult AskSample(std::vector<std::string> words) {
  words.insert(words.begin(), {"--store", SampleStore().string()});
  return RunProgram(words);
}

Json AskJson(std::vector<std::string> words) {
  words.insert(words.end(), {"--format", "json"});
  const CommandResult result = AskSample(words);
  return result.out.empty() ? Json() : Json::parse(result.out);
}

// Those that keep what they find would change the store for the other tests.
TEST(QueryExamples, Run) {
  for (const Entry<Query>& entry : Queries()) {
    if (entry.name == "clusters") continue;
    std::istringstream example{std::string(entry.make()->Example())};
    std::vector<std::string> words;
    for (std::string word; example >> word;) words.push_back(word);
    ASSERT_EQ(words.front(), "newsgraph");
    ASSERT_EQ(words.at(1), entry.name);
    words.erase(words.begin());
    const CommandResult result = AskSample(words);
    EXPECT_EQ(result.status, kAnswered) << entry.name << ": " << result.err << result.out;
  }
}

TEST(QueryStatus, SaysWhatWentWrong) {
  EXPECT_EQ(AskSample({"path", "李辉", "没有这个人"}).status, kNothingFound);
  EXPECT_EQ(AskSample({"path", "李辉", "中国"}).status, kUsageError);
  EXPECT_EQ(AskSample({"path", "李辉", "李辉"}).status, kUsageError);
  EXPECT_EQ(AskSample({"path", "李辉", "马克龙", "-k", "0"}).status, kUsageError);
  EXPECT_EQ(AskSample({"path", "李辉", "马克龙", "--avoid", "李辉"}).status, kUsageError);
  EXPECT_EQ(AskSample({"path", "李辉", "马克龙", "--min-weight", "1000"}).status, kNothingFound);
  EXPECT_EQ(AskSample({"explain", "李辉", "中国"}).status, kUsageError);
  EXPECT_EQ(AskSample({"explain", "李辉", "马克龙", "--since", "2099-01-01"}).status,
            kNothingFound);
  EXPECT_EQ(AskSample({"trend", "李辉", "--by", "decade"}).status, kUsageError);
  EXPECT_EQ(AskSample({"trend", "李辉", "--since", "2099-01-01"}).status, kNothingFound);
  EXPECT_EQ(AskSample({"rank", "--by", "beauty"}).status, kUsageError);
  EXPECT_EQ(AskSample({"rank", "--backbone", "0"}).status, kUsageError);
  EXPECT_EQ(AskSample({"rank", "--since", "2099-01-01"}).status, kNothingFound);
  EXPECT_EQ(AskSample({"story", "李辉"}).status, kUsageError);
  EXPECT_EQ(AskSample({"diff", "--from", "2023-05-01"}).status, kUsageError);
  EXPECT_EQ(AskSample({"diff", "--from", "2023-05-01", "--to", "2023-04-01"}).status, kUsageError);
  EXPECT_EQ(AskSample({"diff", "--from", "2023-05-01", "--to", "2023-11-30", "--exit-code"}).status,
            kNothingFound);
  EXPECT_EQ(AskSample({"diff", "--from", "1950-01-01", "--to", "1950-02-01", "--exit-code"}).status,
            kAnswered);
  EXPECT_EQ(AskSample({"diff", "--from", "1950-01-01", "--to", "1950-02-01"}).status,
            kNothingFound);
  EXPECT_EQ(AskSample({"clusters", "diff"}).status, kUsageError);
}

TEST(PathQuery, KeepsToItsFilters) {
  const Json all = AskJson({"path", "李辉", "习近平", "-k", "5"});
  ASSERT_EQ(all.at("paths").size(), 5U);
  const Json persons =
      AskJson({"path", "李辉", "习近平", "-k", "5", "--type", "person", "--avoid", "泽连斯基"});
  for (const Json& path : persons.at("paths")) {
    for (const Json& node : path.at("nodes")) {
      EXPECT_EQ(node.at("kind"), "person");
      EXPECT_NE(node.at("name"), "泽连斯基");
    }
  }
  const Json in_may =
      AskJson({"path", "李辉", "习近平", "--since", "2023-05-10", "--until", "2023-05-31"});
  for (const Json& path : in_may.at("paths")) {
    for (const Json& link : path.at("links")) {
      EXPECT_GE(link.at("first").get<std::string>(), "2023-05-10");
      EXPECT_LT(link.at("last").get<std::string>(), "2023-06-01");
    }
  }
  double last = 1e9;
  for (const Json& path : all.at("paths")) {
    EXPECT_LE(path.at("strength").get<double>(), last);
    last = path.at("strength");
    EXPECT_EQ(path.at("links").size() + 1, path.at("nodes").size());
    EXPECT_LT(path.at("weakest").get<std::size_t>(), path.at("links").size());
  }
}

TEST(PathQuery, EveryLinkShowsItsEvidence) {
  for (const char* end : {"习近平", "库列巴", "马克龙", "金正恩"}) {
    const Json answer = AskJson({"path", "李辉", end, "-k", "6", "--evidence"});
    for (const Json& path : answer.at("paths")) {
      for (const Json& link : path.at("links")) {
        ASSERT_FALSE(link.at("evidence").empty()) << link;
        if (link.at("rel") != "CO_MENTIONED" || link.at("how") == "same sentence") continue;
        EXPECT_GE(link.at("evidence").size(), 2U) << "a quote for either name: " << link;
      }
    }
  }
}

// Against a pass over all articles.
TEST(ExplainQuery, HasEverySentenceWithBothNames) {
  const GraphStore store = GraphStore::Open(SampleStore());
  std::vector<Node> persons;
  store.ForEachNode(NodeKind::kPerson, [&](const Node& node) {
    if (persons.size() < 12) persons.push_back(node);
    return true;
  });
  persons.push_back(*store.FindNode(IdOf(NodeKind::kPerson, "习近平")));
  persons.push_back(*store.FindNode(IdOf(NodeKind::kPerson, "泽连斯基")));
  std::size_t compared = 0;
  for (const Node& a : persons) {
    for (const Node& b : persons) {
      if (a.id() == b.id()) continue;
      std::map<std::string, std::size_t> sentences;
      store.ForEachArticle([&](const Article& article) {
        const Entity* first = FindEntity(article, a);
        const Entity* second = FindEntity(article, b);
        if (first == nullptr || second == nullptr) return;
        std::set<std::uint32_t> both;
        for (const Mention& x : first->mentions) {
          for (const Mention& y : second->mentions) {
            if (x.sentence == y.sentence) both.insert(x.sentence);
          }
        }
        if (!both.empty()) sentences[NodeName(NodeKind::kArticle, article.url)] = both.size();
      });
      const Json answer = AskJson({"explain", NodeName(a.kind, a.key), NodeName(b.kind, b.key)});
      std::map<std::string, std::size_t> found;
      for (const Json& evidence : answer.at("evidence")) {
        if (evidence.at("how") == "same sentence") ++found[evidence.at("article")];
      }
      EXPECT_EQ(found, sentences) << a.key << " " << b.key;
      compared += sentences.size();
    }
  }
  EXPECT_GT(compared, 20U);
}

TEST(ExplainQuery, SaysHowManyItLeavesOut) {
  const Json all = AskJson({"explain", "习近平", "马克龙"});
  const Json few = AskJson({"explain", "习近平", "马克龙", "--limit", "2"});
  const auto articles = [](const Json& answer) {
    std::set<std::string> urls;
    for (const Json& evidence : answer.at("evidence")) urls.insert(evidence.at("article"));
    return urls.size();
  };
  EXPECT_EQ(articles(few), 2U);
  EXPECT_EQ(few.at("hidden").get<std::size_t>() + 2, articles(all));
}

// Against sorting what single cards say.
TEST(RankQuery, ByMentionsIsTheOrderOfThePostings) {
  const GraphStore store = GraphStore::Open(SampleStore());
  std::map<std::string, double> mentions;
  store.ForEachNode(NodeKind::kPerson, [&](const Node& node) {
    double& count = mentions[NodeName(node.kind, node.key)];
    store.ForEachPosting(node.id(), Relation::kMentions, {}, [&](const Posting& posting) {
      count += posting.count;
      return true;
    });
    return true;
  });
  const Json ranking = AskJson({"rank", "--type", "person", "--limit", "100000"});
  ASSERT_EQ(ranking.at("items").size(), mentions.size());
  EXPECT_EQ(ranking.at("hidden"), 0);
  double last = 1e9;
  for (const Json& item : ranking.at("items")) {
    EXPECT_EQ(item.at("score"), mentions.at(item.at("node").at("id")));
    EXPECT_LE(item.at("score"), last);
    last = item.at("score");
  }
  EXPECT_EQ(AskJson({"rank", "--type", "person", "--limit", "3"}).at("hidden"),
            mentions.size() - 3);
}

TEST(RankQuery, ByDegreeCountsNeighbours) {
  const Json answer = AskJson({"rank", "--by", "degree", "--type", "person"});
  for (const Json& item : answer.at("items")) {
    const std::string id = item.at("node").at("id");
    const Json around = AskJson(
        {"neighbors", id, "--type", "person", "--rel", "CO_MENTIONED", "--limit", "100000"});
    EXPECT_EQ(item.at("score"), around.at("nodes").size() - 1) << id;
  }
}

// What is kept of clusters is most of the bytes of a small store: each opening would read its log.
TEST(Queries, WhatWritesLeavesNothingInTheLog) {
  const TempDir dir;
  const std::filesystem::path store = dir.path() / "store";
  std::filesystem::copy(SampleStore(), store, std::filesystem::copy_options::recursive);
  ASSERT_EQ(RunProgram({"--store", store.string(), "clusters", "run", "--fresh"}).status, 0);
  std::uintmax_t in_logs = 0;
  int logs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(store / "db")) {
    if (entry.path().extension() != ".log") continue;
    in_logs += entry.file_size();
    ++logs;
  }
  EXPECT_GT(logs, 0);
  EXPECT_EQ(in_logs, 0U);
}

}  // namespace
}  // namespace kg
