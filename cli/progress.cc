#include "cli/progress.h"

#include <fmt/format.h>

namespace kg {

Progress::Progress(std::ostream& err, bool is_terminal, bool quiet)
    : err_(err), is_terminal_(is_terminal), quiet_(quiet) {}

Progress::~Progress() {
  if (shown_ && is_terminal_) err_ << "\r\x1b[K" << std::flush;
}

void Progress::Show(std::uint64_t done, std::string_view what, double megabytes) {
  using std::chrono::milliseconds;
  const Clock::time_point now = Clock::now();
  const auto pause = is_terminal_ ? milliseconds(100) : milliseconds(30'000);
  if (quiet_ || now - last_ < pause) return;
  last_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const std::string line = fmt::format("{} {}, {:.0f} MB, {:.0f} {}/s", done, what, megabytes,
                                       static_cast<double>(done) / seconds, what);
  err_ << (is_terminal_ ? "\r\x1b[K" + line : line + "\n") << std::flush;
}

}  // namespace kg
