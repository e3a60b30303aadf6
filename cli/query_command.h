#pragma once

#include <memory>

#include "cli/command.h"
#include "queries/query.h"

namespace kg {

/// The command that asks `query`: opens the store, applies the shared filters and prints.
std::unique_ptr<Command> MakeQueryCommand(std::unique_ptr<Query> query);

}  // namespace kg
