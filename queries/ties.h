// The edges at one node, added up by who is at the other end.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

struct Tie {
  NodeId to{};
  double weight = 0;  // sum over the edges
  std::uint32_t edges = 0;
  NodeKind kind{};  // of who is at the other end, which the graph has
};

/// A list, not a table: hubs have hundreds of thousands.
class Ties {
 public:
  void Add(NodeId to, NodeKind kind, double weight) { ties_.push_back({to, weight, 1, kind}); }

  /// One for each other end, in order of ids.
  std::vector<Tie> AddUp() &&;

 private:
  std::vector<Tie> ties_;
};

/// Adds the edges at `node` to `ties`, as far as time, relations and weight of `filter` take them;
/// kinds are not looked at. The weights are those of NewsGraph. Reads the ranges of postings
/// at the node, for CO_MENTIONED the list that the store has added up or, for a part of the time or
/// while there is none, the records of the articles there, and those around an article.
void AddTies(const GraphStore& store, const Node& node, const GraphFilter& filter, Ties& ties);

/// How many articles point at a name, topic, publisher or article; at least 1.
std::size_t ArticlesAt(const GraphStore& store, const Node& node);

}  // namespace kg
