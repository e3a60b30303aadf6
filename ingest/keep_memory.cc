#include "ingest/keep_memory.h"

#include <malloc.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "graph/large_pages.h"

namespace kg {
namespace {

constexpr int kMiB = 1 << 20;

// The heap's next `bytes`, from a boundary between large pages on. They are reserved, not used: a
// large page takes memory when it is first written to.
void ReserveLargePages(int bytes) {
  constexpr std::uintptr_t kLarge = 2 * kMiB;
  const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  mallopt(M_TOP_PAD, bytes);
  // The pad is added when the heap has to grow; what lies before the boundary stays taken.
  void* const taken = std::malloc(kLarge - end % kLarge);
  mallopt(M_TOP_PAD, 128 * 1024);  // as it was
  if (taken != nullptr) UseLargePages(static_cast<char*>(taken), kLarge + bytes);
}

}  // namespace

void KeepMemory() {
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  mallopt(M_TRIM_THRESHOLD, 256 * kMiB);
  ReserveLargePages(64 * kMiB);
}

}  // namespace kg
