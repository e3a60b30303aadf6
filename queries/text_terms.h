// What two texts can have in common, without a dictionary.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace kg {

/// Every two Chinese characters in a row, in simplified script, and every word of other letters or
/// digits, in small letters and without the endings -s, -ed and -ing; two words in a row too. Terms
/// are hashes, in order of the text. `visit` is told whether the term is two words, which were
/// visited before, and says whether to go on. `text` is valid UTF-8.
void ForEachTerm(std::string_view text,
                 const std::function<bool(std::uint64_t term, bool two_words)>& visit);

}  // namespace kg
