// The program, run in process: status, standard output, standard error.
#pragma once

#include <initializer_list>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command.h"

namespace kg {

struct CommandResult {
  int status = 0;
  std::string out{};
  std::string err{};
};

inline CommandResult RunProgram(const std::vector<std::string>& words,
                                const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  CommandResult result;
  result.status = RunCommandLine(words, {in, out, err});
  result.out = out.str();
  result.err = err.str();
  return result;
}

}  // namespace kg
