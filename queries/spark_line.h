// Counts drawn in one line of text.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace kg {

/// A column of eight heights for each count, the highest for the largest, a blank for 0 and the
/// lowest for all that is more than 0. With more than `columns` counts each column is the sum of as
/// many neighbours as it takes, the last one perhaps of fewer. Plain text, without colour.
std::string SparkLine(std::span<const std::uint32_t> counts, std::size_t columns);

}  // namespace kg
