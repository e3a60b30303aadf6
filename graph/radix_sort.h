// Sorting numbers by some of their bits, lowest digit first; equal ones stay in order.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace kg {

/// Sorts `items` by their bits from `from` up to but not `until`, in digits of `kDigit` bits.
/// `spare` is kept by the caller for its memory.
template <int kDigit, typename Number>
void RadixSort(std::vector<Number>& items, std::vector<Number>& spare, int from, int until) {
  constexpr std::size_t kDigits = std::size_t{1} << kDigit;
  spare.resize(items.size());
  for (int shift = from; shift < until; shift += kDigit) {
    const auto digit = [shift](Number item) {
      return static_cast<std::size_t>(item >> shift) & (kDigits - 1);
    };
    std::array<std::size_t, kDigits + 1> next{};
    for (const Number item : items) ++next[digit(item) + 1];
    const bool all_alike = !items.empty() && next[digit(items[0]) + 1] == items.size();
    if (all_alike) continue;
    for (std::size_t i = 1; i <= kDigits; ++i) next[i] += next[i - 1];
    for (const Number item : items) spare[next[digit(item)]++] = item;
    items.swap(spare);
  }
}

}  // namespace kg
