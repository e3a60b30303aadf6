// Articles one by one into a graph in memory; for load_graph.cc.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/co_mention_sums.h"
#include "graph/news_graph.h"

namespace kg {

/// Nodes and edges as articles bring them; labels wait until it is known which of them name
/// persons.
class GraphLoader {
 public:
  /// `filter` is lent.
  explicit GraphLoader(const GraphFilter& filter) : filter_(filter) {}

  /// Keeps only these nodes and the edges between them. To be called before the first Add(). As the
  /// articles may then be a few of many, names and titles of nodes are taken from here.
  void KeepOnly(std::span<const Node> nodes);

  /// Learns from the whole store which labels of `article` name persons; Add() alone learns it from
  /// the articles added.
  void NamePersonsOf(const GraphStore& store, const Article& article);

  /// Takes the edges between the names that are kept from what the store has added up; Add() then
  /// adds none. False when the store has not.
  bool AddCoMentionsOf(const GraphStore& store);

  void Add(const Article& article);
  /// Edges between names that are one or are not, as far as what stands for them was added. To be
  /// called after the last Add().
  void AddIdentities(const Identities& identities);
  NewsGraph Finish() &&;

 private:
  using Index = NewsGraph::Index;
  struct PendingLabel {
    Index from;
    std::optional<Time> published;
    std::string name;
    std::uint32_t evidence;
  };

  bool Keeps(NodeId id) const { return only_.empty() || only_.contains(id); }
  Index IndexOf(NodeKind kind, std::string_view key) { return IndexOf(IdOf(kind, key), kind, key); }
  Index IndexOf(NodeId id, NodeKind kind, std::string_view key);
  void AddEdge(Index from, Index to, Relation relation, double weight, std::uint32_t evidence,
               const std::optional<Time>& time);
  void AddWhole(NodeId id, const Article& article, std::span<const NodeId> ids);
  void AddKicker(const Link& link);
  void AddPublisher(Index from, const std::optional<Time>& time, const std::string& publisher);
  void AddLabel(Index from, const std::optional<Time>& time, const std::string& name,
                std::uint32_t evidence);
  void AddEntities(Index from, const Article& article, std::span<const NodeId> ids);
  void AddLink(Index from, const Article& article, const Link& link, Relation relation);
  void OfferTitle(Index to, const Article& host, const std::string& title);
  void AddCoMentions(const Article& article, std::span<const NodeId> ids);
  void ResolveLabel(const PendingLabel& label);
  void AddStubFacts(Index stub);
  NewsGraph Filtered();

  const GraphFilter& filter_;
  std::vector<Node> nodes_;
  std::vector<GraphEdge> edges_;
  std::vector<PendingLabel> labels_;
  std::unordered_map<NodeId, Index> index_;
  CoMentionSums co_mentions_;
  bool has_co_mentions_ = false;  // by AddCoMentionsOf()
  std::unordered_set<NodeId> persons_;
  std::unordered_map<Index, std::pair<Time, NodeId>> titled_by_;
  std::unordered_map<NodeId, Node> only_;  // empty: all
  std::unordered_set<NodeId> namesakes_;   // persons who are called what a topic of only_ is
};

}  // namespace kg
