// The graph as the contract's words have it, by slow code that shares nothing with the loaders:
// what tests compare queries with.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/article.h"
#include "graph/store.h"

namespace kg {

struct SlowEdge {
  std::string from{};  // "article:https://…"
  std::string to{};
  Relation relation{};
  double weight = 0;
  std::uint32_t evidence = 0;
  std::uint32_t rank = 0;
  std::optional<Time> first{};
  std::optional<Time> last{};
};

struct SlowNode {
  NodeKind kind{};
  std::string name{};
  ArticleState state = ArticleState::kFull;
  std::optional<Time> published{};
};

class SlowGraph {
 public:
  /// Of the articles of `store` that were published in `range`; undated ones are in ranges that
  /// have no beginning.
  explicit SlowGraph(const GraphStore& store, const TimeRange& range = {});

  const std::map<std::string, SlowNode>& nodes() const { return nodes_; }  // by "kind:key"
  /// One for each two nodes and relation; CO_MENTIONED once, with the smaller id first.
  std::vector<SlowEdge> edges() const;
  /// All of it as text, a line a node or edge.
  std::set<std::string> Lines() const;

 private:
  std::string NameOf(NodeKind kind, const std::string& key);
  SlowEdge& Edge(const std::string& from, Relation relation, const std::string& to);
  void AddLabel(const std::string& from, const Label& label, const std::optional<Time>& time);
  void AddArticle(const Article& article);
  void AddPairs(const Article& article);
  void AddLink(const Article& host, const Link& link, Relation relation);
  std::string TitleOfStub(const std::string& url) const;
  void AddStub(const std::string& url);

  std::map<std::string, Article> articles_;
  std::set<std::string> persons_;
  std::set<std::string> targets_;
  std::map<std::string, SlowNode> nodes_;
  std::map<std::string, SlowEdge> edges_;
};

}  // namespace kg
