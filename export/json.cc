// Node-link JSON, as d3 and networkx read it: a document of one line per node and link, so that it
// streams and so that two exports can be compared with line tools.
#include "export/exporter.h"
#include "export/json_parts.h"
#include "export/text_table.h"

namespace kg {
namespace {

class JsonExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("edges-key", edges_key_,
            "name of the list of links; networkx 3.6 and later reads 'edges'")
        .choices = {"links", "edges"};
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    // No key "nodes" here: that would make it a file in JSON Graph Format.
    const Json head = {{"format", "node-link with links in '" + edges_key_ + "'"},
                       {"node_count", graph.size()},
                       {"link_count", graph.edges().size()}};
    buffer.Add(R"({"schema":"newsgraph/export/1","directed":true,"multigraph":true,"graph":)");
    buffer.Add(Compact(head));
    buffer.Add(",\n\"nodes\":[");
    WriteNodes(graph, marks, buffer);
    buffer.Add("\n],\n");
    buffer.Add(Compact(edges_key_));
    buffer.Add(":[");
    WriteLinks(graph, buffer);
    buffer.Add("\n]}\n");
    buffer.Finish();
  }

 private:
  static void WriteNodes(const NewsGraph& graph, const Marks& marks, TextBuffer& buffer) {
    JsonList list(buffer);
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      WriteNode(graph.node(i), list.Next());
      if (!marks.group.empty() && !marks.group[i].empty()) {
        buffer.AddAll(R"(,"group":)", JsonText(marks.group[i]));
      }
      buffer.Add('}');
    }
  }

  // As NodeJson() has it, but for the closing brace.
  static void WriteNode(const Node& node, TextBuffer& buffer) {
    const std::string name = JsonText(node.name);
    buffer.AddAll(R"({"id":)", JsonText(NodeName(node.kind, node.key)), R"(,"kind":")",
                  ToString(node.kind), R"(","name":)", name);
    if (node.kind != NodeKind::kArticle) return;
    buffer.AddAll(R"(,"url":)", JsonText(node.key), R"(,"title":)", name, R"(,"published":)",
                  node.published ? '"' + ToIso(*node.published) + '"' : "null", R"(,"state":")",
                  ToString(node.state), "\"");
  }

  static void WriteLinks(const NewsGraph& graph, TextBuffer& buffer) {
    TextTable ids;
    for (const Node& node : graph.nodes()) ids.Add(JsonText(NodeName(node.kind, node.key)));
    JsonList list(buffer);
    ForEachLink(graph, ids, [&](const GraphEdge& edge) {
      list.Next().AddAll(R"({"source":)", ids[edge.source], R"(,"target":)", ids[edge.target],
                         R"(,"key":")", ShortName(edge.relation), R"(",)");
      AddLinkMembers(edge, buffer);
      buffer.Add('}');
    });
  }

  std::string edges_key_ = "links";
};

}  // namespace

Entry<Exporter> json_format() {
  return {"json", "node-link JSON for d3, networkx and programs", Make<Exporter, JsonExporter>};
}

}  // namespace kg
