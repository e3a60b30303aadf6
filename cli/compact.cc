#include <fmt/format.h>

#include "cli/command.h"
#include "graph/refresh.h"
#include "graph/store.h"

namespace kg {
namespace {

class CompactCommand final : public Command {
 public:
  void AddOptions(OptionSet&) override {}
  std::string_view Example() const override { return "newsgraph compact"; }

  int Run(const Globals& globals, Streams io) override {
    GraphStore store = GraphStore::Open(globals.store, {.mode = OpenMode::kWrite});
    const std::uint64_t before = store.Stats().bytes;
    RefreshDerived(store);  // of a store that is older, or was left by a run that was cut short
    store.Compact();
    io.out << fmt::format("{:.1f} MB before, {:.1f} MB now\n", static_cast<double>(before) / 1e6,
                          static_cast<double>(store.Stats().bytes) / 1e6);
    return kAnswered;
  }
};

}  // namespace

Entry<Command> compact_command() {
  return {"compact", "drop what was deleted or replaced from the files",
          Make<Command, CompactCommand>};
}

}  // namespace kg
