// Graphs that exporters are tried on.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

/// Three articles, one of them a stub, and everything they speak of: each kind, each relation.
inline NewsGraph SmallGraph() {
  const std::string site = "https://www.example.org/";
  std::vector<Node> nodes = {
      {NodeKind::kArticle, site + "a1", "马克龙访问北京 与中方讨论乌克兰局势和欧中贸易",
       ArticleState::kFull, ParseIso("2023-04-05")},
      {NodeKind::kArticle, site + "a2?p=1&q=2", "李辉访问基辅", ArticleState::kFull,
       ParseIso("2023-05-16")},
      {NodeKind::kArticle, site + "a3", "未收录", ArticleState::kStub, {}},
      {NodeKind::kPerson, "马克龙", "马克龙"},
      {NodeKind::kPerson, "李辉", "李辉"},
      {NodeKind::kOrganization, "欧盟", "欧盟"},
      {NodeKind::kPlace, "北京", "北京"},
      {NodeKind::kTopic, "外交", "外交"},
      {NodeKind::kPublisher, "example.org", "example.org"}};
  using enum Relation;
  return NewsGraph::Build(std::move(nodes), {{0, 1, kRelatedTo, 1, 1, 2},
                                             {0, 1, kLinksTo, 1, 1},
                                             {1, 2, kRelatedTo, 1, 1, 1},
                                             {0, 3, kMentions, 4, 4},
                                             {0, 6, kMentions, 2, 2},
                                             {1, 4, kMentions, 3, 3},
                                             {1, 5, kMentions, 1, 1},
                                             {0, 7, kHasTopic, 1, 1},
                                             {0, 8, kPublishedBy, 1},
                                             {1, 8, kPublishedBy, 1},
                                             {3, 6, kCoMentioned, 1.25},
                                             {4, 5, kCoMentioned, 0.5, 0, 0, ParseIso("2023-04-05"),
                                              ParseIso("2023-05-16")}});
}

/// Names and addresses that try to get out of where they stand.
inline std::vector<std::string> HostileTexts() {
  return {"a \"quoted\" name",
          "back\\slash at the end\\",
          "two\nlines\tand a tab",
          "\\N \\G \\l \\r \\E \\T \\H \\L",
          "<b>bold</b><script>alert(1)</script>",
          "<<table><tr><td>html</td></tr></table>>",
          "]]> --> <!-- <?xml ?>",
          "a & b &amp; &lt;i&gt; &#1; &#x202e; &bogus;",
          std::string("bell \a escape \x1b[31m nul \0 delete \x7f", 34),
          "\u0085\u009b\ufeff\ufffe\uffff\u2028\u2029",
          "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
          "𠮷野家 👩‍👩‍👧 e\u0301",
          "bad utf-8 \xc3\x28 \xed\xa0\x80 \xf5\x80",
          "\"]; evil [label=x, URL=\"javascript:alert(1)\"",
          "${HOME} %s %n `id` $(id)",
          "=cmd()|' /C calc'!A0",
          "@SUM(1+1)*2",
          "[[link]] ![[embed]] #tag | ^block",
          "a, b; c: d",
          "'}) DETACH DELETE n; //",
          "end",
          "",
          " ",
          std::string(10000, 'x'),
          [] {
            std::string title;
            for (int i = 0; i < 10000; ++i) title += "长";
            return title;
          }()};
}

inline std::vector<std::string> HostileUrls() {
  return {"javascript:alert(1)",
          "https://example.org/x\" onload=\"alert(1)",
          "https://example.org/?a=1&b=2&quot;&lt;",
          "https://example.org/'><script>alert(1)</script>",
          "https://example.org/\\N\\G a\tb\nc\x01",
          "HTTPS://EXAMPLE.ORG/",
          "data:text/html,<b>",
          "http://example.org/长\xc3\x28"};
}

/// Every hostile text as the name of a node of each kind in turn, all linked in a ring; every
/// hostile URL as the key of an article.
inline NewsGraph HostileGraph() {
  std::vector<Node> nodes;
  for (const std::string& text : HostileTexts()) {
    const auto kind = static_cast<NodeKind>(nodes.size() % kNodeKinds);
    nodes.push_back({kind, fmt::format("{}#{}", text, nodes.size()), text});
    if (kind == NodeKind::kArticle) nodes.back().published = ParseIso("2023-05-16T08:30:00Z");
  }
  for (const std::string& url : HostileUrls()) nodes.push_back({NodeKind::kArticle, url, url});
  std::vector<GraphEdge> edges;
  const auto count = static_cast<std::uint32_t>(nodes.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    edges.push_back({i, (i + 1) % count, static_cast<Relation>(i % kRelations), 1.0 + i});
  }
  return NewsGraph::Build(std::move(nodes), std::move(edges));
}

/// `count` nodes with names of all lengths, twice as many links.
inline NewsGraph RandomGraph(std::uint32_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
  };
  std::vector<Node> nodes;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string name = fmt::format("{}", i);
    for (std::uint32_t n = below(25); n > 0; --n) name += n % 3 == 0 ? "新" : "闻a";
    nodes.push_back({static_cast<NodeKind>(below(kNodeKinds)), name, name});
    if (nodes.back().kind == NodeKind::kArticle) {
      nodes.back().published = MakeTime(2023, 1, 1 + static_cast<int>(below(28)), 12);
    }
  }
  std::vector<GraphEdge> edges;
  for (std::uint32_t i = 0; i < 2 * count; ++i) {
    edges.push_back({below(count), below(count), static_cast<Relation>(below(kRelations)),
                     0.25 * (1 + below(40))});
  }
  return NewsGraph::Build(std::move(nodes), std::move(edges));
}

/// The first node is the centre; four groups.
inline Marks MarksFor(const NewsGraph& graph, const std::string& text) {
  Marks marks{.title = text, .note = text};
  if (graph.size() == 0) return marks;
  marks.center = graph.node(0).id();
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    marks.group.push_back(i % 5 == 0 ? "" : fmt::format("cluster:{}", i % 5));
  }
  marks.group_names["cluster:1"] = text;
  return marks;
}

}  // namespace kg
