#include "graph/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace kg {
namespace {

// Of the large pages that lie in it whole. A kernel without them refuses, which is as good.
void Advise(const void* begin, std::size_t size, int advice) {
  constexpr std::size_t kLarge = std::size_t{2} << 20;
  const std::size_t off = reinterpret_cast<std::uintptr_t>(begin) % kLarge;
  const std::size_t before = off == 0 ? 0 : kLarge - off;
  if (size < before + kLarge) return;
  auto* const first = const_cast<char*>(static_cast<const char*>(begin)) + before;
  static_cast<void>(madvise(first, (size - before) / kLarge * kLarge, advice));
}

}  // namespace

void UseLargePages(const void* begin, std::size_t size) { Advise(begin, size, MADV_HUGEPAGE); }

void MoveToLargePages(const void* begin, std::size_t size) {
  constexpr int kCollapse = 25;  // MADV_COLLAPSE of Linux 6.1, which older C libraries do not name
  Advise(begin, size, kCollapse);
}

}  // namespace kg
