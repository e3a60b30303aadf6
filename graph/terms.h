// What texts are found by: pairs of neighbouring characters where words are not set apart, words
// elsewhere. Pairs do as well as a word list for Chinese (see docs/store.md) and need none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

/// A pair of characters, the last character of a run, or a word. Pairs sort by their characters, so
/// those of one lie together: the first character is in the upper 16 bits, the second, or 0 for the
/// last of a run, in the lower. Words, and characters beyond U+FFFF by themselves, are hashes below
/// all pairs. Different ones may share a number: whoever asks looks at the text.
using Term = std::uint32_t;

/// `utf8` (valid) as it is compared: simplified, lower case, half width; a code point for each.
std::u32string Folded(std::string_view utf8);

/// Writes the terms of valid UTF-8, in order, to where there is room for as many as it has bytes;
/// returns where they end. A run of n characters has n: its pairs and its last character.
Term* WriteTerms(std::string_view utf8, Term* to);

/// Terms from `first` to `last`, any of which will do.
struct TermRange {
  Term first = 0;
  Term last = 0;
  bool operator==(const TermRange&) const = default;
};

/// What a text must have to hold `wanted`; none when nothing in it can be looked for. What has all
/// of them may still not hold it: they can stand apart.
std::vector<TermRange> TermsWanted(std::string_view wanted);

}  // namespace kg
