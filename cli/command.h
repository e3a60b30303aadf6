// What every command of the program looks like, and the program itself.
#pragma once

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
  bool err_is_terminal = false;
};

/// What is said once for all commands.
struct Globals {
  std::string store{};
  bool quiet = false;
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
/// through `io`. Throws nothing.
int RunCommandLine(const std::vector<std::string>& words, Streams io);

}  // namespace kg
