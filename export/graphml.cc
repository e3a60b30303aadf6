// GraphML for yEd, Cytoscape, igraph, networkx, Neo4j's APOC and Gephi. All keys come first, with
// types from the specification's own list and none named "id": igraph refuses or hides the rest.
// Links have no direction of their own, as networkx refuses a file that mixes both: the attribute
// "directed" tells.
#include "export/exporter.h"
#include "export/node_facts.h"
#include "export/picture_style.h"
#include "export/time_texts.h"
#include "export/xml_writer.h"

namespace kg {
namespace {

constexpr std::string_view kNamespace = "http://graphml.graphdrawing.org/xmlns";
constexpr std::string_view kYedNamespace = "http://www.yworks.com/xml/graphml";

const char* YedShape(NodeKind kind) {
  switch (kind) {
    case NodeKind::kPerson: return "ellipse";
    case NodeKind::kOrganization: return "rectangle";
    case NodeKind::kPlace: return "hexagon";
    case NodeKind::kTopic: return "roundrectangle";
    case NodeKind::kPublisher: return "octagon";
    case NodeKind::kArticle: return "parallelogram";
  }
  return "rectangle";
}

class GraphmlExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("graphml-flavour", flavour_, "plain, or yed, which shows labels, shapes and colours")
        .choices = {"plain", "yed"};
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    if (flavour_ != "plain" && flavour_ != "yed") {
      throw Error(ErrorCode::kUsage,
                  "--graphml-flavour: '" + flavour_ + "' is neither plain nor yed");
    }
    TextBuffer buffer(out);
    XmlWriter xml(buffer);
    xml.Open("graphml", {{"xmlns", kNamespace}, {"xmlns:y", is_yed() ? kYedNamespace : ""}});
    WriteKeys(xml);
    xml.Open("graph", {{"id", "newsgraph"}, {"edgedefault", "directed"}});
    WriteNodes(graph, marks, xml);
    WriteLinks(graph, xml);
    xml.Finish();
  }

 private:
  bool is_yed() const { return flavour_ == "yed"; }

  void WriteKeys(XmlWriter& xml) const {
    for (const char* name : {"label", "node", "kind", "url", "published", "state", "group"}) {
      WriteKey("node", name, "string", xml);
    }
    WriteKey("edge", "relation", "string", xml);
    WriteKey("edge", "weight", "double", xml);
    WriteKey("edge", "directed", "boolean", xml);
    WriteKey("edge", "evidence", "int", xml);
    WriteKey("edge", "first", "string", xml);
    WriteKey("edge", "last", "string", xml);
    WriteKey("edge", "rank", "int", xml);
    if (!is_yed()) return;
    xml.Empty("key", {{"id", "look"}, {"for", "node"}, {"yfiles.type", "nodegraphics"}});
    xml.Empty("key", {{"id", "line"}, {"for", "edge"}, {"yfiles.type", "edgegraphics"}});
  }

  static void WriteKey(const char* what, const char* name, const char* type, XmlWriter& xml) {
    xml.Empty("key", {{"id", name}, {"for", what}, {"attr.name", name}, {"attr.type", type}});
  }

  void WriteNodes(const NewsGraph& graph, const Marks& marks, XmlWriter& xml) const {
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      xml.Open("node", {{"id", facts.id}});
      for (const auto& [name, value] : {XmlAttribute{"label", facts.label},
                                        {"node", facts.node},
                                        {"kind", facts.kind},
                                        {"url", facts.url},
                                        {"published", facts.published},
                                        {"state", facts.state},
                                        {"group", facts.group}}) {
        if (!value.empty()) xml.Text("data", {{"key", name}}, value);
      }
      if (is_yed()) WriteLook(graph.node(i).kind, facts.label, xml);
      xml.Close();
    }
  }

  static void WriteLook(NodeKind kind, const std::string& label, XmlWriter& xml) {
    const KindLook& look = LookOf(kind);
    xml.Open("data", {{"key", "look"}});
    xml.Open("y:ShapeNode");
    xml.Empty("y:Fill", {{"color", look.fill}, {"transparent", "false"}});
    xml.Empty("y:BorderStyle", {{"color", look.line}, {"type", "line"}, {"width", "1.0"}});
    xml.Text("y:NodeLabel", {}, label);
    xml.Empty("y:Shape", {{"type", YedShape(kind)}});
    xml.Close();
    xml.Close();
  }

  // Ids, times and relations hold nothing that XML would want escaped.
  void WriteLinks(const NewsGraph& graph, XmlWriter& xml) const {
    TextBuffer& out = xml.out();
    const PlainIds ids(graph);
    std::size_t number = 0;
    ForEachLink(graph, ids, [&](const GraphEdge& edge) {
      out.AddAll("<edge id=\"e", NumberText(number++), "\" source=\"", ids[edge.source],
                 "\" target=\"", ids[edge.target], "\"><data key=\"relation\">",
                 ShortName(edge.relation), "</data><data key=\"weight\">", NumberText(edge.weight),
                 "</data><data key=\"directed\">", IsMutual(edge.relation) ? "false" : "true",
                 "</data><data key=\"evidence\">", NumberText(edge.evidence), "</data>");
      if (edge.first) out.AddAll("<data key=\"first\">", TimeText(edge.first), "</data>");
      if (edge.last) out.AddAll("<data key=\"last\">", TimeText(edge.last), "</data>");
      if (edge.rank > 0) {
        out.AddAll("<data key=\"rank\">", NumberText(edge.rank), "</data>");
      }
      if (is_yed()) AddLine(edge.relation, out);
      out.Add("</edge>\n");
      out.EndRecord();
    });
  }

  static void AddLine(Relation relation, TextBuffer& out) {
    const std::string_view style = LookOf(relation).style;
    out.AddFormatted(FMT_COMPILE("<data key=\"line\"><y:PolyLineEdge><y:LineStyle color=\"{}\" "
                                 "type=\"{}\" width=\"1.0\"/><y:Arrows source=\"none\" "
                                 "target=\"{}\"/></y:PolyLineEdge></data>"),
                     LookOf(relation).color, style == "solid" ? "line" : style,
                     IsMutual(relation) ? "none" : "standard");
  }

  std::string flavour_ = "plain";
};

}  // namespace

Entry<Exporter> graphml_format() {
  return {"graphml", "yEd, Cytoscape, igraph, networkx and most others",
          Make<Exporter, GraphmlExporter>};
}

}  // namespace kg
