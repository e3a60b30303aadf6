// Sorting many strings that begin alike, such as addresses.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kg {

/// What SortByStrings() works with.
template <class StringOf>
class StringSorter {
 public:
  explicit StringSorter(const StringOf& string_of) : string_of_(string_of) {}

  void Sort(std::span<std::uint32_t> positions) const {
    std::vector<Entry> entries;
    entries.reserve(positions.size());
    for (const std::uint32_t at : positions) entries.push_back({0, at});
    Sort(entries.data(), entries.data() + entries.size(), 0);
    std::ranges::transform(entries, positions.begin(), &Entry::at);
  }

 private:
  struct Entry {
    std::uint64_t word;
    std::uint32_t at;
  };
  static constexpr std::size_t kWord = 8;
  static constexpr std::ptrdiff_t kFew = 8;

  std::string_view RestOf(const Entry& entry, std::size_t depth) const {
    const std::string_view string = string_of_(entry.at);
    return string.substr(std::min(depth, string.size()));
  }

  // What is not there counts as zero.
  static std::uint64_t FirstWord(std::string_view rest) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < kWord; ++i)
      word = word << 8 | (i < rest.size() ? static_cast<std::uint8_t>(rest[i]) : 0U);
    return word;
  }

  // Of entries whose strings have the same first `depth` bytes.
  void Sort(Entry* begin, Entry* end, std::size_t depth) const {
    for (; end - begin > kFew; depth += kWord) {
      bool all_alike = true;
      bool all_end = true;
      for (Entry* entry = begin; entry != end; ++entry) {
        const std::string_view rest = RestOf(*entry, depth);
        entry->word = FirstWord(rest);
        all_alike = all_alike && entry->word == begin->word;
        all_end = all_end && rest.size() <= kWord;
      }
      if (all_end) break;
      if (all_alike) continue;
      std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.word < b.word; });
      for (Entry *run = begin, *next = run; run != end; run = next) {
        while (next != end && next->word == run->word) ++next;
        if (next - run > 1) Sort(run, next, depth + kWord);
      }
      return;
    }
    std::sort(begin, end, [&](const Entry& a, const Entry& b) {
      const auto order = RestOf(a, depth) <=> RestOf(b, depth);
      // Where nothing is left, what was missing may have been taken for zeros.
      return order == 0 ? string_of_(a.at).size() < string_of_(b.at).size() : order < 0;
    });
  }

  const StringOf& string_of_;
};

/// Sorts `positions` by the strings that `string_of` lends of each, bytes being unsigned; equal
/// strings in any order. Strings are looked at eight bytes at a time, which lie beside each other
/// while they are sorted: J. L. Bentley, R. Sedgewick, Fast Algorithms for Sorting and Searching
/// Strings, SODA 1997, section 2, with words for characters.
template <class StringOf>
void SortByStrings(std::span<std::uint32_t> positions, const StringOf& string_of) {
  StringSorter<StringOf>(string_of).Sort(positions);
}

}  // namespace kg
