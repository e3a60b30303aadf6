#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace kg {

/// Rows below each other, two blanks between the columns, nothing behind the last cell. Where that
/// is wider than `width` columns (0: as wide as it likes), the widest cells are cut and end in "…";
/// but what has to be copied whole, such as an address or a hash, is not.
void PrintTable(const std::vector<std::vector<std::string>>& rows, int width, std::ostream& out);

}  // namespace kg
