#include "graph/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace kg {

void UseLargePages(const void* begin, std::size_t size) {
  constexpr std::size_t kLarge = std::size_t{2} << 20;
  const std::size_t off = reinterpret_cast<std::uintptr_t>(begin) % kLarge;
  const std::size_t before = off == 0 ? 0 : kLarge - off;
  if (size < before + kLarge) return;
  auto* const first = const_cast<char*>(static_cast<const char*>(begin)) + before;
  // A kernel without them refuses, which is as good.
  static_cast<void>(madvise(first, (size - before) / kLarge * kLarge, MADV_HUGEPAGE));
}

}  // namespace kg
