#include "ingest/keep_memory.h"

#include <malloc.h>

namespace kg {

void KeepMemory() {
  constexpr int kMiB = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  mallopt(M_TRIM_THRESHOLD, 256 * kMiB);
}

}  // namespace kg
