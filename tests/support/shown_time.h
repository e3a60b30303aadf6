// A time that may be unknown, as text to compare.
#pragma once

#include <optional>
#include <string>

#include "graph/time.h"

namespace kg {

inline std::string ShownTime(const std::optional<Time>& time) { return time ? ToIso(*time) : "-"; }

}  // namespace kg
