#include "cli/query_command.h"

#include <algorithm>
#include <utility>

#include "cli/filters.h"
#include "cli/output_file.h"
#include "cli/print_findings.h"
#include "cli/timeline_formats.h"

namespace kg {
namespace {

class QueryCommand final : public Command {
 public:
  explicit QueryCommand(std::unique_ptr<Query> query) : query_(std::move(query)) {}

  void AddOptions(OptionSet& set) override {
    query_->AddOptions(set);
    words_.AddOptions(set, query_->Heeds());
    const std::vector<std::string> formats = FormatsWith(query_->OtherFormats());
    set.Add("format", format_, InWords(formats)).choices = formats;
    set.Add("output", output_, "write there instead of to the terminal").is_path = true;
  }

  std::string_view Example() const override { return query_->Example(); }

  int Run(const Globals& globals, Streams io) override {
    const FindingsPrinter print = Printer(output_.empty() ? io.columns : 0);
    const SharedFilters filters = words_.Parse();
    GraphStore store = GraphStore::Open(
        globals.store, {.mode = query_->Writes() ? OpenMode::kWrite : OpenMode::kRead});
    const Findings findings = query_->Run(store, filters);
    for (const auto& [name, bytes] : findings.records) store.WriteRecord(name, bytes);
    if (findings.update) findings.update(store);
    // Else whatever opens the store next would read megabytes of records from its log.
    if (query_->Writes()) store.Sync();
    WriteOutput(output_, io.out, [&](std::ostream& out) { print(findings, out); });
    return findings.found ? kAnswered : kNothingFound;
  }

 private:
  static std::vector<std::string> FormatsWith(const std::vector<std::string>& others) {
    std::vector<std::string> formats = FindingsFormats();
    formats.insert(formats.end(), others.begin(), others.end());
    return formats;
  }

  FindingsPrinter Printer(int columns) const {
    const std::vector<std::string> others = query_->OtherFormats();
    if (std::ranges::find(others, format_) == others.end()) return PrinterFor(format_, columns);
    return format_ == "dot" ? PrintTimelineDot : PrintSlides;
  }

  // "text, json or csv".
  static std::string InWords(const std::vector<std::string>& formats) {
    std::string words = formats.front();
    for (std::size_t i = 1; i < formats.size(); ++i) {
      words.append(i + 1 < formats.size() ? ", " : " or ").append(formats[i]);
    }
    return words;
  }

  std::unique_ptr<Query> query_;
  FilterWords words_;
  std::string format_ = "text";
  std::string output_;
};

}  // namespace

std::unique_ptr<Command> MakeQueryCommand(std::unique_ptr<Query> query) {
  return std::make_unique<QueryCommand>(std::move(query));
}

}  // namespace kg
