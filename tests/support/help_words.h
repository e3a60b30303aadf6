// What --help says there is, for whatever else has to say the same.
#pragma once

#include <string>
#include <vector>

#include "tests/support/command_line.h"

namespace kg {

/// Names of all commands.
inline std::vector<std::string> CommandsInHelp() {
  std::istringstream help(RunProgram({"--help"}).out);
  std::vector<std::string> commands;
  bool listed = false;
  for (std::string line; std::getline(help, line);) {
    if (listed && line.empty()) break;
    if (listed) commands.push_back(line.substr(2, line.find(' ', 2) - 2));
    listed |= line == "Subcommands:";
  }
  return commands;
}

/// All ways to spell the options of a command: "-h", "--help", "-o" …; of the program when
/// `command` is empty.
inline std::vector<std::string> OptionsInHelp(const std::string& command) {
  std::vector<std::string> words = {"--help"};
  if (!command.empty()) words.insert(words.begin(), command);
  std::istringstream help(RunProgram(words).out);
  std::vector<std::string> options;
  for (std::string line; std::getline(help, line);) {
    if (!line.starts_with("  -")) continue;
    std::istringstream spellings(line.substr(2, line.find_first_of(" =", 2) - 2));
    for (std::string spelling; std::getline(spellings, spelling, ',');) {
      options.push_back(spelling);
    }
  }
  return options;
}

}  // namespace kg
