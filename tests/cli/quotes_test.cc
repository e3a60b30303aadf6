// Law 3 of the product contract: every quote that a command prints is the stored text at its span.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "graph/canonical_url.h"
#include "graph/node_json.h"
#include "graph/store.h"
#include "graph/utf8.h"
#include "tests/support/command_line.h"
#include "tests/support/sample_store.h"

namespace kg {
namespace {

class Quotes : public testing::Test {
 protected:
  Json Ask(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--store", SampleStore().string()});
    words.insert(words.end(), {"--format", "json"});
    const CommandResult result = RunProgram(words);
    return result.status == kAnswered ? Json::parse(result.out) : Json();
  }

  void Check(const Json& evidence) {
    const auto url = evidence.at("article").get<std::string>().substr(sizeof("article:") - 1);
    const Span span{evidence.at("start"), evidence.at("end")};
    EXPECT_LT(span.start, span.end);
    EXPECT_EQ(evidence.at("quote"), Slice(TextOf(url), span)) << url;
    ++checked_;
  }

  // Every evidence object anywhere in the document.
  void CheckAll(const Json& document) {
    if (document.is_object() && document.contains("quote")) return Check(document);
    if (!document.is_structured()) return;
    for (const Json& inner : document) CheckAll(inner);
  }

  const std::string& TextOf(const std::string& url) {
    auto [at, fresh] = texts_.try_emplace(url);
    if (fresh) at->second = store_.Text(IdOf(NodeKind::kArticle, url));
    return at->second;
  }

  std::vector<std::string> NodesOf(NodeKind kind) const {
    std::vector<std::string> names;
    store_.ForEachNode(kind, [&](const Node& node) {
      names.push_back(NodeName(node.kind, node.key));
      return true;
    });
    return names;
  }

  GraphStore store_ = GraphStore::Open(SampleStore());
  std::map<std::string, std::string> texts_;
  int checked_ = 0;
};

TEST_F(Quotes, OfTimelinesAreTheStoredText) {
  for (const NodeKind kind : {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kTopic}) {
    for (const std::string& name : NodesOf(kind)) CheckAll(Ask({"timeline", name}));
  }
  EXPECT_GT(checked_, 500);
}

TEST_F(Quotes, OfPairsNameBothOrEach) {
  for (const std::string& name : NodesOf(NodeKind::kPerson)) {
    CheckAll(Ask({"timeline", name, "--with", "person:习近平"}));
  }
  EXPECT_GT(checked_, 50);
}

TEST_F(Quotes, OfNeighboursOfArticlesAreTheStoredText) {
  for (const std::string& name : NodesOf(NodeKind::kArticle)) {
    CheckAll(Ask({"neighbors", name, "--rel", "MENTIONS", "--rel", "RELATED_TO", "--rel",
                  "HAS_TOPIC", "--limit", "20"}));
  }
  EXPECT_GT(checked_, 1000);
}

TEST_F(Quotes, OfPathsAndExplanationsAreTheStoredText) {
  for (const std::string& name : NodesOf(NodeKind::kPerson)) {
    CheckAll(Ask({"explain", name, "person:习近平"}));
    CheckAll(Ask({"path", name, "person:泽连斯基", "--evidence"}));
  }
  for (const std::string& name : NodesOf(NodeKind::kArticle)) {
    CheckAll(Ask({"explain", name, "person:习近平"}));
  }
  EXPECT_GT(checked_, 500);
}

TEST_F(Quotes, OfThePageAreTheStoredTextAndThereIsOneForEveryMention) {
  const std::string page =
      RunProgram({"--store", SampleStore().string(), "export", "--format", "html"}).out;
  const std::string before = "id=\"data\">";
  const std::size_t start = page.find(before) + before.size();
  const Json data = Json::parse(page.substr(start, page.find("</script>", start) - start));
  std::set<std::pair<std::size_t, std::size_t>> quoted;
  for (Json quote : data.at("quotes")) {
    for (const Json& name : quote.at("names")) quoted.emplace(quote.at("article"), name);
    quote["article"] = data.at("nodes").at(quote.at("article").get<std::size_t>()).at("id");
    Check(quote);
  }
  EXPECT_GT(checked_, 400);
  for (const Json& link : data.at("links")) {
    const Json& article = data.at("nodes").at(link.at("source").get<std::size_t>());
    if (link.at("rel") != "MENTIONS" || article.at("state") != "full") continue;
    EXPECT_TRUE(quoted.contains({link.at("source"), link.at("target")}))
        << article.at("id") << link;
  }
}

TEST_F(Quotes, OfAMentionHoldTheNameOrAnAlias) {
  for (const std::string& name : NodesOf(NodeKind::kPerson)) {
    const Json timeline = Ask({"timeline", name});
    const NodeId id = IdOf(NodeKind::kPerson, name.substr(sizeof("person:") - 1));
    std::vector<std::string> forms = store_.Aliases(id);
    forms.push_back(name.substr(sizeof("person:") - 1));
    for (const Json& item : timeline.value("items", Json::array())) {
      for (const Json& evidence : item.at("evidence")) {
        const auto quote = evidence.at("quote").get<std::string>();
        EXPECT_TRUE(std::ranges::any_of(
            forms, [&](const std::string& form) { return quote.find(form) != std::string::npos; }))
            << name << " is not in: " << quote;
      }
    }
  }
}

}  // namespace
}  // namespace kg
