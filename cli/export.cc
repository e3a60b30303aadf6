#include "cli/command.h"
#include "cli/filters.h"
#include "cli/format_options.h"
#include "cli/output_file.h"
#include "cli/output_folder.h"
#include "cli/page_details.h"
#include "export/exporter.h"
#include "queries/backbone.h"

namespace kg {
namespace {

class ExportCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("format", format_, FormatHelp()).choices = FormatNames();
    set.Add("output", output_,
            "file to write, or new folder for formats of several files; standard output when left "
            "out")
        .is_path = true;
    words_.AddOptions(set, kByTime | kByKind | kByRelation | kByWeight | kByBackbone);
    format_options_.AddOptions(set);
  }

  std::string_view Example() const override {
    return "newsgraph export --format json --since 2023-01-01 -o graph.json";
  }

  int Run(const Globals& globals, Streams io) override {
    const std::unique_ptr<Exporter> exporter = format_options_.MakeExporter(format_);
    if (exporter->MakesFolder() && (output_.empty() || output_ == "-")) {
      throw Error(ErrorCode::kUsage,
                  "format " + format_ + " is several files: name a new folder with -o DIR");
    }
    const GraphStore store = GraphStore::Open(globals.store);
    const SharedFilters filters = words_.Parse();
    const NewsGraph graph = Backbone(NewsGraph::Load(store, filters.graph), filters.backbone);
    exporter->SetDetails([&](const NewsGraph& shown) { return DetailsFor(store, shown); });
    if (exporter->MakesFolder()) {
      WriteOutputFolder(output_, [&](Folder& folder) { exporter->WriteFolder(graph, {}, folder); });
    } else {
      WriteOutput(output_, io.out, [&](std::ostream& out) { exporter->Write(graph, {}, out); });
    }
    const std::string hint = exporter->Hint();
    if (!hint.empty() && !globals.quiet) io.err << hint << '\n';
    return graph.size() > 0 ? kAnswered : kNothingFound;
  }

 private:
  static std::string FormatHelp() {
    std::string help = "one of";
    for (const Entry<Exporter>& format : Formats()) {
      help.append("\n").append(format.name).append(": ").append(format.summary);
    }
    return help;
  }

  static std::vector<std::string> FormatNames() {
    std::vector<std::string> names;
    for (const Entry<Exporter>& format : Formats()) names.emplace_back(format.name);
    return names;
  }

  std::string format_ = "json";
  std::string output_;
  FilterWords words_;
  FormatOptions format_options_;
};

}  // namespace

Entry<Command> export_command() {
  return {"export", "everything that the filters keep, for other tools",
          Make<Command, ExportCommand>};
}

}  // namespace kg
