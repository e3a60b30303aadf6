// CO_MENTIONED edges of many articles, added up.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "graph/article.h"
#include "graph/maybe_time.h"
#include "graph/model.h"

namespace kg {

struct GraphEdge;

/// Keeps a byte for each pair of names of each article, and adds up what belongs to one node only
/// when it is asked for: an edge a pair and article, to be sorted, took most of the time and memory
/// of a whole graph. (The product of a sparse matrix with its transpose, row by row: F. Gustavson,
/// ACM TOMS 4(3), 1978.)
class CoMentionSums {
 public:
  using Index = std::uint32_t;
  static constexpr Index kNone = std::numeric_limits<Index>::max();

  struct Named {
    const Entity* entity;
    NodeId id;
    Index node;
  };

  bool empty() const { return members_.empty(); }

  /// All pairs of `named`, which are of one article, in order of `id`: the source of an edge is the
  /// smaller one.
  void Add(std::span<const Named> named, const std::optional<Time>& time);

  /// Nodes get other numbers, or kNone for those that are to be left out.
  void Renumber(std::span<const Index> to);

  /// To be called after the calls above and before those below; `nodes` is beyond all numbers.
  void Group(std::size_t nodes);

  /// How many edges there are, light ones too.
  std::size_t CountEdges();

  /// Appends the edges from `source` that weigh `min_weight` and more, in order of target.
  void AppendEdges(Index source, double min_weight, std::vector<GraphEdge>& edges);

 private:
  struct Host {
    std::size_t end;  // of its members
    MaybeTime time;
  };
  struct Member {
    Index node;
    std::uint32_t host;
    std::size_t closeness;  // where its bytes begin: one for each member of the host behind it
  };
  struct Sum {
    std::uint64_t quarters;
    MaybeTime first;
    MaybeTime last;
  };

  /// Calls `visit` with the number of each node that is a target of `source`, as often as there is
  /// an article, with the host and the closeness in quarters.
  template <class Visit>
  void ForEachPair(Index source, Visit visit) const;

  std::vector<Host> hosts_;
  std::vector<Member> members_;
  std::vector<std::uint8_t> closeness_;  // 1, 2 or 4 quarters
  // From Group() on:
  std::vector<std::size_t> first_of_;   // of a node, in `of_node_`
  std::vector<std::uint32_t> of_node_;  // its members, by position
  std::vector<Index> seen_with_;        // the source that a target was last met with
  std::vector<Sum> sums_;
  std::vector<Index> targets_;
};

}  // namespace kg
