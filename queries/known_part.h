// The part of a graph that a search for paths has read.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "queries/path_search.h"

namespace kg {

/// What is certain of every path between the two ends that costs less than `bound`, of which some
/// links may not be read yet.
struct PathLimits {
  static constexpr double kInfinite = std::numeric_limits<double>::infinity();

  double bound = kInfinite;
  /// What it costs at least to get from an end to a vertex that is known, and to one that is not.
  std::array<std::vector<double>, 2> way{};
  std::array<double, 2> beyond{};

  double WayTo(std::size_t end, std::uint32_t v) const {
    return v < way[end].size() ? way[end][v] : beyond[end];
  }
};

/// All links at `expanded` vertices that may be on a path within the limits. Links at vertices that
/// are not expanded, but for those to expanded ones, are unknown. The ends are vertices 0 and 1.
class KnownPart {
 public:
  using Vertex = std::uint32_t;
  static constexpr Vertex kEnds = 2;

  struct Link {
    Vertex u;  // expanded before v
    Vertex v;
    double cost;  // LinkCost()
    Relation relation;
  };

  /// Expands both ends. `store` and `options` are lent.
  KnownPart(const GraphStore& store, const Node& a, const Node& b, const PathOptions& options);

  Vertex size() const { return static_cast<Vertex>(vertices_.size()); }
  const std::vector<Link>& links() const { return links_; }
  std::size_t CountExpanded() const { return expanded_; }
  bool IsExpanded(Vertex v) const { return vertices_[v].expanded; }

  bool HasArticles(Vertex v) const { return vertices_[v].articles != 0; }
  /// Takes a look at the store.
  void CountArticles(Vertex v);
  /// As many articles point at v, or more while they have not been counted.
  std::size_t LeastArticles(Vertex v) const;
  /// HubCost(), or less while the articles have not been counted; 0 for the ends.
  double Leaving(Vertex v) const;
  /// What any link between names costs at v beyond 1, or less.
  double LeastLinkExtra(Vertex v) const;

  /// Reads the links at v, once.
  void Expand(Vertex v, const PathLimits& limits);

  /// Forgets links that are on no path within the limits.
  void Drop(const PathLimits& limits);

  Path ToPath(const std::vector<Vertex>& vertices, double cost) const;

 private:
  struct PartVertex {
    NodeId id{};
    bool expanded = false;
    std::uint32_t articles = 0;  // 0: not counted yet
    std::uint32_t least_articles = 1;
  };

  bool MayPass(NodeKind kind, NodeId id) const;
  bool MayUse(const PathLimits& limits, Vertex u, Vertex v, double leaving_v, double cost) const;
  void AddLink(Vertex u, const Bond& bond, const PathLimits& limits);
  Vertex Number(NodeId id);
  Node NodeOf(Vertex v) const;
  Bond BondOf(Vertex from, Vertex to) const;

  const GraphStore& store_;
  const PathOptions& options_;
  const BondReader reader_;
  std::unordered_map<NodeId, Vertex> number_;
  std::vector<PartVertex> vertices_;
  std::vector<Link> links_;
  std::size_t expanded_ = 0;
};

}  // namespace kg
