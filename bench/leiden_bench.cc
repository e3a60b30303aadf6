// Leiden on a planted graph made from a seed: communities of 20 to 100 vertices, 20 arcs a vertex,
// 40 % of them leading out. `edges_per_second` counts each edge once per run; two iterations, as
// igraph's default. CPU time. With libigraph-dev installed its own is measured beside ours.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "queries/bgl.h"
#include "queries/leiden.h"
#include "queries/random.h"

#ifdef KG_HAVE_IGRAPH
#include <igraph/igraph.h>
#endif

namespace kg {
namespace {

using Ends = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

constexpr std::uint32_t kDegree = 20;
constexpr std::uint32_t kOutwardPercent = 40;
constexpr double kResolution = 0.05;  // CPM: between the density inside and outside

// Every vertex begins half its edges. Communities lie side by side; vertices are renamed at random
// so that no order helps.
Ends PlantedEdges(std::uint32_t n, Random& random) {
  std::vector<std::uint32_t> name(n);
  for (std::uint32_t v = 0; v < n; ++v) name[v] = v;
  random.Shuffle(name);
  Ends ends;
  for (std::uint32_t first = 0; first < n;) {
    const std::uint32_t size = std::min(20 + random.Below(81), n - first);
    for (std::uint32_t v = first; v < first + size; ++v) {
      for (std::uint32_t k = 0; k < kDegree / 2; ++k) {
        const bool outward = random.Below(100) < kOutwardPercent;
        const std::uint32_t to = outward ? random.Below(n) : first + random.Below(size);
        if (to != v) ends.emplace_back(name[v], name[to]);
      }
    }
    first += size;
  }
  return ends;
}

BglGraph BothWays(const Ends& ends, std::uint32_t n) {
  Ends arcs = ends;
  for (const auto& [a, b] : ends) arcs.emplace_back(b, a);
  std::sort(arcs.begin(), arcs.end());
  const std::vector<BglEdge> weights(arcs.size(), BglEdge{1});
  return BglGraph(boost::edges_are_sorted, arcs.begin(), arcs.end(), weights.begin(), n);
}

void CountEdges(benchmark::State& state, const Ends& ends) {
  state.counters["edges_per_second"] = benchmark::Counter(
      static_cast<double>(ends.size()), benchmark::Counter::kIsIterationInvariantRate);
}

void BM_Leiden(benchmark::State& state, Objective objective, double resolution) {
  Random random(1);
  const auto n = static_cast<std::uint32_t>(state.range(0));
  const Ends ends = PlantedEdges(n, random);
  const BglGraph graph = BothWays(ends, n);
  Partition found;
  for (auto _ : state) {
    found = FindCommunities(ToLeidenGraph(graph, get(&BglEdge::weight, graph)),
                            {.objective = objective, .resolution = resolution, .iterations = 2});
  }
  CountEdges(state, ends);
  state.counters["communities"] = found.communities;
  state.counters["quality"] = found.quality;
}

#ifdef KG_HAVE_IGRAPH
igraph_t IgraphOf(const Ends& ends, std::uint32_t n) {
  igraph_vector_int_t flat;
  igraph_vector_int_init(&flat, 0);
  for (const auto& [a, b] : ends) {
    igraph_vector_int_push_back(&flat, a);
    igraph_vector_int_push_back(&flat, b);
  }
  igraph_t graph;
  igraph_create(&graph, &flat, n, IGRAPH_UNDIRECTED);
  igraph_vector_int_destroy(&flat);
  return graph;
}

void BM_Igraph(benchmark::State& state) {
  Random random(1);
  const auto n = static_cast<std::uint32_t>(state.range(0));
  const Ends ends = PlantedEdges(n, random);
  igraph_t graph = IgraphOf(ends, n);
  igraph_vector_int_t membership;
  igraph_vector_int_init(&membership, 0);
  igraph_integer_t communities = 0;
  igraph_real_t quality = 0;
  for (auto _ : state) {
    igraph_community_leiden(&graph, nullptr, nullptr, kResolution, 0.01, false, 2, &membership,
                            &communities, &quality);
  }
  CountEdges(state, ends);
  state.counters["communities"] = static_cast<double>(communities);
  igraph_vector_int_destroy(&membership);
  igraph_destroy(&graph);
}
BENCHMARK(BM_Igraph)->Arg(100'000)->Unit(benchmark::kMillisecond);
#endif

BENCHMARK_CAPTURE(BM_Leiden, cpm, Objective::kCpm, kResolution)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Leiden, modularity, Objective::kModularity, 1.0)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kg

BENCHMARK_MAIN();
