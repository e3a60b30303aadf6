#include "queries/clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "queries/cluster_record.h"
#include "queries/query.h"
#include "queries/random.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

constexpr const char* kHost = "https://chenxing.example/";

Time DayOfMay(int day) { return *MakeTime(2023, 5, day); }

// Articles and what they name, by short names.
class Archive {
 public:
  void Add(const std::string& key, const std::string& title, int day,
           const std::vector<std::string>& people, const std::vector<std::string>& topics = {}) {
    Node article{.kind = NodeKind::kArticle, .key = kHost + key, .name = title};
    article.published = DayOfMay(day);
    nodes_.push_back(std::move(article));
    const auto from = static_cast<std::uint32_t>(nodes_.size() - 1);
    for (const std::string& name : people) Link(from, NodeKind::kPerson, name);
    for (const std::string& name : topics) Link(from, NodeKind::kTopic, name);
    edges_.push_back(
        {from, Named(NodeKind::kPublisher, "chenxing.example"), Relation::kPublishedBy, 1});
  }
  void Relate(const std::string& from, const std::string& to) {
    edges_.push_back({Named(NodeKind::kArticle, kHost + from),
                      Named(NodeKind::kArticle, kHost + to), Relation::kRelatedTo, 1});
  }
  void MakeStub(const std::string& key) {
    nodes_[Named(NodeKind::kArticle, kHost + key)].state = ArticleState::kStub;
  }
  NewsGraph Graph() const { return NewsGraph::Build(nodes_, edges_); }

