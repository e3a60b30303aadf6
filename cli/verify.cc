#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>

#include "cli/command.h"
#include "cli/output_file.h"
#include "cli/print_findings.h"
#include "graph/graph_hash.h"
#include "graph/identity/stored_decisions.h"
#include "graph/refresh.h"
#include "ingest/ingester.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

/// A folder beside the store, as it may take as much room; gone with the object.
class ScratchFolder {
 public:
  explicit ScratchFolder(const fs::path& beside) {
    std::string name = fs::absolute(beside).lexically_normal().string() + ".verify-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
      throw Error(ErrorCode::kIo, "cannot make a folder beside " + beside.string());
    }
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string HashOfRebuilt(const GraphStore& store, const std::vector<std::string>& sources,
                          const fs::path& folder, std::istream& in) {
  GraphStore rebuilt = GraphStore::Open(folder, {.mode = OpenMode::kCreate});
  Ingest(&rebuilt, {sources.begin(), sources.end()}, in, {});
  store.ForEachWithdrawal([&](const std::string& url, const Withdrawal& withdrawal) {
    rebuilt.Retract(IdOf(NodeKind::kArticle, url), withdrawal.reason);
  });
  AddToStore(rebuilt, StoredDecisions(store));
  RefreshDerived(rebuilt);
  return GraphSha256(rebuilt);
}

class VerifyCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("rebuild", sources_, "also build the graph anew from this source and compare").is_path =
        true;
    set.Add("format", format_, "text, json, jsonl or csv").choices = FindingsFormats();
  }

  std::string_view Example() const override { return "newsgraph verify --rebuild articles/"; }

  int Run(const Globals& globals, Streams io) override {
    const FindingsPrinter print = PrinterFor(format_, io.columns);
    const GraphStore store = GraphStore::Open(globals.store);
    Verification look = store.Verify();
    const std::string hash = look.problem_count == 0 ? GraphSha256(store) : "";
    if (!sources_.empty() && !hash.empty()) Compare(store, globals.store, hash, look, io.in);
    const Findings found = Tell(look, hash);
    WriteOutput("", io.out, [&](std::ostream& out) { print(found, out); });
    return look.problem_count == 0 ? kAnswered : kStoreDamaged;
  }

 private:
  void Compare(const GraphStore& store, const fs::path& where, const std::string& hash,
               Verification& look, std::istream& in) const {
    const ScratchFolder scratch(where);
    const std::string rebuilt = HashOfRebuilt(store, sources_, scratch.path() / "store", in);
    if (rebuilt == hash) return;
    ++look.problem_count;
    look.problems.push_back("the source gives another graph: " + rebuilt);
  }

  static Findings Tell(const Verification& look, const std::string& hash) {
    Findings found{.items_key = "problems", .columns = {"problem"}};
    for (const std::string& problem : look.problems) found.rows.push_back({problem});
    found.heading = fmt::format(
        "{} articles, {} spans, {} index entries, {} other versions: {}", look.articles,
        look.quotes, look.entries, look.versions,
        look.problem_count == 0 ? "all is well" : fmt::format("{} problems", look.problem_count));
    if (!hash.empty()) found.heading += "\ngraph_sha256 " + hash;
    if (look.problem_count > look.problems.size()) {
      found.footing = fmt::format("and {} more", look.problem_count - look.problems.size());
    }
    found.document = {
        {"schema", "newsgraph/verify/1"}, {"articles", look.articles},
        {"spans", look.quotes},           {"entries", look.entries},
        {"versions", look.versions},      {"problem_count", look.problem_count},
        {"problems", look.problems},      {"graph_sha256", hash.empty() ? Json() : Json(hash)}};
    return found;
  }

  std::vector<std::string> sources_;
  std::string format_ = "text";
};

}  // namespace

Entry<Command> verify_command() {
  return {"verify", "look at every stored byte", Make<Command, VerifyCommand>};
}

}  // namespace kg
