#include <fmt/format.h>

#include "cli/command.h"
#include "cli/output_file.h"
#include "cli/print_findings.h"
#include "cli/safe_text.h"
#include "graph/canonical_url.h"
#include "graph/refresh.h"

namespace kg {
namespace {

class RetractCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("URL", urls_, "addresses of articles", false);
    set.Add("reason", reason_, "kept with the decision");
    set.AddFlag("undo", undo_, "let them in again: the next ingest of their sources finds them");
    set.AddFlag("list", list_, "what was withdrawn, when and why");
    set.Add("format", format_, "text, json, jsonl or csv").choices = FindingsFormats();
  }

  std::string_view Example() const override {
    return "newsgraph retract "
           "https://www.chenxing.example/cn/国际/20230512-中国特使李辉下周出访乌波法德俄五国 "
           "--reason \"corrected by the publisher\"";
  }

  int Run(const Globals& globals, Streams io) override {
    if (list_ == !urls_.empty()) {
      throw Error(ErrorCode::kUsage, "retract takes addresses, or --list alone");
    }
    const FindingsPrinter print = PrinterFor(format_, io.columns);
    const auto mode = list_ ? OpenMode::kRead : OpenMode::kWrite;
    GraphStore store = GraphStore::Open(globals.store, {.mode = mode});
    const Findings found = list_ ? List(store) : Decide(store);
    WriteOutput("", io.out, [&](std::ostream& out) { print(found, out); });
    return found.found ? kAnswered : kNothingFound;
  }

 private:
  static Findings List(const GraphStore& store) {
    Findings found{.items_key = "withdrawn", .columns = {"at", "article", "reason"}};
    Json items = Json::array();
    store.ForEachWithdrawal([&](const std::string& url, const Withdrawal& withdrawal) {
      items.push_back({{"article", NodeName(NodeKind::kArticle, url)},
                       {"at", ToIso(withdrawal.at)},
                       {"reason", withdrawal.reason}});
      found.rows.push_back({ToIso(withdrawal.at), url, withdrawal.reason});
    });
    found.found = !items.empty();
    found.document = {{"schema", "newsgraph/retract/1"}, {"withdrawn", items}};
    return found;
  }

  Findings Decide(GraphStore& store) const {
    Findings found{.items_key = "articles", .columns = {"article", "outcome"}};
    Json items = Json::array();
    for (const std::string& url : urls_) {
      const std::optional<std::string> canonical = CanonicalUrl(url);
      if (!canonical) throw Error(ErrorCode::kUsage, "'" + url + "' is not a web address");
      const char* const outcome = Decide(store, *canonical);
      if (outcome == kUnknown) found.found = false;
      items.push_back(
          {{"article", NodeName(NodeKind::kArticle, *canonical)}, {"outcome", outcome}});
      found.rows.push_back({*canonical, outcome});
    }
    RefreshDerived(store);
    store.Sync();
    found.document = {{"schema", "newsgraph/retract/1"}, {"articles", items}};
    return found;
  }

  const char* Decide(GraphStore& store, const std::string& url) const {
    const NodeId id = IdOf(NodeKind::kArticle, url);
    if (undo_) return store.Reinstate(id) ? "reinstated" : kUnknown;
    if (store.Retract(id, reason_)) return "retracted";
    return store.FindWithdrawal(id) ? "retracted before" : kUnknown;
  }

  static constexpr const char* kUnknown = "not found";

  std::vector<std::string> urls_;
  std::string reason_;
  bool undo_ = false;
  bool list_ = false;
  std::string format_ = "text";
};

}  // namespace

Entry<Command> retract_command() {
  return {"retract", "withdraw articles", Make<Command, RetractCommand>};
}

}  // namespace kg
