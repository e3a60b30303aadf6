// csr_bench STORE [ROUNDS]: how fast the links between all names of a store become compressed
// sparse rows, whose arcs are twice as many; median of the rounds (5). Prints `name value unit`
// lines.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "graph/news_graph.h"
#include "graph/store.h"
#include "graph/weighted_graph.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: csr_bench STORE [ROUNDS]\n", stderr);
    return 2;
  }
  const std::size_t rounds = argc > 2 ? std::max(std::strtoul(argv[2], nullptr, 10), 1UL) : 5;
  const kg::GraphStore store = kg::GraphStore::Open(argv[1]);
  const kg::GraphFilter names{
      .kinds = {kg::NodeKind::kPerson, kg::NodeKind::kOrganization, kg::NodeKind::kPlace}};
  std::vector<double> seconds;
  std::size_t edges = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    const auto graph = store.LinkedNames(names);
    if (!graph) {
      std::fputs("csr_bench: the store has not added its links up; see ingest\n", stderr);
      return 1;
    }
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    edges = graph->others.size() / 2;
  }
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[rounds / 2];
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "csr.edges %zu edges\ncsr.load %.3f s\ncsr.rate %.2f million edges/s\ncsr.peak %ld MB\n",
      edges, median, static_cast<double>(edges) / median / 1e6, usage.ru_maxrss / 1024);
  return 0;
}
