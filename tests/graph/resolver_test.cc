// Who is who, on small archives: what must be joined, what must not, and the laws.
#include "graph/identity/resolver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "graph/graph_hash.h"
#include "graph/identity/stored_decisions.h"
#include "graph/news_graph.h"
#include "graph/refresh.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

/// A name of an article, with what else the article calls it.
struct Named {
  std::string name;
  std::vector<std::string> aliases{};
};

/// An archive of articles that name people.
class People {
 public:
  People() : store_(GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kCreate})) {}

  /// The article names all of `named`, each in a sentence of its own.
  void Add(const std::vector<Named>& named, const std::string& day = "2023-05-01") {
    Put(MakeArticle(named, day));
  }

  static Article MakeArticle(const std::vector<Named>& named, const std::string& day) {
    static int made = 0;
    Article article{.url = "https://news.example/" + std::to_string(++made), .title = "t"};
    article.published = ParseIso(day);
    article.facts.publisher = "news.example";
    std::uint32_t place = 0;
    for (const Named& one : named) {
      article.text += one.name + "\n";
      Entity entity{.kind = NodeKind::kPerson, .name = one.name, .aliases = one.aliases};
      entity.mentions = {{.span = {place, place + 2}, .sentence = place, .paragraph = place}};
      place += 10;
      article.entities.push_back(std::move(entity));
    }
    std::ranges::sort(article.entities, {}, &Entity::name);
    return article;
  }

  void Put(const Article& article) {
    Article copy = article;
    store_.Put(std::move(copy), {DigestOf(article.url), DigestOf(article.url)});
    store_.MarkIdentitiesStale();
  }

  IdentityFindings Find(const std::vector<Decision>& decisions = {}) const {
    return Resolve(store_, decisions);
  }

  bool AreOne(const std::string& a, const std::string& b,
              const std::vector<Decision>& decisions = {}) const {
    const Identities identities(Find(decisions));
    return identities.Canonical(IdOf(NodeKind::kPerson, a)) ==
           identities.Canonical(IdOf(NodeKind::kPerson, b));
  }

  bool AreInDoubt(const std::string& a, const std::string& b) const {
    return std::ranges::any_of(Find().doubtful, [&](const IdentityLink& link) {
      return std::set{link.a.key, link.b.key} == std::set{a, b};
    });
  }

  GraphStore& store() { return store_; }

 private:
  TempDir dir_;
  GraphStore store_;
};

// Enough others that what two contexts share is rare.
void AddCrowd(People& people) {
  for (int i = 0; i < 40; ++i) {
    people.Add({{"路人" + std::to_string(i)}, {"过客" + std::to_string(i)}});
  }
}

Decision Decided(DecisionKind kind, const std::string& a, const std::string& b, int second,
                 const std::string& name = {}) {
  return {.time = Time(std::chrono::seconds(second)),
          .kind = kind,
          .a = {NodeKind::kPerson, a},
          .b = {NodeKind::kPerson, b},
          .name = name};
}

struct Pair {
  const char* name;
  Named a;
  Named b;
  bool one;
};

class AloneInTheirArticles : public testing::TestWithParam<Pair> {};

// No company in common: the names and what stands beside them decide.
TEST_P(AloneInTheirArticles, AreOneOrNot) {
  const Pair& pair = GetParam();
  People people;
  AddCrowd(people);
  people.Add({pair.a});
  people.Add({pair.b});
  EXPECT_EQ(people.AreOne(pair.a.name, pair.b.name), pair.one);
}

