// The real program in a process of its own, under conditions that a test chooses.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kg {

struct Conditions {
  std::map<std::string, std::string> environment{};  // on top of the test's own
  std::function<void()> in_child{};                  // before the program starts: limits, user
  std::chrono::seconds patience{60};                 // then it is killed, and Outcome::hung
  std::string output{};                              // file for standard output; else kept
};

struct Outcome {
  int status = 0;  // exit status, or minus the signal that ended it
  bool hung = false;
  std::string out{};
  std::string err{};
};

/// Starts it and does not wait.
pid_t StartReal(const std::vector<std::string>& words, const Conditions& conditions = {});

Outcome RunReal(const std::vector<std::string>& words, const Conditions& conditions = {});

/// Conditions under which the `at`-th call that touches a file below `folder` fails with `error`,
/// once or for good, or the process is killed there when `error` is 0 (fail_io.cc).
struct Failure {
  std::filesystem::path folder{};
  long at = 0;
  int error = 0;
  bool for_good = false;
  bool reads = false;
};
Conditions FailingAt(const Failure& failure);

/// Conditions under which the clock on the wall shows this moment.
Conditions AtTime(std::chrono::sys_seconds moment);

/// How many such calls `words` make; they are run for it.
long CountCalls(const std::vector<std::string>& words, const Failure& failure);

/// `count` numbers from 1 to `last`, spread evenly, or all of them.
std::vector<long> Spread(long last, long count);

/// The number in an environment variable, else `usual`.
long Wanted(const char* variable, long usual);

}  // namespace kg
