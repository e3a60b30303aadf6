#include "cli/command.h"
#include "graph/store.h"

namespace kg {
namespace {

class BackupCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("DIR", folder_, "folder of the backups; the last eight stay").is_path = true;
  }
  std::string_view Example() const override { return "newsgraph backup backups/"; }

  int Run(const Globals& globals, Streams io) override {
    GraphStore store = GraphStore::Open(globals.store, {.mode = OpenMode::kWrite});
    store.Backup(folder_);
    io.out << "backed up to " << folder_ << '\n';
    return kAnswered;
  }

 private:
  std::string folder_;
};

}  // namespace

Entry<Command> backup_command() {
  return {"backup", "add the state of now to a folder of backups", Make<Command, BackupCommand>};
}

}  // namespace kg