INSTANTIATE_TEST_SUITE_P(
    Names, AloneInTheirArticles,
    testing::ValuesIn(std::vector<Pair>{
        {"Trump", {"特朗普"}, {"川普"}, true},
        {"Macron", {"马克龙"}, {"马克宏"}, true},
        {"Zelensky", {"泽连斯基"}, {"泽伦斯基"}, true},
        {"ZelenskyInFull", {"弗拉基米尔·泽连斯基"}, {"泽伦斯基"}, true},
        {"HarrisByAnotherName", {"卡玛拉·哈里斯"}, {"贺锦丽"}, true},
        {"AnyHarris", {"卡玛拉·哈里斯"}, {"哈里斯"}, false},
        {"Separators", {"劳埃德·奥斯汀"}, {"劳埃德奥斯汀"}, true},
        {"LatinSeparators", {"Jean-Luc Melenchon"}, {"Jean Luc Mélenchon"}, true},
        {"ShortLetters", {"索·恩"}, {"索恩"}, false},
        {"Gloss", {"博纳", {"Emmanuel Bonne"}}, {"波纳", {"Emmanuel Bonne"}}, true},
        {"GlossOfUnlikeSounds", {"博纳", {"Emmanuel Bonne"}}, {"伯恩", {"Emmanuel Bonne"}}, false},
        {"GlossIsTheName", {"博纳", {"Emmanuel Bonne"}}, {"Emmanuel Bonne"}, true},
        {"GlossOfSomebodyElse", {"杜特", {"Mary Trump"}}, {"特朗普", {"Mary Trump"}}, false},
        {"PinyinIsManyPeople", {"李强", {"Li Qiang"}}, {"李蔷", {"Li Qiang"}}, false},
        {"OneWordIsNoGloss", {"博纳", {"Bonne"}}, {"波恩", {"Bonne"}}, false},
        {"FatherAndSon", {"老布什"}, {"小布什"}, false},
        {"FatherAndSonByGloss", {"老布什", {"George Bush"}}, {"小布什", {"George Bush"}}, false},
        {"FatherAndDaughter", {"玛丽娜·勒庞"}, {"让-马里·勒庞"}, false},
        {"ShortFormAlone", {"劳埃德·奥斯汀"}, {"奥斯汀"}, false},
        {"SameSoundAlone", {"弗兰克林"}, {"佛兰克林"}, false},
        {"TwoJohnsons",
         {"鲍里斯·约翰逊", {"Boris Johnson"}},
         {"迈克·约翰逊", {"Mike Johnson"}},
         false},
        {"SameFamily", {"李强"}, {"李蔷"}, false},
        {"FreudAndFloyd", {"西格蒙德·弗洛伊德"}, {"乔治·弗洛伊德"}, false},
    }),
    [](const testing::TestParamInfo<Pair>& pair) { return pair.param.name; });

