#include "cli/grammar.h"

#include <cstdlib>
#include <utility>

namespace kg {
namespace {

void AddGlobals(OptionSet& set, Globals& globals) {
  Option& store = set.Add("store", globals.store,
                          "folder of the store; else $NEWSGRAPH_STORE, else ./newsgraph.db");
  store.shown_default.clear();
  store.is_path = true;
  set.Add("config", globals.settings,
          "file of defaults; else newsgraph/config.toml in $XDG_CONFIG_HOME, else in ~/.config")
      .is_path = true;
  set.AddFlag("no-config", globals.no_settings, "read no file of defaults");
  set.AddFlag("quiet", globals.quiet, "no progress and no list of rejected files");
  // Nothing is coloured yet; accepted so that scripts may say so.
  set.Add({.name = "no-color", .help = "plain text", .flag = true, .parse = [](auto) {}});
}

}  // namespace

Grammar::Grammar() {
  AddGlobals(options, globals);
  const char* store = std::getenv("NEWSGRAPH_STORE");
  if (store != nullptr && *store != '\0') {
    globals.store = store;
    from_environment.insert(&options.options().front());
  }
  for (NamedCommand& command : AllCommands()) {
    commands.push_back({std::move(command), {}});
    commands.back().named.command->AddOptions(commands.back().options);
  }
}

std::vector<std::string> Spellings(const Option& option) {
  if (option.positional) return {};
  if (option.name.size() == 1) return {"-" + option.name};
  if (option.name == "output") return {"-o", "--output"};
  return {"--" + option.name};
}

std::string Placeholder(const Option& option) {
  if (option.flag) return "";
  if (option.positional) return option.name;
  return option.is_path ? "PATH" : "WORD";
}

}  // namespace kg
