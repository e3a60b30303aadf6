// Two dates to compare.
#pragma once

#include <string>

#include "graph/time.h"

namespace kg {

/// The moment that `word` means as the end of something: of a date its last second, so that the day
/// is in. Throws Error(kUsage), naming `option`, for what is no date.
Time ParseMoment(const std::string& option, const std::string& word);

struct Moments {
  Time from{};  // first second that is past it
  Time to{};
};

/// Throws Error(kUsage) unless both are given and `from` is earlier.
Moments ParseMoments(const std::string& from, const std::string& to);

}  // namespace kg
