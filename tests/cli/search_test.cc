// `search` against a look into every name, title and text, as raw bytes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "graph/utf8.h"
#include "queries/random.h"
#include "tests/support/asked_store.h"
#include "tests/support/synthetic_archive.h"

namespace kg {
namespace {

using Ids = std::set<std::string>;

struct SlowArticle {
  std::string id{};
  std::string title{};
  std::string own{};   // the stored text without the related list
  std::string rest{};  // that without the title
};

/// An archive that was ingested, and all that can be found in it.
class Searched {
 public:
  explicit Searched(std::uint64_t seed) {
    WriteSyntheticArchive(dir_.path() / "archive", 150, seed);
    Run({"ingest", (dir_.path() / "archive").string()});
    const GraphStore store = GraphStore::Open(dir_.path() / "store");
    store.ForEachArticle(
        [&](const Article& article) { articles_.push_back(Read(store, article)); });
    store.ForEachNode(std::nullopt, [&](const Node& node) {
      if (node.kind != NodeKind::kArticle) {
        std::vector<std::string> names = store.Aliases(node.id());
        names.push_back(node.name);
        names_[NodeName(node.kind, node.key)] = std::move(names);
      } else if (node.state == ArticleState::kStub && node.name != node.key) {
        stubs_[NodeName(node.kind, node.key)] = node.name;
      }
      return true;
    });
  }

  CommandResult Run(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--quiet", "--store", (dir_.path() / "store").string()});
    return RunProgram(words);
  }

  Json Ask(const std::string& query, const std::string& in, const std::string& limit) const {
    std::vector<std::string> words = {"search", query, "--limit", limit, "--format", "json"};
    if (!in.empty()) words.insert(words.end(), {"--in", in});
    return Json::parse(Run(words).out);
  }

  /// Up to five characters from somewhere in a text, without blanks.
  std::string PartOfAText(Random& random) const {
    const auto at = random.Below(static_cast<std::uint32_t>(articles_.size()));
    const std::string& own = articles_[at].own;
    const auto size = static_cast<std::uint32_t>(CountCodePoints(own));
    const std::uint32_t start = random.Below(size - 1);
    const std::string part(Slice(own, {start, std::min(size, start + 1 + random.Below(5))}));
    return part.substr(0, part.find('\n'));
  }

  Ids Find(const std::vector<std::string>& wanted, const std::string& in) const {
    Ids found;
    const auto has = [&](const std::string& text) {
      return std::ranges::all_of(
          wanted, [&](const std::string& word) { return text.find(word) != text.npos; });
    };
    for (const SlowArticle& article : articles_) {
      const bool in_title = in != "text" && in != "name" && has(article.title);
      const bool outside = std::ranges::any_of(wanted, [&](const std::string& word) {
        return article.rest.find(word) != article.rest.npos;
      });
      const bool in_text = in != "title" && in != "name" && has(article.own) && outside;
      if (in_title || in_text) found.insert(article.id);
    }
    for (const auto& [id, title] : stubs_) {
      if (in != "text" && in != "name" && has(title)) found.insert(id);
    }
    for (const auto& [id, names] : names_) {
      const bool named = std::ranges::any_of(names, [&](const std::string& name) {
        return name.find(wanted.size() == 1 ? wanted[0] : wanted[0] + " " + wanted[1]) != name.npos;
      });
      if ((in.empty() || in == "name") && named) found.insert(id);
    }
    return found;
  }

 private:
  static SlowArticle Read(const GraphStore& store, const Article& article) {
    const std::string text = store.Text(article.id());
    SlowArticle read{.id = NodeName(NodeKind::kArticle, article.url), .title = article.title};
    for (const FieldSpan& field : article.fields) {
      const std::string part = std::string(Slice(text, field.span)) + "\n";
      if (field.field != Field::kRelated) read.own += part;
      if (field.field != Field::kRelated && field.field != Field::kTitle) read.rest += part;
    }
    return read;
  }

  TempDir dir_;
  std::vector<SlowArticle> articles_;
  std::map<std::string, std::vector<std::string>> names_;  // of nodes but articles
  std::map<std::string, std::string> stubs_;               // titles that a related list gave
};

Ids IdsIn(const Json& answer) {
  Ids ids;
  for (const Json& hit : answer.at("hits")) {
    EXPECT_TRUE(ids.insert(hit.at("node").at("id")).second) << "twice: " << hit;
  }
  return ids;
}

class SearchOfRandomTexts : public testing::TestWithParam<std::uint64_t> {};

TEST_P(SearchOfRandomTexts, FindsAllThatHasTheWordsAndNothingElse) {
  const Searched searched(GetParam());
  Random random(GetParam());
  std::size_t compared = 0;
  for (int i = 0; i < 40; ++i) {
    std::vector<std::string> wanted = {searched.PartOfAText(random)};
    if (random.Below(3) == 0) wanted.push_back(searched.PartOfAText(random));
    std::erase_if(wanted, [](const std::string& word) {
      return word.empty() || word == "。" || word == "，" || word == "：";  // signs are no words
    });
    if (wanted.empty()) continue;
    const std::string query = wanted.size() == 1 ? wanted[0] : wanted[0] + " " + wanted[1];
    for (const char* in : {"", "title", "text", "name"}) {
      const Ids expected = searched.Find(wanted, in);
      const Json all = searched.Ask(query, in, "100000");
      EXPECT_EQ(IdsIn(all), expected) << "'" << query << "' in '" << in << "'";
      EXPECT_EQ(all.at("hidden"), 0);
      double last = 2;
      for (const Json& hit : all.at("hits")) {
        EXPECT_LE(hit.at("score"), last);
        last = hit.at("score");
      }
      const Json few = searched.Ask(query, in, "3");
      EXPECT_EQ(few.at("hits").size(), std::min<std::size_t>(3, expected.size())) << query;
      const auto hidden = few.at("hidden").get<std::size_t>();
      if (expected.size() > 3) {
        EXPECT_GT(hidden, 0U) << query;
      }
      if (std::string_view(in) == "text" || std::string_view(in) == "name") {
        EXPECT_GE(hidden + few.at("hits").size(), expected.size()) << query;
      }
      compared += expected.size();
    }
  }
  EXPECT_GT(compared, 300U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SearchOfRandomTexts, testing::Range<std::uint64_t>(1, 4));

}  // namespace
}  // namespace kg
