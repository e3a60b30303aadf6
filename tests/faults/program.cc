#include "tests/faults/program.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/support/slurp.h"
#include "tests/support/temp_dir.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

void Redirect(const std::string& path, int to) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT, 0644);
  if (fd < 0 || ::dup2(fd, to) < 0) ::_exit(126);
}

pid_t Start(const std::vector<std::string>& words, const Conditions& conditions,
            const std::string& out, const std::string& err) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  Redirect(out, STDOUT_FILENO);
  Redirect(err, STDERR_FILENO);
  for (const auto& [name, value] : conditions.environment) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  std::vector<char*> arguments = {const_cast<char*>(KG_PROGRAM)};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  if (conditions.in_child) conditions.in_child();
  ::execv(KG_PROGRAM, arguments.data());
  ::_exit(127);
}

}  // namespace

pid_t StartReal(const std::vector<std::string>& words, const Conditions& conditions) {
  return Start(words, conditions, "/dev/null", "/dev/null");
}

Outcome RunReal(const std::vector<std::string>& words, const Conditions& conditions) {
  const TempDir dir;
  const std::string out =
      conditions.output.empty() ? (dir.path() / "out").string() : conditions.output;
  const std::string err = (dir.path() / "err").string();
  const pid_t child = Start(words, conditions, out, err);
  const auto until = std::chrono::steady_clock::now() + conditions.patience;
  Outcome outcome;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (!outcome.hung && std::chrono::steady_clock::now() > until) {
      outcome.hung = true;
      ::kill(child, SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  outcome.status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  if (conditions.output.empty()) outcome.out = Slurp(out);
  outcome.err = Slurp(err);
  return outcome;
}

Conditions FailingAt(const Failure& failure) {
  return {.environment = {{"LD_PRELOAD", KG_FAIL_IO},
                          {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0"},
                          {"FAIL_BELOW", failure.folder.string()},
                          {"FAIL_AT", std::to_string(failure.at)},
                          {"FAIL_WITH", std::to_string(failure.error)},
                          {"FAIL_FOR", failure.for_good ? "good" : "once"},
                          {"FAIL_CALLS", failure.reads ? "read" : "write"}}};
}

Conditions AtTime(std::chrono::sys_seconds moment) {
  return {.environment = {{"LD_PRELOAD", KG_FAIL_IO},
                          {"FAIL_CLOCK", std::to_string(moment.time_since_epoch().count())}}};
}

long CountCalls(const std::vector<std::string>& words, const Failure& failure) {
  const TempDir dir;
  const fs::path count = dir.path() / "count";
  Conditions conditions = FailingAt(failure);
  conditions.environment["FAIL_AT"] = "0";
  conditions.environment["FAIL_COUNT"] = count.string();
  const Outcome outcome = RunReal(words, conditions);
  const std::string text = Slurp(count);
  if (outcome.status != 0 || text.empty()) {
    throw std::runtime_error("the run to count calls failed: " + outcome.err);
  }
  return std::stol(text);
}

std::vector<long> Spread(long last, long count) {
  std::vector<long> numbers;
  if (count >= last) count = last;
  for (long i = 0; i < count; ++i) numbers.push_back(1 + i * (last - 1) / std::max(count - 1, 1L));
  return numbers;
}

long Wanted(const char* variable, long usual) {
  const char* text = std::getenv(variable);
  return text != nullptr ? std::atol(text) : usual;
}

}  // namespace kg
