#include "cli/command.h"
#include "cli/query_command.h"
#include "queries/query.h"

namespace kg {

#define COMMAND(word) Entry<Command> word##_command();
#include "cli/commands.def"
#undef COMMAND

std::vector<NamedCommand> AllCommands() {
  std::vector<NamedCommand> commands;
  for (const Entry<Command>& command : {
#define COMMAND(word) word##_command(),
#include "cli/commands.def"
#undef COMMAND
       }) {
    commands.push_back({command.name, command.summary, command.make()});
  }
  for (const Entry<Query>& query : Queries()) {
    commands.push_back({query.name, query.summary, MakeQueryCommand(query.make())});
  }
  return commands;
}

}  // namespace kg
