// Reads articles into a store, says who is named with somebody, and writes that as GraphML; the
// example of docs/library.md.
//   consumer STORE SOURCE NAME
#include <newsgraph/export/exporter.h>
#include <newsgraph/graph/store.h>
#include <newsgraph/ingest/ingester.h>
#include <newsgraph/queries/ego_network.h>
#include <newsgraph/queries/find_name.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    kg::GraphStore store = kg::GraphStore::Open(argv[1], {.mode = kg::OpenMode::kCreate});
    const kg::IngestReport report = kg::Ingest(&store, {argv[2]}, std::cin, {});
    std::cerr << report.added << " articles\n";

    const kg::Node center = kg::FindNamed(store, argv[3]);
    const kg::EgoNetwork network = kg::FindEgoNetwork(store, std::span(&center, 1), {});
    std::cerr << network.graph.size() << " nodes around " << center.name << '\n';
    kg::MakeNamed(kg::Formats(), "graphml")->Write(network.graph, {}, std::cout);
  } catch (const kg::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