  // The same nodes and edges in another order.
  NewsGraph ShuffledGraph(Random& random) const {
    std::vector<std::uint32_t> order(nodes_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    random.Shuffle(order);
    std::vector<Node> nodes(nodes_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) nodes[order[i]] = nodes_[i];
    std::vector<GraphEdge> edges = edges_;
    for (GraphEdge& edge : edges) {
      edge.source = order[edge.source];
      edge.target = order[edge.target];
    }
    random.Shuffle(edges);
    return NewsGraph::Build(std::move(nodes), std::move(edges));
  }

 private:
  std::uint32_t Named(NodeKind kind, const std::string& key) {
    const auto at = std::ranges::find_if(
        nodes_, [&](const Node& node) { return node.kind == kind && node.key == key; });
    if (at == nodes_.end()) nodes_.push_back({.kind = kind, .key = key, .name = key});
    return static_cast<std::uint32_t>(
        std::ranges::find_if(
            nodes_, [&](const Node& node) { return node.kind == kind && node.key == key; }) -
        nodes_.begin());
  }
  void Link(std::uint32_t from, NodeKind kind, const std::string& name) {
    edges_.push_back({from, Named(kind, name),
                      kind == NodeKind::kPerson ? Relation::kMentions : Relation::kHasTopic, 1});
  }

  std::vector<Node> nodes_;
  std::vector<GraphEdge> edges_;
};

// A launch (four articles), a vote (three) and one that stands alone; 华春莹 is in most of them.
Archive Sample() {
  Archive archive;
  archive.Add("launch1", "神舟十六号今天升空", 30, {"景海鹏", "桂海潮", "华春莹"}, {"航天"});
  archive.Add("launch2", "景海鹏谈神舟十六号", 29, {"景海鹏", "桂海潮"}, {"航天"});
  archive.Add("launch3", "神舟十六号飞船对接成功", 31, {"景海鹏", "朱杨柱", "华春莹"}, {"航天"});
  archive.Add("launch4", "首位载荷专家随神舟十六号入轨", 30, {"桂海潮", "朱杨柱"}, {"航天"});
  archive.Add("vote1", "土耳其大选进入第二轮", 15, {"埃尔多安", "克勒赤达罗卢", "华春莹"},
              {"选举"});
  archive.Add("vote2", "埃尔多安赢得土耳其大选", 28, {"埃尔多安", "克勒赤达罗卢"}, {"选举"});
  archive.Add("vote3", "土耳其大选之后的里拉", 29, {"埃尔多安", "华春莹"}, {"选举"});
  archive.Add("alone", "茶马古道上的雨", 3, {});
  archive.Relate("launch1", "launch2");
  archive.Relate("launch1", "launch3");
  archive.Relate("launch4", "launch1");
  archive.Relate("vote2", "vote1");
  return archive;
}

std::set<std::string> ArticleKeys(const NewsGraph& graph, const Cluster& cluster) {
  std::set<std::string> keys;
  for (const NodeId id : cluster.members) {
    const Node& node = graph.node(*graph.Find(id));
    if (node.kind == NodeKind::kArticle) keys.insert(node.key.substr(std::string(kHost).size()));
  }
  return keys;
}

NodeId Person(const std::string& name) { return IdOf(NodeKind::kPerson, name); }
NodeId ArticleId(const std::string& key) { return IdOf(NodeKind::kArticle, kHost + key); }

TEST(Clusters, AreTheStoriesLargestFirst) {
  const NewsGraph graph = Sample().Graph();
  const ClusterRun run = ComputeClusters(graph, {});
  ASSERT_EQ(run.clusters.size(), 2U);
  EXPECT_EQ(run.clusters[0].id, "1");
  EXPECT_EQ(ArticleKeys(graph, run.clusters[0]),
            (std::set<std::string>{"launch1", "launch2", "launch3", "launch4"}));
  EXPECT_EQ(ArticleKeys(graph, run.clusters[1]),
            (std::set<std::string>{"vote1", "vote2", "vote3"}));
  EXPECT_EQ(run.clusters[1].articles, 3U);
  EXPECT_EQ(run.articles, 8U);
  EXPECT_EQ(run.unclustered, 1U);
}

TEST(Clusters, TellTheirPeriodPeopleTopicsAndMostTiedArticle) {
  const Cluster launch = ComputeClusters(Sample().Graph(), {}).clusters.at(0);
  EXPECT_EQ(launch.first, DayOfMay(29));
  EXPECT_EQ(launch.last, DayOfMay(31));
  EXPECT_EQ(launch.representative, ArticleId("launch1"));
  EXPECT_EQ(launch.members.front(), ArticleId("launch1"));
  EXPECT_EQ(launch.topics, std::vector{IdOf(NodeKind::kTopic, "航天")});
  ASSERT_EQ(launch.people.size(), 4U);
  EXPECT_EQ(launch.people.back(), Person("华春莹"))
      << "named in both stories, so least distinctive";
}

TEST(Clusters, AreCalledAfterWhatSetsThemApart) {
  const ClusterRun run = ComputeClusters(Sample().Graph(), {});
  EXPECT_NE(run.clusters[0].label.find("航天"), std::string::npos) << run.clusters[0].label;
  EXPECT_NE(run.clusters[0].label.find("神舟十六号"), std::string::npos) << run.clusters[0].label;
  EXPECT_NE(run.clusters[1].label.find("埃尔多安"), std::string::npos) << run.clusters[1].label;
  EXPECT_EQ(run.clusters[1].label.find("华春莹"), std::string::npos) << run.clusters[1].label;
}

TEST(Clusters, AStubStandsForOthersOnlyWhereThereIsNoFullArticle) {
  Archive archive = Sample();
  archive.MakeStub("launch1");
  EXPECT_NE(ComputeClusters(archive.Graph(), {}).clusters.at(0).representative,
            ArticleId("launch1"));
  for (const char* key : {"launch2", "launch3", "launch4"}) archive.MakeStub(key);
  EXPECT_EQ(ComputeClusters(archive.Graph(), {}).clusters.at(0).representative,
            ArticleId("launch1"));
}

TEST(Clusters, APublisherOrANameInEveryArticleJoinsNothing) {
  Archive archive;
  for (int i = 1; i <= 5; ++i) {
    archive.Add("daily" + std::to_string(i), "每日一读", i, {"华春莹"}, {"新闻"});
  }
  const ClusterRun run = ComputeClusters(archive.Graph(), {});
  EXPECT_TRUE(run.clusters.empty());
  EXPECT_EQ(run.unclustered, 5U);
}

TEST(Clusters, DoNotDependOnTheOrderOfNodesAndEdges) {
  const Archive archive = Sample();
  const std::string expected = ToRecord(ComputeClusters(archive.Graph(), {}));
  Random random(3);
  for (int round = 0; round < 20; ++round) {
    EXPECT_EQ(ToRecord(ComputeClusters(archive.ShuffledGraph(random), {})), expected);
  }
}

TEST(Clusters, GrowInNumberWithTheResolution) {
  const NewsGraph graph = Sample().Graph();
  EXPECT_EQ(ComputeClusters(graph, {.resolution = 0.01}).clusters.size(), 1U);
  const ClusterRun fine = ComputeClusters(graph, {.resolution = 30});
  EXPECT_GT(fine.clusters.size() + fine.unclustered, 3U);
  EXPECT_THROW(ComputeClusters(graph, {.resolution = -1}), Error);
  EXPECT_THROW(ComputeClusters(graph, {.objective = "best"}), Error);
  EXPECT_EQ(UsualResolution(80), 1);
  EXPECT_EQ(UsualResolution(2'000'000), 50);
}

TEST(Clusters, ByCpmTheResolutionComesFromTheGraph) {
  const NewsGraph graph = Sample().Graph();
  const ClusterRun run = ComputeClusters(graph, {.objective = "cpm"});
  EXPECT_GT(run.resolution, 0);
  const ClusterRun again =
      ComputeClusters(graph, {.objective = "cpm", .resolution = run.resolution});
  EXPECT_EQ(ToRecord(again), ToRecord(run));
}

TEST(Clusters, OfAnEmptyGraphAreNone) {
  const ClusterRun run = ComputeClusters(NewsGraph::Build({}, {}), {});
  EXPECT_TRUE(run.clusters.empty());
  EXPECT_EQ(run.unclustered, 0U);
}

TEST(Clusters, GroupTheNodesOfAnyOtherGraph) {
  const ClusterRun run = ComputeClusters(Sample().Graph(), {});
  Archive part;
  part.Add("vote1", "土耳其大选进入第二轮", 15, {"埃尔多安"});
  part.Add("new", "尚未收录", 16, {});
  const NewsGraph graph = part.Graph();
  const std::vector<std::string> groups = ClusterOfNodes(run, graph);
  ASSERT_EQ(groups.size(), graph.size());
  EXPECT_EQ(groups[*graph.Find(ArticleId("vote1"))], "cluster:2");
  EXPECT_EQ(groups[*graph.Find(Person("埃尔多安"))], "cluster:2");
  EXPECT_EQ(groups[*graph.Find(ArticleId("new"))], "");
}

TEST(ClusterRecord, BringsBackTheRun) {
  ClusterRun run = ComputeClusters(Sample().Graph(), {.resolution = 1.25, .seed = 7});
  run.clusters[1].first.reset();
  run.clusters[1].last.reset();
  const std::string record = ToRecord(run);
  const ClusterRun back = FromRecord(record);
  EXPECT_EQ(ToRecord(back), record);
  EXPECT_EQ(back.resolution, 1.25);
  EXPECT_EQ(back.seed, 7);
  EXPECT_EQ(back.clusters[0].first, DayOfMay(29));
  EXPECT_EQ(back.clusters[0].members, run.clusters[0].members);
  EXPECT_EQ(back.clusters[1].representative, run.clusters[1].representative);
  EXPECT_FALSE(back.clusters[1].first);
}

TEST(ClusterRecord, RefusesEveryBeginningOfItself) {
  const std::string record = ToRecord(ComputeClusters(Sample().Graph(), {}));
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_THROW(FromRecord(record.substr(0, size)), Error) << size;
  }
}

