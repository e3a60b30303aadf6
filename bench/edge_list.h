// Graphs for the benchmarks: read from files, or made from a seed.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "queries/leiden.h"

namespace kg {

/// Undirected, no loops; vertices are numbered from 0.
struct EdgeList {
  std::uint32_t vertices = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges{};
  std::vector<std::uint32_t> planted{};  // the community of each vertex, where it is known
};

/// NAME.bin: vertices, edges, then pairs, each of 32 bits; NAME.edges: a pair a line, and
/// NAME.truth beside it. Throws std::runtime_error.
EdgeList ReadEdges(const std::string& path);

/// What a graph of A. Lancichinetti, S. Fortunato, F. Radicchi, Benchmark graphs for testing
/// community detection algorithms, Physical Review E 78 (2008) looks like: degrees follow a power
/// law with exponent 2, mean 20 and most 50, sizes of communities one with exponent 1 between 20
/// and 100, and a share `mixing` of a vertex's edges leave its community.
EdgeList MakeLfr(std::uint32_t vertices, double mixing, std::uint64_t seed);

/// Unweighted; the edges are given away.
LeidenGraph ToLeidenGraph(EdgeList&& list);

}  // namespace kg
