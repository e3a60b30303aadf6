#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "cli/command.h"

namespace {

// Buffers of some megabytes come and go all the time. To give them back to the system and to have
// them zeroed anew is a tenth of the time of an ingest.
void KeepMemory() {
  constexpr int kMiB = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  mallopt(M_TRIM_THRESHOLD, 256 * kMiB);
}

}  // namespace

int main(int argc, char** argv) {
  KeepMemory();
  std::ios::sync_with_stdio(false);
  std::signal(SIGXFSZ, SIG_IGN);  // a full quota is an error to report, not a death
  const std::vector<std::string> words(argv + 1, argv + argc);
  return kg::RunCommandLine(words, {std::cin, std::cout, std::cerr, ::isatty(STDERR_FILENO) != 0});
}
