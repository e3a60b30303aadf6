// What texts are found by: pairs of neighbouring characters where words are not set apart, words
// elsewhere. Pairs do as well as a word list for Chinese (see docs/store.md) and need none.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

/// A pair of characters, the last character of a run, or a word. The bits above kTermRestBits say
/// where it is kept: for pairs the first character and a part of the second, so that those of one
/// character lie together; the others tell it apart from those that are kept there too.
using Term = std::uint64_t;

inline constexpr int kTermRestBits = 43;
inline std::uint32_t BucketOf(Term term) {
  return static_cast<std::uint32_t>(term >> kTermRestBits);
}

/// `utf8` (valid) as it is compared: simplified, lower case, half width; a code point for each.
std::u32string Folded(std::string_view utf8);

/// Calls `visit` for each term of valid UTF-8, in order. A run of n characters has n: its pairs and
/// its last character.
void ForEachTerm(std::string_view utf8, const std::function<void(Term)>& visit);

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
