// What somebody meant who mistyped a word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

/// The word of `known` that the fewest typing errors (a letter more, less, another one, or two
/// swapped) lead to, the first of several; nullopt when that takes more than a third of the
/// letters.
std::optional<std::string> NearestWord(std::string_view word,
                                       const std::vector<std::string>& known);

}  // namespace kg
