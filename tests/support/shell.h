// Other programs, as a user would run them.
#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace kg {

struct ShellResult {
  int status = 0;
  std::string output{};  // standard error too
};

/// `command` is given to sh.
inline ShellResult RunShell(const std::string& command) {
  FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell");
  ShellResult result;
  char block[1 << 12];
  for (std::size_t got; (got = std::fread(block, 1, sizeof block, pipe)) > 0;) {
    result.output.append(block, got);
  }
  const int status = ::pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

inline bool IsInstalled(const std::string& program) {
  return std::system(("command -v " + program + " > /dev/null").c_str()) == 0;
}

}  // namespace kg