Article FullArticle(int number, const std::string& person) {
  Article article{.url = kHost + std::to_string(number),
                  .title = person + "第" + std::to_string(number) + "日"};
  article.published = DayOfMay(number);
  article.text = article.title + "\n";
  article.fields = {{Field::kTitle, {0, 5}}};
  article.entities = {{.name = person, .mentions = {{.span = {0, 2}, .field = Field::kTitle}}}};
  return article;
}

// Two people in turn, six articles.
class ClustersQuery : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 1; i <= 6; ++i) Put(i, i % 2 == 0 ? "王毅" : "李强");
  }

  void Put(int number, const std::string& person) {
    Slot slot;
    slot.place[0] = static_cast<std::uint8_t>(number);
    store_.Put(FullArticle(number, person), slot);
  }

  Findings Ask(const std::string& action, const std::string& id = {}, SharedFilters filters = {}) {
    const auto query = MakeNamed(Queries(), "clusters");
    OptionSet set;
    query->AddOptions(set);
    for (const Option& option : set.options()) {
      if (option.name == "action") option.parse(action);
      if (option.name == "id" && !id.empty()) option.parse(id);
    }
    EXPECT_EQ(query->Writes(), action == "run");
    Findings found = query->Run(store_, filters);
    for (const auto& [name, bytes] : found.records) store_.WriteRecord(name, bytes);
    return found;
  }

  TempDir dir_;
  GraphStore store_ = GraphStore::Open(dir_.path() / "store", {.mode = OpenMode::kCreate});
};

