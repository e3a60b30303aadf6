// Sorting by ids of nodes. They are hashes, evenly spread, so that where one belongs can be told
// from its first bits: a pass over the items, and of each few of them.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "graph/model.h"

namespace kg {

/// Sorts `items` by `less`, which orders them by `id_of` first; equal ones in any order.
template <class Item, class IdOf, class Less>
void SortById(std::vector<Item>& items, const IdOf& id_of, const Less& less) {
  constexpr int kIdBits = std::numeric_limits<std::uint64_t>::digits;
  constexpr int kMostBits = 18;  // 1 MB of counters, which stay in the cache
  const int bits = std::min(static_cast<int>(std::bit_width(items.size())) - 2, kMostBits);
  if (bits < 4) {
    std::sort(items.begin(), items.end(), less);
    return;
  }
  const auto bucket_of = [&](const Item& item) {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(id_of(item)) >> (kIdBits - bits));
  };
  std::vector<std::uint32_t> end((std::size_t{1} << bits) + 1);
  for (const Item& item : items) ++end[bucket_of(item) + 1];
  for (std::size_t i = 1; i < end.size(); ++i) end[i] += end[i - 1];
  std::vector<Item> sorted(items.size());
  for (const Item& item : items) sorted[end[bucket_of(item)]++] = item;
  // Each bucket ends now where the next one began.
  for (std::size_t bucket = 0, begin = 0; bucket + 1 < end.size(); begin = end[bucket++]) {
    const auto first = sorted.begin();
    std::sort(first + static_cast<std::ptrdiff_t>(begin),
              first + static_cast<std::ptrdiff_t>(end[bucket]), less);
  }
  items = std::move(sorted);
}

}  // namespace kg
