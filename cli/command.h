// What every command of the program looks like, and the program itself.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/option_set.h"
#include "graph/registry.h"

namespace kg {

/// Answers go to `out`, everything else to `err`.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;  // that can rewrite a line
  int columns = 0;               // of the terminal that `out` is; 0: it is none
};

/// What is said once for all commands.
struct Globals {
  std::string store = "./newsgraph.db";
  bool quiet = false;
  std::string settings{};  // file of defaults that was named
  bool no_settings = false;
};

enum ExitStatus : int {
  kAnswered = 0,
  kNothingFound = 1,
  kUsageError = 2,
  kRejectedOrMissing = 3,
  kStoreLocked = 4,
  kStoreDamaged = 5,
  kRefused = 7,
  kInterrupted = 130,
};

class Command {
 public:
  virtual ~Command() = default;
  virtual void AddOptions(OptionSet& set) = 0;
  virtual std::string_view Example() const = 0;
  /// The exit status. Throws Error.
  virtual int Run(const Globals& globals, Streams io) = 0;
};

/// A command with the name it is called by.
struct NamedCommand {
  std::string_view name;
  std::string_view summary;
  std::unique_ptr<Command> command;
};

/// Commands of commands.def, then one per query.
std::vector<NamedCommand> AllCommands();

/// Runs `words` (without the program's name) and returns the exit status; nothing escapes but
/// through `io`. `settings` is the user's file of defaults; empty: none. Throws nothing.
int RunCommandLine(const std::vector<std::string>& words, Streams io,
                   const std::filesystem::path& settings = {});

}  // namespace kg
