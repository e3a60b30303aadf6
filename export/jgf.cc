// JSON Graph Format 2: nodes are an object by id; all that its schema does not name is metadata.
#include "export/exporter.h"
#include "export/json_parts.h"

namespace kg {
namespace {

class JgfExporter final : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    buffer.Add(R"({"graph":{"id":"newsgraph","type":"newsgraph","directed":true,"nodes":{)");
    WriteNodes(graph, marks, buffer);
    buffer.Add("\n},\"edges\":[");
    WriteLinks(graph, buffer);
    buffer.Add("\n]}}\n");
    buffer.Finish();
  }

 private:
  static void WriteNodes(const NewsGraph& graph, const Marks& marks, TextBuffer& buffer) {
    JsonList list(buffer);
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      Json metadata = AttributesOf(facts);
      metadata.erase("label");
      list.Next().AddFormatted(FMT_COMPILE(R"("{}":{{"label":{},"metadata":{}}})"), facts.id,
                               Compact(facts.label), Compact(metadata));
    }
  }

  static void WriteLinks(const NewsGraph& graph, TextBuffer& buffer) {
    const PlainIds ids(graph);
    JsonList list(buffer);
    ForEachLink(graph, ids, [&](const GraphEdge& edge) {
      list.Next().AddAll(R"({"source":")", ids[edge.source], R"(","target":")", ids[edge.target],
                         R"(","relation":")", ShortName(edge.relation), R"(","directed":)",
                         IsMutual(edge.relation) ? "false" : "true", R"(,"metadata":{)");
      AddLinkMembers(edge, buffer);
      buffer.Add("}}");
    });
  }
};

}  // namespace

Entry<Exporter> jgf_format() { return {"jgf", "JSON Graph Format 2", Make<Exporter, JgfExporter>}; }

}  // namespace kg
