// Graphology JSON for sigma.js and Gephi Lite, which draw x, y, size, color and label.
#include "export/exporter.h"
#include "export/json_parts.h"
#include "export/placement.h"

namespace kg {
namespace {

class GraphologyExporter final : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    buffer.Add(R"({"options":{"type":"mixed","multi":true,"allowSelfLoops":true},)");
    buffer.Add(R"("attributes":{"name":"newsgraph"},"nodes":[)");
    WriteNodes(graph, marks, buffer);
    buffer.Add("\n],\"edges\":[");
    WriteLinks(graph, buffer);
    buffer.Add("\n]}\n");
    buffer.Finish();
  }

 private:
  static void WriteNodes(const NewsGraph& graph, const Marks& marks, TextBuffer& buffer) {
    const std::vector<Place> places = PlaceNodes(graph);
    const GroupLooks groups(marks);
    JsonList list(buffer);
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      std::string attributes = Compact(AttributesOf(facts));
      attributes.pop_back();  // its closing brace: the look comes within
      list.Next().AddAll(R"({"key":")", facts.id, R"(","attributes":)", attributes, R"(,"x":)",
                         DecimalText(places[i].x), R"(,"y":)", DecimalText(places[i].y),
                         R"(,"size":)", DecimalText(places[i].size), R"(,"color":")",
                         ColorOf(graph, marks, groups, i), R"("}})");
    }
  }

  static void WriteLinks(const NewsGraph& graph, TextBuffer& buffer) {
    const PlainIds ids(graph);
    JsonList list(buffer);
    std::size_t number = 0;
    ForEachLink(graph, ids, [&](const GraphEdge& edge) {
      list.Next().AddAll(R"({"key":"e)", NumberText(number++), R"(","source":")", ids[edge.source],
                         R"(","target":")", ids[edge.target], R"(",)",
                         IsMutual(edge.relation) ? R"("undirected":true,)" : "",
                         R"("attributes":{)");
      AddLinkMembers(edge, buffer);
      buffer.Add("}}");
    });
  }
};

}  // namespace

Entry<Exporter> graphology_format() {
  return {"graphology", "Graphology JSON, for sigma.js and Gephi Lite",
          Make<Exporter, GraphologyExporter>};
}

}  // namespace kg
