// A whole graph, or a part of it, in memory: what global queries compute on and exporters write.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/co_mention_sums.h"
#include "graph/maybe_time.h"
#include "graph/model.h"
#include "graph/store.h"

namespace kg {

/// What part of the store to take. An empty list takes every kind or relation.
struct GraphFilter {
  TimeRange range{};  // of the articles; entities stay where an article does
  std::vector<NodeKind> kinds{};
  std::vector<Relation> relations{};
  double min_weight = 0;

  bool Takes(NodeKind kind) const {
    return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
  }
  bool Takes(Relation relation) const {
    return relations.empty() || std::ranges::find(relations, relation) != relations.end();
  }
};

/// One edge per (source, target, relation). Directed, but for kCoMentioned, which is kept once.
struct GraphEdge {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  Relation relation{};
  double weight = 0;           // docs/architecture.md, "weights"; sums of dyadic fractions: exact
  std::uint32_t evidence = 0;  // quotes that can be shown for it; 0 for derived edges
  std::uint32_t rank = 0;  // from 1 in the publisher's list, the first of several; kRelatedTo only
  MaybeTime first{};       // published times of the articles it rests on
  MaybeTime last{};
};
static_assert(sizeof(GraphEdge) == 48, "there are millions of them");

/// Const after it was built; nodes in order of (kind, key), edges in order of (source, target,
/// relation), so equal graphs have equal indices on every machine.
class NewsGraph {
 public:
  using Index = std::uint32_t;

  /// Reads all articles of `store` once. O(nodes + edges) memory; texts stay in the store.
  static NewsGraph Load(const GraphStore& store, const GraphFilter& filter = {});

  /// `nodes`, taken from `store` and not none, and the edges between them, exactly as Load() has
  /// them. Reads the articles that this rests on, not the others.
  static NewsGraph LoadPart(const GraphStore& store, std::span<const Node> nodes,
                            const GraphFilter& filter = {});

  /// Everything that `articles` say, stubs aside, and no more.
  static NewsGraph LoadAround(const GraphStore& store, std::span<const Node> articles,
                              const GraphFilter& filter = {});

  /// Takes nodes and edges in any order; edges name positions in `nodes`. Edges of one source,
  /// target and relation are added up; what then weighs less than `min_weight` is dropped. With
  /// `co_mentions`, whose numbers are such positions, none of `edges` is CO_MENTIONED.
  static NewsGraph Build(std::vector<Node> nodes, std::vector<GraphEdge> edges,
                         double min_weight = 0, CoMentionSums co_mentions = {});

  Index size() const { return static_cast<Index>(nodes_.size()); }
  const Node& node(Index i) const { return nodes_[i]; }
  std::span<const Node> nodes() const { return nodes_; }
  std::span<const GraphEdge> edges() const { return edges_; }
  /// Edges whose source is `i`.
  std::span<const GraphEdge> out(Index i) const {
    return std::span(edges_).subspan(first_out_[i], first_out_[i + 1] - first_out_[i]);
  }
  std::optional<Index> Find(NodeId id) const;

 private:
  std::vector<Node> nodes_;
  std::vector<GraphEdge> edges_;
  std::vector<std::size_t> first_out_;
  std::vector<std::pair<NodeId, Index>> by_id_;  // sorted
};

/// What a query has to say about the nodes of a graph, one entry per node or none at all; for
/// exporters that can show it.
struct Marks {
  std::vector<std::string> group{};                  // "cluster:3"; empty strings for none
  std::map<std::string, std::string> group_names{};  // what a legend calls them, where known
  std::string title{};                               // of the whole picture
  std::string note{};                                // what was left out
  std::optional<NodeId> center{};
};

}  // namespace kg
