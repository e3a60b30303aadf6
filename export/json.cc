// Node-link JSON, as d3 and networkx read it: a document of one line per node and link, so that it
// streams and so that two exports can be compared with line tools.
#include "export/exporter.h"
#include "graph/node_json.h"

namespace kg {
namespace {

class JsonExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("edges-key", edges_key_, "name of the list of links; networkx 3.6 and later reads 'edges'");
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    const Json head = {{"nodes", graph.size()}, {"links", graph.edges().size()}};
    out << R"({"schema":"newsgraph/export/1","directed":true,"multigraph":true,"graph":)" << Compact(head)
        << ",\n\"nodes\":[";
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      Json node = NodeJson(graph.node(i));
      if (!marks.group.empty() && !marks.group[i].empty()) node["group"] = marks.group[i];
      out << (i == 0 ? "\n" : ",\n") << Compact(node);
    }
    out << "\n],\n" << Compact(edges_key_) << ":[";
    bool first = true;
    for (const GraphEdge& edge : graph.edges()) {
      out << (first ? "\n" : ",\n") << Compact(LinkJson(graph, edge));
      first = false;
    }
    out << "\n]}\n";
  }

 private:
  static Json LinkJson(const NewsGraph& graph, const GraphEdge& edge) {
    const Node& source = graph.node(edge.source);
    const Node& target = graph.node(edge.target);
    Json json = {{"source", NodeName(source.kind, source.key)},
            {"target", NodeName(target.kind, target.key)},
            {"key", ToString(edge.relation)},
            {"rel", ToString(edge.relation)},
            {"weight", edge.weight},
            {"first", TimeJson(edge.first)},
            {"last", TimeJson(edge.last)},
            {"evidence", edge.evidence}};
    if (edge.rank > 0) json["rank"] = edge.rank;
    return json;
  }

  std::string edges_key_ = "links";
};

}  // namespace

Entry<Exporter> json_format() {
  return {"json", "node-link JSON for d3, networkx and programs", Make<Exporter, JsonExporter>};
}

}  // namespace kg
