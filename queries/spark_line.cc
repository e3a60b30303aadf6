#include "queries/spark_line.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace kg {

std::string SparkLine(std::span<const std::uint32_t> counts, std::size_t columns) {
  constexpr std::array<std::string_view, 8> kHeights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (counts.empty() || columns == 0) return {};
  const std::size_t neighbours = (counts.size() + columns - 1) / columns;
  std::vector<std::uint64_t> sums((counts.size() + neighbours - 1) / neighbours);
  for (std::size_t i = 0; i < counts.size(); ++i) sums[i / neighbours] += counts[i];
  const std::uint64_t most = *std::ranges::max_element(sums);
  std::string line;
  for (const std::uint64_t sum : sums) {
    // Rounded up, so that only 0 is blank.
    const std::uint64_t height = most == 0 ? 0 : (sum * kHeights.size() + most - 1) / most;
    line += height == 0 ? " " : kHeights[height - 1];
  }
  return line;
}

}  // namespace kg
