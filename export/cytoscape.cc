// Cytoscape.js JSON. Nodes and links share one space of ids: "e0" is never the id of a node.
#include "export/exporter.h"
#include "export/json_parts.h"
#include "export/placement.h"

namespace kg {
namespace {

class CytoscapeExporter final : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    buffer.Add(R"({"data":{"name":"newsgraph"},"elements":{"nodes":[)");
    WriteNodes(graph, marks, buffer);
    buffer.Add("\n],\"edges\":[");
    WriteLinks(graph, buffer);
    buffer.Add("\n]}}\n");
    buffer.Finish();
  }

 private:
  static void WriteNodes(const NewsGraph& graph, const Marks& marks, TextBuffer& buffer) {
    const std::vector<Place> places = PlaceNodes(graph);
    JsonList list(buffer);
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      Json data = {{"id", facts.id}};
      data.update(AttributesOf(facts));
      list.Next().AddAll(R"({"data":)", Compact(data), R"(,"position":{"x":)",
                         DecimalText(places[i].x), R"(,"y":)", DecimalText(places[i].y),
                         R"(},"classes":")", facts.kind, R"("})");
    }
  }

  static void WriteLinks(const NewsGraph& graph, TextBuffer& buffer) {
    const PlainIds ids(graph);
    JsonList list(buffer);
    std::size_t number = 0;
    ForEachLink(graph, ids, [&](const GraphEdge& edge) {
      list.Next().AddAll(R"({"data":{"id":"e)", NumberText(number++), R"(","source":")",
                         ids[edge.source], R"(","target":")", ids[edge.target], R"(","directed":)",
                         IsMutual(edge.relation) ? "false," : "true,");
      AddLinkMembers(edge, buffer);
      buffer.AddAll(R"(},"classes":")", ShortName(edge.relation), R"("})");
    });
  }
};

}  // namespace

Entry<Exporter> cytoscape_format() {
  return {"cytoscape", "Cytoscape.js JSON, for pages and for Cytoscape",
          Make<Exporter, CytoscapeExporter>};
}

}  // namespace kg
