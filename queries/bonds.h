// Who is tied to a node, and how closely: the steps that a path may take.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

/// One edge seen from one end.
struct Bond {
  NodeId to{};
  NodeKind kind{};  // of `to`
  Relation relation{};
  double weight = 0;     // that of the edge in NewsGraph
  double closeness = 1;  // the best CoMentionWeight() of any article; 1 for the other relations
  std::uint32_t articles = 0;   // that it rests on
  std::optional<Time> first{};  // their published times
  std::optional<Time> last{};
};

/// "same sentence", "same paragraph", "same article"; for other relations what they say, in words.
std::string_view HowTied(const Bond& bond);

/// Reads edges around nodes from prefix scans. Relations and time go by the filter, which is lent,
/// as does min_weight; kinds are not looked at.
class BondReader {
 public:
  BondReader(const GraphStore& store, const GraphFilter& filter) : store_(store), filter_(filter) {}

  /// In order of node id; several edges to one node are several bonds, in order of relations. Those
  /// between names may lack their times, see AddTimes().
  std::vector<Bond> Of(const Node& node) const;

  /// The times of a bond that Of(from) gave.
  void AddTimes(NodeId from, Bond& bond) const;

 private:
  void AddCoMentioned(const Node& node, std::vector<Bond>& bonds) const;
  void AddOthers(const Node& node, Relation relation, std::vector<Bond>& bonds) const;

  const GraphStore& store_;
  const GraphFilter& filter_;
};

}  // namespace kg
