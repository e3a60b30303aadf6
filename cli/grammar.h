// All words that the program takes: what the parser, --help, the manual page and the shells'
// completions are made of.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/command.h"

namespace kg {

/// A command with its options, which are lent by it.
struct CommandWords {
  NamedCommand named;
  OptionSet options;
};

/// Not to be moved: the options write into `globals` and into the commands.
struct Grammar {
  Grammar();
  Grammar(const Grammar&) = delete;
  Grammar& operator=(const Grammar&) = delete;

  Globals globals;
  OptionSet options;  // of all commands, but --help and --version
  std::vector<CommandWords> commands;
  std::set<const Option*> from_environment;  // those that have their value from there
};

/// How an option is spelt, the short way first: "-o", "--output". None for a positional.
std::vector<std::string> Spellings(const Option& option);

/// What stands for its word: "FILE", or the name of a positional. Empty for a flag.
std::string Placeholder(const Option& option);

inline constexpr const char* kDescription =
    "A knowledge graph of articles, people and topics from a news archive.";

}  // namespace kg
