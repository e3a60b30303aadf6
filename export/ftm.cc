// FollowTheMoney entities, a line each, for Aleph, OpenAleph and yente. Topics are keywords of
// their articles there, since its model has no such thing.
#include "export/exporter.h"
#include "export/json_parts.h"
#include "export/time_texts.h"

namespace kg {
namespace {

using Properties = std::vector<std::pair<const char*, std::string>>;

class FtmExporter final : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    const PlainIds ids(graph);
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      if (graph.node(i).kind != NodeKind::kTopic) WriteNode(graph, marks, i, buffer);
    }
    for (const GraphEdge& edge : graph.edges()) {
      if (!TouchesTopic(graph, edge)) WriteLink(graph, edge, ids, buffer);
    }
    buffer.Finish();
  }

 private:
  static bool TouchesTopic(const NewsGraph& graph, const GraphEdge& edge) {
    return graph.node(edge.source).kind == NodeKind::kTopic ||
           graph.node(edge.target).kind == NodeKind::kTopic;
  }

  static const char* SchemaOf(NodeKind kind) {
    switch (kind) {
      case NodeKind::kArticle: return "Article";
      case NodeKind::kPerson: return "Person";
      case NodeKind::kPlace: return "Address";
      default: return "Organization";
    }
  }

  static void WriteNode(const NewsGraph& graph, const Marks& marks, NewsGraph::Index i,
                        TextBuffer& out) {
    const NodeFacts facts = FactsOf(graph, marks, i);
    const NodeKind kind = graph.node(i).kind;
    Properties properties = {{"name", facts.label}};
    if (kind == NodeKind::kPlace) properties.emplace_back("full", facts.label);
    if (kind == NodeKind::kArticle) {
      properties.insert(
          properties.end(),
          {{"title", facts.label}, {"sourceUrl", facts.url}, {"publishedAt", facts.published}});
      for (const GraphEdge& edge : graph.out(i)) {
        const Node& other = graph.node(edge.target);
        if (other.kind == NodeKind::kTopic)
          properties.emplace_back("keywords", WritableText(other.name));
        if (edge.relation == Relation::kPublishedBy) {
          properties.emplace_back("publisher", WritableText(other.name));
        }
      }
    }
    WriteEntity(facts.id, SchemaOf(kind), properties, out);
  }

  /// Entities with one id are merged, so that of a link says all that tells it from others.
  static void WriteLink(const NewsGraph& graph, const GraphEdge& edge, const PlainIds& ids,
                        TextBuffer& out) {
    const std::string from(ids[edge.source]);
    const std::string to(ids[edge.target]);
    const std::string relation(ToString(edge.relation));
    const bool is_mention =
        edge.relation == Relation::kMentions && graph.node(edge.source).kind == NodeKind::kArticle;
    WriteEntity(from + "_" + to + "_" + relation, is_mention ? "Documentation" : "UnknownLink",
                {{is_mention ? "document" : "subject", from},
                 {is_mention ? "entity" : "object", to},
                 {"role", relation},
                 {"startDate", std::string(TimeText(edge.first))},
                 {"endDate", std::string(TimeText(edge.last))},
                 {"summary", fmt::format("weight {}, evidence {}", edge.weight, edge.evidence)}},
                out);
  }

  static void WriteEntity(const std::string& id, const char* schema, const Properties& properties,
                          TextBuffer& out) {
    Json lists = Json::object();
    for (const auto& [name, value] : properties) {
      if (!value.empty()) lists[name].push_back(value);
    }
    out.Add(Compact({{"id", id}, {"schema", schema}, {"properties", std::move(lists)}}));
    out.Add('\n');
    out.EndRecord();
  }
};

}  // namespace

Entry<Exporter> ftm_format() {
  return {"ftm", "FollowTheMoney entities, a JSON object a line, for Aleph",
          Make<Exporter, FtmExporter>};
}

}  // namespace kg
