#include "ingest/keep_memory.h"

#include <malloc.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "graph/large_pages.h"

namespace kg {
namespace {

constexpr int kMiB = 1 << 20;

// The heap's next `bytes`, behind a boundary between large pages. They are reserved, not used: a
// large page takes memory when it is first written to.
void ReserveLargePages(int bytes) {
  constexpr std::uintptr_t kLarge = 2 * kMiB;
  const std::uintptr_t off = reinterpret_cast<std::uintptr_t>(sbrk(0)) % kLarge;
  // More than the heap has left, so that it grows, by the pad too; it stays taken, up to where
  // there are large pages.
  const std::size_t size = 2 * kLarge - off;
  mallopt(M_TOP_PAD, bytes);
  void* const taken = std::malloc(size);
  mallopt(M_TOP_PAD, 128 * 1024);  // as it was
  if (taken != nullptr) UseLargePages(taken, size + static_cast<std::size_t>(bytes));
}

}  // namespace

void KeepMemory() {
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  mallopt(M_TRIM_THRESHOLD, 256 * kMiB);
  ReserveLargePages(64 * kMiB);
}

}  // namespace kg
