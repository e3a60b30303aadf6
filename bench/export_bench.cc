// A million links among 100,000 nodes, written to a file; `edges_per_second` is of CPU time. With
// libigraph-dev installed its GraphML writer is measured beside ours: with what ours says of nodes
// and links but for "node", "url" and "state", and with bare links. `--benchmark_filter=gexf` and
// the like choose one format, for which
// `/usr/bin/time -v` then tells the memory.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "export/exporter.h"

#ifdef KG_HAVE_IGRAPH
#include <igraph/igraph.h>
#endif

namespace kg {
namespace {

constexpr std::uint32_t kNodes = 100'000;
constexpr std::uint32_t kLinks = 1'000'000;

const NewsGraph& Graph() {
  static const NewsGraph graph = [] {
    std::uint64_t state = 1;
    const auto below = [&state](std::uint64_t bound) {  // a linear congruence is chance enough
      state = state * 6364136223846793005U + 1442695040888963407U;
      return static_cast<std::uint32_t>((state >> 33) % bound);
    };
    std::vector<Node> nodes;
    for (std::uint32_t i = 0; i < kNodes; ++i) {
      std::string name = fmt::format("第{}个名字", i);
      nodes.push_back({static_cast<NodeKind>(1 + i % 3), name, name});
    }
    std::vector<GraphEdge> edges;
    for (std::uint32_t i = 0; i < kLinks; ++i) {
      const Time first = kFirstTime + std::chrono::days(80'000 + below(365));
      edges.push_back({below(kNodes), below(kNodes), Relation::kCoMentioned, 0.25 * below(40),
                       below(9), 0, first, first + std::chrono::days(below(99))});
    }
    return NewsGraph::Build(std::move(nodes), std::move(edges));
  }();
  return graph;
}

std::filesystem::path Target() {
  return std::filesystem::temp_directory_path() / "newsgraph-export-bench";
}

void CountEdges(benchmark::State& state, std::size_t edges) {
  state.counters["edges_per_second"] =
      benchmark::Counter(static_cast<double>(edges), benchmark::Counter::kIsIterationInvariantRate);
}

void BM_Export(benchmark::State& state, const char* format) {
  const NewsGraph& graph = Graph();
  for (auto _ : state) {
    std::ofstream out(Target(), std::ios::binary);
    MakeNamed(Formats(), format)->Write(graph, {}, out);
  }
  CountEdges(state, graph.edges().size());
  std::filesystem::remove(Target());
}
BENCHMARK_CAPTURE(BM_Export, graphml, "graphml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Export, gexf, "gexf")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Export, json, "json")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Export, dot, "dot")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_Export, ntriples, "ntriples")->Unit(benchmark::kMillisecond);

#ifdef KG_HAVE_IGRAPH
void AddAttributes(igraph_t* peer, const NewsGraph& graph) {
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    SETVAS(peer, "label", i, graph.node(i).name.c_str());
    SETVAS(peer, "kind", i, std::string(ToString(graph.node(i).kind)).c_str());
  }
  for (std::size_t e = 0; e < graph.edges().size(); ++e) {
    const GraphEdge& edge = graph.edges()[e];
    const auto at = static_cast<igraph_integer_t>(e);
    SETEAS(peer, "relation", at, std::string(ToString(edge.relation)).c_str());
    SETEAN(peer, "weight", at, edge.weight);
    SETEAN(peer, "evidence", at, edge.evidence);
    SETEAB(peer, "directed", at, false);
    SETEAS(peer, "first", at, ToIso(*edge.first).c_str());
    SETEAS(peer, "last", at, ToIso(*edge.last).c_str());
  }
}

void BM_IgraphGraphml(benchmark::State& state, bool attributes) {
  const NewsGraph& graph = Graph();
  igraph_set_attribute_table(&igraph_cattribute_table);
  igraph_vector_int_t ends;
  igraph_vector_int_init(&ends, 0);
  for (const GraphEdge& edge : graph.edges()) {
    igraph_vector_int_push_back(&ends, edge.source);
    igraph_vector_int_push_back(&ends, edge.target);
  }
  igraph_t peer;
  igraph_create(&peer, &ends, graph.size(), IGRAPH_DIRECTED);
  if (attributes) AddAttributes(&peer, graph);
  for (auto _ : state) {
    FILE* file = std::fopen(Target().c_str(), "wb");
    if (file == nullptr) return state.SkipWithError("no temporary file");
    igraph_write_graph_graphml(&peer, file, true);
    std::fclose(file);
  }
  CountEdges(state, graph.edges().size());
  igraph_destroy(&peer);
  igraph_vector_int_destroy(&ends);
  std::filesystem::remove(Target());
}
BENCHMARK_CAPTURE(BM_IgraphGraphml, same, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BM_IgraphGraphml, bare, false)->Unit(benchmark::kMillisecond);
#endif

}  // namespace
}  // namespace kg

BENCHMARK_MAIN();
