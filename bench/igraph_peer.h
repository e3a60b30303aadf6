// The same measures by igraph, to have something to be faster than; where libigraph-dev is there.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bench/edge_list.h"

namespace kg {

/// A graph as igraph holds it. Results are as those of graph_bench's own side.
class IgraphPeer {
 public:
  explicit IgraphPeer(const EdgeList& list);
  ~IgraphPeer();
  IgraphPeer(const IgraphPeer&) = delete;
  IgraphPeer& operator=(const IgraphPeer&) = delete;

  struct Communities {
    double quality = 0;
    std::uint32_t count = 0;
  };
  /// Two iterations, by modularity.
  Communities Leiden(double resolution, std::uint64_t seed) const;
  std::uint32_t Components() const;
  void PageRank() const;
  /// Of shortest paths from `sources`.
  void Betweenness(const std::vector<std::uint32_t>& sources) const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

}  // namespace kg