TEST_F(ClustersQuery, ListsWhatRunStored) {
  const Findings computed = Ask("list");
  EXPECT_FALSE(StoredClusters(store_));
  EXPECT_NE(computed.footing.find("not kept"), std::string::npos) << computed.footing;
  const Findings run = Ask("run");
  ASSERT_TRUE(StoredClusters(store_));
  const Findings listed = Ask("list");
  EXPECT_EQ(listed.document, run.document);
  EXPECT_EQ(listed.document, computed.document);
  EXPECT_EQ(listed.document["schema"], "newsgraph/clusters/1");
  EXPECT_EQ(listed.document["run"]["algorithm"], "leiden");
  ASSERT_EQ(listed.document["clusters"].size(), 2U);
  const Json& first = listed.document["clusters"][0];
  EXPECT_EQ(first["id"], "1");
  EXPECT_EQ(first["articles"], 3);
  EXPECT_EQ(first["size"], 4);
  EXPECT_EQ(first["representative"]["kind"], "article");
  EXPECT_EQ(first["people"].size(), 1U);
}

TEST_F(ClustersQuery, ShowsTheMembersOfOne) {
  Ask("run");
  const Findings shown = Ask("show", "cluster:2");
  ASSERT_EQ(shown.document["clusters"].size(), 1U);
  EXPECT_EQ(shown.document["clusters"][0]["id"], "2");
  EXPECT_EQ(shown.document["clusters"][0]["members"].size(), 4U);
  EXPECT_EQ(Ask("show", "2").document, shown.document);
  const Findings limited = Ask("show", "2", {.limit = 3});
  EXPECT_EQ(limited.document["clusters"][0]["members"].size(), 3U);
  EXPECT_EQ(limited.document["hidden"], 1);
}

TEST_F(ClustersQuery, CountsWhatTheFiltersLeaveOut) {
  const Findings limited = Ask("list", {}, {.limit = 1});
  EXPECT_EQ(limited.rows.size(), 1U);
  EXPECT_EQ(limited.document["hidden"], 1);
  EXPECT_TRUE(Ask("list", {}, {.graph = {.range = {.until = DayOfMay(1)}}}).rows.empty());
  EXPECT_EQ(Ask("list", {}, {.graph = {.range = {.from = DayOfMay(6)}}}).rows.size(), 1U);
}

TEST_F(ClustersQuery, SaysWhenTheStoreHasGrownSinceTheRun) {
  Ask("run");
  EXPECT_EQ(Ask("list").footing.find("6 articles"), std::string::npos);
  Put(7, "李强");
  EXPECT_NE(Ask("list").footing.find("6 articles"), std::string::npos);
}

TEST_F(ClustersQuery, RefusesUnknownActionsAndClusters) {
  EXPECT_THROW(Ask("diff"), Error);
  EXPECT_THROW(Ask("show"), Error);
  EXPECT_THROW(Ask("show", "99"), Error);
}

}  // namespace
}  // namespace kg
