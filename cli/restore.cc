#include "cli/command.h"
#include "graph/store.h"

namespace kg {
namespace {

class RestoreCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("DIR", folder_, "folder that `newsgraph backup` wrote").is_path = true;
  }
  std::string_view Example() const override { return "newsgraph --store new.db restore backups/"; }

  int Run(const Globals& globals, Streams io) override {
    GraphStore::RestoreBackup(folder_, globals.store);
    io.out << "restored to " << globals.store << '\n';
    return kAnswered;
  }

 private:
  std::string folder_;
};

}  // namespace

Entry<Command> restore_command() {
  return {"restore", "make the newest backup a store", Make<Command, RestoreCommand>};
}

}  // namespace kg
