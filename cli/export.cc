#include "cli/command.h"
#include "cli/filters.h"
#include "cli/output_file.h"
#include "export/exporter.h"
#include "queries/backbone.h"

namespace kg {
namespace {

class ExportCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("format", format_, FormatHelp());
    set.Add("output", output_, "file to write; standard output when left out");
    words_.AddOptions(set, kByTime | kByKind | kByRelation | kByWeight | kByBackbone);
  }

  std::string_view Example() const override {
    return "newsgraph export --format json --since 2023-01-01 -o graph.json";
  }

  int Run(const Globals& globals, Streams io) override {
    const std::unique_ptr<Exporter> exporter = MakeNamed(Formats(), format_);
    const GraphStore store = GraphStore::Open(globals.store);
    const SharedFilters filters = words_.Parse();
    const NewsGraph graph = Backbone(NewsGraph::Load(store, filters.graph), filters.backbone);
    WriteOutput(output_, io.out, [&](std::ostream& out) { exporter->Write(graph, {}, out); });
    return graph.size() > 0 ? kAnswered : kNothingFound;
  }

 private:
  static std::string FormatHelp() {
    std::string names;
    for (const Entry<Exporter>& format : Formats()) {
      names += (names.empty() ? "" : ", ") + std::string(format.name);
    }
    return "one of " + names;
  }

  std::string format_ = "json";
  std::string output_;
  FilterWords words_;
};

}  // namespace

Entry<Command> export_command() {
  return {"export", "everything, or what the filters keep, for other tools",
          Make<Command, ExportCommand>};
}

}  // namespace kg
