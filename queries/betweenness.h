// Who stands between others. On small graphs exact: U. Brandes, A faster algorithm for betweenness
// centrality (2001), with distances for the lists that Boost.Graph keeps. On large ones
// sampled: M. Riondato, E. M. Kornaropoulos, Fast approximation of betweenness centrality through
// sampling, Data Mining and Knowledge Discovery 30 (2016), algorithm 1, with shortest paths found
// from both ends at once (M. Borassi, E. Natale, KADABRA, 2016, section 3). For .cc files.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "queries/bgl.h"

namespace kg {

struct BetweennessOptions {
  std::uint64_t most_exact_work = 40'000'000;  // vertices * arcs up to which it is exact
  std::uint32_t samples = 20'000;              // shortest paths drawn otherwise; > 0
  double doubt = 0.05;                         // chance that some score is further off than `error`
  std::uint64_t seed = 1;
};

/// Of all ordered pairs of vertices, the share of those whose shortest paths lead through each
/// vertex: a path counts by its part of all shortest ones of its pair. Weights are not looked at.
struct Betweenness {
  std::vector<double> score{};
  std::uint32_t samples = 0;  // 0: exact
  /// With probability 1 - doubt no score at all is further off than this:
  /// sqrt(1/2 / samples * (floor(log2(d - 2)) + 1 + ln(1 / doubt))), where no shortest path has
  /// more than d vertices.
  double error = 0;
};

/// `graph` shows every edge from both ends, as ToBgl() makes it. Same graph and options, same
/// answer. O(vertices * arcs), or far less than O(samples * arcs).
Betweenness FindBetweenness(const BglGraph& graph, const BetweennessOptions& options = {});

/// Of all shortest paths from `sources`, how many lead through each vertex; a path counts by its
/// part of all shortest ones of its pair. `graph` as above. O(sources * arcs).
std::vector<double> PathsThrough(const BglGraph& graph, std::span<const std::uint32_t> sources);

}  // namespace kg
