#include "ingest/ingester.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "cli/command.h"
#include "cli/output_file.h"
#include "cli/print_findings.h"
#include "cli/progress.h"
#include "cli/safe_text.h"
#include "graph/identity/stored_decisions.h"
#include "graph/identity/variants.h"

namespace kg {
namespace {

volatile std::sig_atomic_t g_interrupted = 0;

// A first signal ends the run at the next article, a second one at once.
void OnInterrupt(int signal) {
  if (g_interrupted != 0) std::_Exit(kInterrupted);
  g_interrupted = signal;
}

Json ReportDocument(const IngestReport& report, double seconds) {
  Json rejected = Json::array();
  for (const Rejection& rejection : report.rejected) {
    rejected.push_back(
        {{"path", rejection.path}, {"line", rejection.line}, {"reason", rejection.reason}});
  }
  return {{"schema", "newsgraph/ingest/1"},
          {"read", report.read},
          {"new", report.added},
          {"changed", report.changed},
          {"unchanged", report.unchanged},
          {"duplicate", report.duplicate},
          {"withdrawn", report.withdrawn},
          {"retracted", report.retracted},
          {"rejected", rejected},
          {"bytes", report.bytes},
          {"seconds", seconds}};
}

void PrintReport(const IngestReport& report, double seconds, std::ostream& out) {
  std::string seldom;
  if (report.withdrawn > 0) seldom += fmt::format("{} withdrawn, ", report.withdrawn);
  if (report.retracted > 0) seldom += fmt::format("{} retracted, ", report.retracted);
  out << fmt::format(
      "{} read: {} new, {} changed, {} unchanged, {} duplicate, {}{} rejected; "
      "{:.1f} MB in {:.2f} s\n",
      report.read, report.added, report.changed, report.unchanged, report.duplicate, seldom,
      report.rejected.size(), static_cast<double>(report.bytes) / 1e6, seconds);
}

void PrintRejections(const IngestReport& report, std::ostream& err) {
  constexpr std::size_t kShown = 20;
  for (std::size_t i = 0; i < report.rejected.size() && i < kShown; ++i) {
    const Rejection& rejection = report.rejected[i];
    err << SafeText(
        fmt::format("rejected {}:{}: {}\n", rejection.path, rejection.line, rejection.reason));
  }
  if (report.rejected.size() > kShown) {
    err << fmt::format("and {} more; --report FILE lists them all\n",
                       report.rejected.size() - kShown);
  }
}

class IngestCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional(
           "SOURCE", sources_,
           "folders, files, tar and zip archives, git repositories (their newest commit), or - for "
           "JSON Lines on standard input")
        .is_path = true;
    set.Add("jobs", jobs_, "threads that read and extract; 0: one per core, 8 at most");
    set.AddFlag("dry-run", dry_run_, "read and report only; the store stays as it is");
    set.AddFlag("prune", prune_, "retract what was read from SOURCE before and left it since");
    set.Add("since", since_,
            "of git repositories, read what changed since this revision; else since the commit "
            "that was read last");
    set.Add("report", report_file_, "write the report as JSON to this file").is_path = true;
    set.Add("max-file", max_file_mib_, "reject files larger than so many MiB");
    set.Add("memory", memory_mib_, "MiB for write buffers and cached blocks of the store");
    set.Add("aliases", aliases_file_,
            "names of one person a line, separated by tabs; kept in the store, see resolve")
        .is_path = true;
    set.Add("format", format_, "text or json").choices = {"text", "json"};
  }

  std::string_view Example() const override {
    return "newsgraph ingest articles/ --report report.json";
  }

  int Run(const Globals& globals, Streams io) override {
    if (format_ != "text" && format_ != "json") {
      throw Error(ErrorCode::kUsage, "--format: '" + format_ + "' is none of text, json");
    }
    if (jobs_ < 0 || max_file_mib_ <= 0 || memory_mib_ <= 0) {
      throw Error(ErrorCode::kUsage, "--jobs, --max-file and --memory take positive numbers");
    }
    const auto start = std::chrono::steady_clock::now();
    const IngestReport report = ReadAll(globals, io);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    const Json document = ReportDocument(report, seconds.count());
    if (!report_file_.empty()) {
      WriteOutput(report_file_, io.out, [&](std::ostream& out) { PrintJson(document, out); });
    }
    if (!globals.quiet) PrintRejections(report, io.err);
    WriteOutput("", io.out, [&](std::ostream& out) {
      format_ == "json" ? PrintJson(document, out) : PrintReport(report, seconds.count(), out);
    });
    if (report.interrupted) return g_interrupted == SIGTERM ? 143 : kInterrupted;
    return report.rejected.empty() ? kAnswered : kRejectedOrMissing;
  }

 private:
  IngestReport ReadAll(const Globals& globals, Streams io) const {
    g_interrupted = 0;
    std::signal(SIGINT, OnInterrupt);
    std::signal(SIGTERM, OnInterrupt);
    Progress progress(io.err, io.err_is_terminal, globals.quiet);
    const IngestOptions options{
        .jobs = jobs_ > 0 ? jobs_
                          : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8),
        .max_file_bytes = static_cast<std::uint64_t>(max_file_mib_) << 20,
        .prune = prune_,
        .since = since_,
        .progress =
            [&](const IngestReport& report) {
              progress.Show(report.read, "articles", static_cast<double>(report.bytes) / 1e6);
            },
        .interrupted = [] { return g_interrupted != 0; }};
    const std::vector<std::filesystem::path> roots(sources_.begin(), sources_.end());
    for (const auto& root : roots) {
      if (root != "-" && !std::filesystem::exists(root)) {
        throw Error(ErrorCode::kNotFound, "no such file or folder: " + root.string());
      }
    }
    // Read before a store is made.
    const std::string aliases = aliases_file_.empty() ? "" : ReadAliases();
    if (dry_run_) return Ingest(nullptr, roots, io.in, options);
    GraphStore store = GraphStore::Open(
        globals.store,
        {.mode = OpenMode::kCreate, .memory_bytes = static_cast<std::size_t>(memory_mib_) << 20});
    if (!aliases_file_.empty()) {
      AddToStore(store, VariantDecisions(aliases, aliases_file_, StoredDecisions(store)));
    }
    return Ingest(&store, roots, io.in, options);
  }

  std::string ReadAliases() const {
    std::ifstream in(aliases_file_, std::ios::binary);
    if (!in) throw Error(ErrorCode::kNotFound, "cannot read " + aliases_file_);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ParseAliasesFile(bytes, aliases_file_);
    return bytes;
  }

  std::vector<std::string> sources_;
  int jobs_ = 0;
  bool dry_run_ = false;
  bool prune_ = false;
  std::string since_;
  std::string report_file_;
  std::string aliases_file_;
  int max_file_mib_ = 16;
  int memory_mib_ = static_cast<int>(StoreOptions{}.memory_bytes >> 20);
  std::string format_ = "text";
};

}  // namespace

Entry<Command> ingest_command() {
  return {"ingest", "add or update articles", Make<Command, IngestCommand>};
}

}  // namespace kg
