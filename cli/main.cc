#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "cli/command.h"
#include "cli/settings.h"
#include "ingest/keep_memory.h"

namespace {

bool CanRewriteLines() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

int ColumnsOfTerminal() {
  if (::isatty(STDOUT_FILENO) == 0) return 0;
  constexpr int kUsual = 80;
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

}  // namespace

int main(int argc, char** argv) {
  kg::KeepMemory();
  std::ios::sync_with_stdio(false);
  std::signal(SIGXFSZ, SIG_IGN);  // a full quota is an error to report, not a death
  const std::vector<std::string> words(argv + 1, argv + argc);
  return kg::RunCommandLine(
      words, {std::cin, std::cout, std::cerr, CanRewriteLines(), ColumnsOfTerminal()},
      kg::DefaultSettingsFile());
}
