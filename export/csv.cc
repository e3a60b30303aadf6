// Two tables with the headers that Gephi knows, for it and for spreadsheets, R and pandas. One row
// for each link and relation: Gephi loses parallel rows of one kind.
#include "export/csv_table.h"
#include "export/exporter.h"
#include "export/node_facts.h"
#include "export/time_texts.h"

namespace kg {
namespace {

class CsvExporter final : public FolderExporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddFlag("raw", raw_, "cells as they are, for programs: no byte order mark, formulas alive");
  }

  std::string Hint() const override {
    return raw_ ? "--raw: titles that start with = + - @ run as formulas in a spreadsheet" : "";
  }

  void WriteFolder(const NewsGraph& graph, const Marks& marks, Folder& folder) override {
    const CsvRules rules{.byte_order_mark = !raw_, .defuse_formulas = !raw_};
    WriteNodes(graph, marks, CsvTable(folder.NewFile("nodes.csv"), rules));
    WriteLinks(graph, CsvTable(folder.NewFile("edges.csv"), rules));
  }

 private:
  static void WriteNodes(const NewsGraph& graph, const Marks& marks, CsvTable table) {
    for (const char* column :
         {"Id", "Label", "Kind", "Node", "Url", "Published", "State", "Group"}) {
      table.Cell(std::string_view(column));
    }
    table.EndRow();
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      table.Cell(facts.id).Cell(facts.label).Cell(facts.kind).Cell(facts.node).Cell(facts.url);
      table.Cell(facts.published).Cell(facts.state).Cell(facts.group).EndRow();
    }
    table.Finish();
  }

  static void WriteLinks(const NewsGraph& graph, CsvTable table) {
    for (const char* column : {"Source", "Target", "Type", "Id", "Kind", "Weight", "First", "Last",
                               "Evidence", "Rank"}) {
      table.Cell(std::string_view(column));
    }
    table.EndRow();
    const PlainIds ids(graph);
    std::size_t number = 0;
    for (const GraphEdge& edge : graph.edges()) {
      table.Cell(ids[edge.source]).Cell(ids[edge.target]);
      table.Cell(std::string_view(IsMutual(edge.relation) ? "Undirected" : "Directed"));
      table.Cell(number++).Cell(ToString(edge.relation)).Cell(edge.weight);
      table.Cell(TimeText(edge.first)).Cell(TimeText(edge.last)).Cell(edge.evidence);
      edge.rank > 0 ? table.Cell(edge.rank) : table.Cell(std::string_view());
      table.EndRow();
    }
    table.Finish();
  }

  bool raw_ = false;
};

}  // namespace

Entry<Exporter> csv_format() {
  return {"csv", "a folder of nodes.csv and edges.csv, for spreadsheets, R and Gephi",
          Make<Exporter, CsvExporter>};
}

}  // namespace kg
