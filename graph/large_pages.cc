#include "graph/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace kg {

void UseLargePages(const void* begin, std::size_t size) {
  constexpr std::uintptr_t kLarge = 2 << 20;
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::uintptr_t first = (address + kLarge - 1) / kLarge * kLarge;
  const std::uintptr_t end = (address + size) / kLarge * kLarge;
  if (first >= end) return;
  // A kernel without them refuses, which is as good.
  static_cast<void>(madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE));
}

}  // namespace kg
