// GEXF for Gephi, Gephi Lite, Retina and sigma.js: 1.3, or 1.2draft for older readers (networkx).
// Gephi merges parallel links unless their kinds differ, and shows its time line only when the
// graph is dynamic in mode and format. What most links are, and that links between names rest on
// articles without evidence of their own, is declared in 1.3 as the default, which Gephi and
// graphology fill in; networkx does not.
#include <array>
#include <charconv>

#include "export/exporter.h"
#include "export/node_facts.h"
#include "export/placement.h"
#include "export/time_texts.h"
#include "export/xml_writer.h"

namespace kg {
namespace {

// What most links of an archive are.
constexpr Relation kUsual = Relation::kCoMentioned;

/// From the first day to the last; nothing when both are unknown.
struct Spell {
  MaybeTime first{};
  MaybeTime last{};

  void Extend(MaybeTime from, MaybeTime to) {
    if (from) first = first ? std::min(*first, *from) : from;
    if (to) last = last ? std::max(*last, *to) : to;
  }
};

// A node is there as long as any of its links: Gephi hides links whose ends are hidden.
std::vector<Spell> SpellsOf(const NewsGraph& graph) {
  std::vector<Spell> spells(graph.size());
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
    spells[i].Extend(graph.node(i).published, graph.node(i).published);
  }
  for (const GraphEdge& edge : graph.edges()) {
    spells[edge.source].Extend(edge.first, edge.last);
    spells[edge.target].Extend(edge.first, edge.last);
  }
  return spells;
}

class GexfExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("gexf-version", version_, "1.3 or 1.2, which networkx reads").choices = {"1.3", "1.2"};
    set.AddFlag("dynamic", dynamic_, "nodes and links last from first to last evidence");
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    if (version_ != "1.3" && version_ != "1.2") {
      throw Error(ErrorCode::kUsage, "--gexf-version: '" + version_ + "' is neither 1.3 nor 1.2");
    }
    TextBuffer buffer(out);
    XmlWriter xml(buffer);
    OpenDocument(xml);
    OpenGraph(xml);
    WriteNodes(graph, marks, xml);
    WriteLinks(graph, xml);
    xml.Finish();
  }

 private:
  bool is_draft() const { return version_ == "1.2"; }

  void OpenDocument(XmlWriter& xml) const {
    const std::string space = is_draft() ? "http://www.gexf.net/1.2draft" : "http://gexf.net/1.3";
    xml.Open("gexf", {{"xmlns", space}, {"xmlns:viz", space + "/viz"}, {"version", version_}});
    xml.Open("meta");
    xml.Text("creator", {}, "newsgraph");
    xml.Close();
  }

  void OpenGraph(XmlWriter& xml) const {
    xml.Open("graph", {{"mode", dynamic_ ? "dynamic" : "static"},
                       {"defaultedgetype", "directed"},
                       {"timeformat", dynamic_ ? "date" : ""}});
    xml.Open("attributes", {{"class", "node"}});
    for (const char* name : {"node", "kind", "url", "published", "state", "group"}) {
      xml.Empty("attribute", {{"id", name}, {"title", name}, {"type", "string"}});
    }
    xml.Close();
    xml.Open("attributes", {{"class", "edge"}});
    DeclareOfLinks("relation", "string", is_draft() ? "" : ToString(kUsual), xml);
    // networkx, which is who reads 1.2, refuses a file with links of both types.
    if (is_draft()) DeclareOfLinks("directed", "boolean", "", xml);
    DeclareOfLinks("evidence", "integer", is_draft() ? "" : "0", xml);
    DeclareOfLinks("first", "string", "", xml);
    DeclareOfLinks("last", "string", "", xml);
    DeclareOfLinks("rank", "integer", "", xml);
    xml.Close();
  }

  static void DeclareOfLinks(const char* name, const char* type, std::string_view usual,
                             XmlWriter& xml) {
    const XmlWriter::Attributes attributes = {{"id", name}, {"title", name}, {"type", type}};
    if (usual.empty()) {
      xml.Empty("attribute", attributes);
    } else {
      xml.Open("attribute", attributes);
      xml.Text("default", {}, usual);
      xml.Close();
    }
  }

  void WriteNodes(const NewsGraph& graph, const Marks& marks, XmlWriter& xml) const {
    const std::vector<Place> places = PlaceNodes(graph);
    const std::vector<Spell> spells = dynamic_ ? SpellsOf(graph) : std::vector<Spell>();
    const GroupLooks groups(marks);
    xml.Open("nodes", {{"count", std::to_string(graph.size())}});
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      xml.Open("node", {{"id", facts.id}, {"label", facts.label}});
      xml.Open("attvalues");
      for (const auto& [name, value] : {XmlAttribute{"node", facts.node},
                                        {"kind", facts.kind},
                                        {"url", facts.url},
                                        {"published", facts.published},
                                        {"state", facts.state},
                                        {"group", facts.group}}) {
        if (!value.empty()) xml.Empty("attvalue", {{"for", name}, {"value", value}});
      }
      xml.Close();
      if (dynamic_) AddSpell(spells[i].first, spells[i].last, xml.out());
      AddLook(ColorOf(graph, marks, groups, i), places[i], xml.out());
      xml.Close();
    }
    xml.Close();
  }

  static void AddLook(std::string_view color, const Place& place, TextBuffer& out) {
    std::array<unsigned, 3> channels{};
    for (std::size_t i = 0; i < channels.size(); ++i) {
      const char* digits = color.data() + 1 + 2 * i;
      std::from_chars(digits, digits + 2, channels[i], 16);
    }
    out.AddAll("<viz:color r=\"", NumberText(channels[0]), "\" g=\"", NumberText(channels[1]),
               "\" b=\"", NumberText(channels[2]), "\"/>\n<viz:position x=\"", DecimalText(place.x),
               "\" y=\"", DecimalText(place.y), "\" z=\"0\"/>\n<viz:size value=\"",
               DecimalText(place.size), "\"/>\n");
  }

  static void AddSpell(MaybeTime first, MaybeTime last, TextBuffer& out) {
    if (!first || !last) return;
    out.AddAll("<spells><spell start=\"", TimeText(first).day(), "\" end=\"", TimeText(last).day(),
               "\"/></spells>\n");
  }

  // Ids, times and relations hold nothing that XML would want escaped.
  void WriteLinks(const NewsGraph& graph, XmlWriter& xml) const {
    TextBuffer& out = xml.out();
    const PlainIds ids(graph);
    std::size_t number = 0;
    xml.Open("edges", {{"count", std::to_string(graph.edges().size())}});
    ForEachLink(graph, ids, [&](const GraphEdge& edge) {
      const bool mutual = IsMutual(edge.relation);
      out.AddAll("<edge id=\"e", NumberText(number++), "\" source=\"", ids[edge.source],
                 "\" target=\"", ids[edge.target], "\" kind=\"", ShortName(edge.relation),
                 "\" weight=\"", NumberText(edge.weight),
                 mutual && !is_draft() ? "\" type=\"undirected\"><attvalues>" : "\"><attvalues>");
      if (is_draft() || edge.relation != kUsual) {
        out.AddAll("<attvalue for=\"relation\" value=\"", ShortName(edge.relation), "\"/>");
      }
      if (is_draft()) {
        out.AddAll("<attvalue for=\"directed\" value=\"", mutual ? "false" : "true", "\"/>");
      }
      if (is_draft() || edge.evidence > 0) {
        out.AddAll("<attvalue for=\"evidence\" value=\"", NumberText(edge.evidence), "\"/>");
      }
      if (edge.first) {
        out.AddAll("<attvalue for=\"first\" value=\"", TimeText(edge.first), "\"/>");
      }
      if (edge.last) {
        out.AddAll("<attvalue for=\"last\" value=\"", TimeText(edge.last), "\"/>");
      }
      if (edge.rank > 0) {
        out.AddAll("<attvalue for=\"rank\" value=\"", NumberText(edge.rank), "\"/>");
      }
      out.Add("</attvalues>");
      if (dynamic_) AddSpell(edge.first, edge.last, out);
      out.Add("</edge>\n");
      out.EndRecord();
    });
  }

  std::string version_ = "1.3";
  bool dynamic_ = false;
};

}  // namespace

Entry<Exporter> gexf_format() {
  return {"gexf", "Gephi and other viewers, with colours, places and times",
          Make<Exporter, GexfExporter>};
}

}  // namespace kg