TEST(Resolver, AShortFormIsTheOneWhoIsNamedInTheSameCompany) {
  People people;
  AddCrowd(people);
  people.Add({{"劳埃德·奥斯汀"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  people.Add({{"奥斯汀"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  EXPECT_TRUE(people.AreOne("奥斯汀", "劳埃德·奥斯汀"));
}

TEST(Resolver, AShortFormOfTwoIsInDoubt) {
  People people;
  AddCrowd(people);
  people.Add({{"劳埃德·奥斯汀"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  people.Add({{"简·奥斯汀"}, {"勃朗特"}});
  people.Add({{"奥斯汀"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  EXPECT_FALSE(people.AreOne("奥斯汀", "劳埃德·奥斯汀"));
  EXPECT_FALSE(people.AreOne("奥斯汀", "简·奥斯汀"));
  EXPECT_TRUE(people.AreInDoubt("奥斯汀", "劳埃德·奥斯汀"));
}

TEST(Resolver, YearsApartTheSameCompanyIsNotEnough) {
  People people;
  AddCrowd(people);
  people.Add({{"劳埃德·奥斯汀"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}}, "2023-01-01");
  people.Add({{"奥斯汀"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}}, "2009-01-01");
  EXPECT_FALSE(people.AreOne("奥斯汀", "劳埃德·奥斯汀"));
}

TEST(Resolver, WhomOneArticleNamesTwiceAreTwo) {
  People people;
  AddCrowd(people);
  people.Add({{"弗兰克林"}, {"佛兰克林"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  EXPECT_FALSE(people.AreOne("弗兰克林", "佛兰克林"));
}

TEST(Resolver, TheSameSoundInTheSameCompanyIsOne) {
  People people;
  AddCrowd(people);
  people.Add({{"斯托尔滕"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  people.Add({{"思托尔腾"}, {"米利"}, {"绍伊古"}, {"列兹尼科夫"}});
  EXPECT_TRUE(people.AreOne("斯托尔滕", "思托尔腾"));
}

TEST(Resolver, ALineOfTheUsersTableJoins) {
  People people;
  people.Add({{"陈小明"}});
  people.Add({{"小明哥"}});
  const Decision line{.kind = DecisionKind::kVariants, .name = "陈小明\t小明哥\t阿明"};
  EXPECT_FALSE(people.AreOne("陈小明", "小明哥"));
  EXPECT_TRUE(people.AreOne("陈小明", "小明哥", {line}));
  const Identities identities(people.Find({line}));
  EXPECT_EQ(identities.Named("阿明").size(), 1U);
}

TEST(Resolver, TheNameOfMostArticlesStandsForAllAndADecisionForAnother) {
  People people;
  people.Add({{"川普"}});
  people.Add({{"特朗普"}});
  EXPECT_EQ(people.Find().groups.at(0).name.key, "川普");  // U+5DDD is before U+7279
  people.Add({{"特朗普"}});
  EXPECT_EQ(people.Find().groups.at(0).name.key, "特朗普");
  const Decision merge = Decided(DecisionKind::kMerge, "川普", "特朗普", 1, "川普");
  EXPECT_EQ(people.Find({merge}).groups.at(0).name.key, "川普");
}

TEST(Resolver, DecisionsWinOverRulesAndNewerOnesOverOlderOnes) {
  People people;
  people.Add({{"川普"}});
  people.Add({{"特朗普"}});
  people.Add({{"某人"}});
  const Decision split = Decided(DecisionKind::kSplit, "川普", "特朗普", 1);
  EXPECT_FALSE(people.AreOne("川普", "特朗普", {split}));
  EXPECT_EQ(people.Find({split}).different.at(0).rule, IdentityRule::kDecision);
  const Decision merge = Decided(DecisionKind::kMerge, "特朗普", "川普", 2);
  EXPECT_TRUE(people.AreOne("川普", "特朗普", {split, merge}));
  const Decision third = Decided(DecisionKind::kMerge, "某人", "川普", 3);
  EXPECT_TRUE(people.AreOne("某人", "特朗普", {third}));
  // A and C apart, A and B one, B and C one: the oldest falls.
  EXPECT_FALSE(people.AreOne("某人", "特朗普", {third, split}));
  EXPECT_TRUE(people.AreOne("某人", "川普", {third, split}));
}

TEST(Resolver, MergeThenSplitIsApartAndForgottenIsAsBefore) {
  People people;
  people.Add({{"甲某"}});
  people.Add({{"乙某"}});
  people.Add({{"川普"}});
  people.Add({{"特朗普"}});
  const IdentityFindings before = people.Find();
  const Decision merge = Decided(DecisionKind::kMerge, "甲某", "乙某", 1);
  const Decision split = Decided(DecisionKind::kSplit, "甲某", "乙某", 2);
  const Decision forget = Decided(DecisionKind::kForget, "乙某", "甲某", 3);
  EXPECT_NE(people.Find({merge}), before);
  EXPECT_EQ(people.Find({merge, split}).groups, before.groups);
  EXPECT_EQ(people.Find({merge, split}).same, before.same);
  EXPECT_EQ(people.Find({merge, split}).different.size(), before.different.size() + 1);
  EXPECT_EQ(people.Find({merge, split, forget}), before);
}

TEST(Resolver, ADecisionAboutWhoIsNotThereWaits) {
  People people;
  people.Add({{"甲某"}});
  const Decision merge = Decided(DecisionKind::kMerge, "甲某", "乙某", 1);
  EXPECT_TRUE(people.Find({merge}).groups.empty());
  people.Add({{"乙某"}});
  EXPECT_TRUE(people.AreOne("甲某", "乙某", {merge}));
}

TEST(Resolver, AnyOrderOfArticlesGivesTheSameFindingsAndGraph) {
  const std::vector<std::string> names = {
      "特朗普",       "川普",   "唐纳德·特朗普", "约翰逊", "鲍里斯·约翰逊",
      "鲍里斯约翰逊", "马克龙", "马克宏",        "奥斯汀", "劳埃德·奥斯汀",
      "简·奥斯汀",    "老布什", "小布什",        "博纳",   "波恩"};
  std::mt19937_64 random(7);
  std::vector<Article> articles;
  for (int i = 0; i < 120; ++i) {
    std::set<std::string> chosen;
    for (int k = 0; k < 4; ++k) chosen.insert(names[random() % names.size()]);
    std::vector<Named> named;
    for (const std::string& name : chosen) {
      const bool glossed = name == "博纳" || name == "波恩";
      named.push_back({name, glossed ? std::vector<std::string>{"Emmanuel Bonne"}
                                     : std::vector<std::string>{}});
    }
    articles.push_back(People::MakeArticle(named, "2023-0" + std::to_string(1 + i % 9) + "-01"));
  }
  const auto hash = [&] {
    People people;
    for (const Article& article : articles) people.Put(article);
    RefreshDerived(people.store());
    EXPECT_FALSE(people.store().identities()->Findings().groups.empty());
    return GraphSha256(people.store());
  };
  const std::string first = hash();
  for (int round = 0; round < 3; ++round) {
    std::ranges::shuffle(articles, random);
    EXPECT_EQ(hash(), first);
  }
}

TEST(Resolver, ReplayedDecisionsGiveTheSameIdentities) {
  const std::vector<Decision> log = {Decided(DecisionKind::kMerge, "甲某", "乙某", 10, "乙某"),
                                     Decided(DecisionKind::kSplit, "川普", "特朗普", 11),
                                     {.time = Time(std::chrono::seconds(12)),
                                      .kind = DecisionKind::kAlias,
                                      .a = {NodeKind::kPerson, "甲某"},
                                      .name = "老甲"}};
  const std::vector<Decision> replayed =
      ParseDecisions(FormatDecisions(log), "log", ErrorCode::kUsage);
  EXPECT_EQ(replayed, log);
  People people;
  for (const char* name : {"甲某", "乙某", "川普", "特朗普"}) people.Add({{name}});
  EXPECT_TRUE(AddToStore(people.store(), replayed));
  EXPECT_FALSE(AddToStore(people.store(), replayed));  // once is enough
  RefreshDerived(people.store());
  EXPECT_EQ(people.store().identities()->Findings(), people.Find(log));
  EXPECT_THAT(people.store().Aliases(IdOf(NodeKind::kPerson, "乙某")),
              testing::ElementsAre("甲某", "老甲"));
}

TEST(Decisions, ABadLineIsSaidWithItsNumber) {
  const auto complaint = [](const std::string& text) -> std::string {
    try {
      ParseDecisions(text, "log.jsonl", ErrorCode::kUsage);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const std::string good = FormatDecisions({Decided(DecisionKind::kSplit, "甲", "乙", 1)});
  EXPECT_EQ(complaint(good + "\n"), "");
  EXPECT_THAT(complaint(good + "nothing\n"), testing::StartsWith("log.jsonl:2: "));
  EXPECT_THAT(complaint("{\"time\":\"2024-01-01\",\"action\":\"guess\"}"),
              testing::HasSubstr("there is no action 'guess'"));
}

}  // namespace
}  // namespace kg
