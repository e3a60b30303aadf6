// One line on a terminal that says how far long work is.
#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string_view>

namespace kg {

/// On a terminal a line rewritten at most ten times a second; elsewhere a line every 30 seconds.
class Progress {
 public:
  Progress(std::ostream& err, bool is_terminal, bool quiet);
  /// Clears the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(std::uint64_t done, std::string_view what, double megabytes);

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& err_;
  bool is_terminal_;
  bool quiet_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace kg
