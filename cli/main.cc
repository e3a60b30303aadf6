#include <unistd.h>

#include <csignal>
#include <iostream>

#include "cli/command.h"
#include "ingest/keep_memory.h"

int main(int argc, char** argv) {
  kg::KeepMemory();
  std::ios::sync_with_stdio(false);
  std::signal(SIGXFSZ, SIG_IGN);  // a full quota is an error to report, not a death
  const std::vector<std::string> words(argv + 1, argv + argc);
  return kg::RunCommandLine(words, {std::cin, std::cout, std::cerr, ::isatty(STDERR_FILENO) != 0});
}
