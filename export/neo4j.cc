// Tables for 'neo4j-admin database import', which reads types and roles out of the headers. No byte
// order mark, which would be part of the first name, and no line feed within a field.
#include "export/csv_table.h"
#include "export/exporter.h"
#include "export/labels.h"
#include "export/node_facts.h"
#include "export/time_texts.h"

namespace kg {
namespace {

constexpr CsvRules kRules{.line_end = "\n", .join_lines = true};

class Neo4jExporter final : public FolderExporter {
 public:
  void WriteFolder(const NewsGraph& graph, const Marks& marks, Folder& folder) override {
    WriteNodes(graph, marks, CsvTable(folder.NewFile("nodes.csv"), kRules));
    WriteLinks(graph, CsvTable(folder.NewFile("relationships.csv"), kRules));
  }

 private:
  static void WriteNodes(const NewsGraph& graph, const Marks& marks, CsvTable table) {
    for (const char* column :
         {"id:ID", ":LABEL", "name", "node", "url", "published:datetime", "state", "group"}) {
      table.Cell(std::string_view(column));
    }
    table.EndRow();
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      table.Cell(facts.id).Cell(std::string_view(LabelOf(graph.node(i).kind))).Cell(facts.label);
      table.Cell(facts.node).Cell(facts.url).Cell(facts.published).Cell(facts.state);
      table.Cell(facts.group).EndRow();
    }
    table.Finish();
  }

  static void WriteLinks(const NewsGraph& graph, CsvTable table) {
    for (const char* column : {":START_ID", ":END_ID", ":TYPE", "weight:double", "evidence:int",
                               "first:datetime", "last:datetime", "rank:int"}) {
      table.Cell(std::string_view(column));
    }
    table.EndRow();
    const PlainIds ids(graph);
    for (const GraphEdge& edge : graph.edges()) {
      table.Cell(ids[edge.source]).Cell(ids[edge.target]).Cell(ToString(edge.relation));
      table.Cell(edge.weight).Cell(edge.evidence);
      table.Cell(TimeText(edge.first)).Cell(TimeText(edge.last));
      edge.rank > 0 ? table.Cell(edge.rank) : table.Cell(std::string_view());
      table.EndRow();
    }
    table.Finish();
  }
};

}  // namespace

Entry<Exporter> neo4j_format() {
  return {"neo4j", "a folder of tables for neo4j-admin database import",
          Make<Exporter, Neo4jExporter>};
}

}  // namespace kg
