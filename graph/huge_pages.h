// Memory for large buffers that are filled again and again.
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <vector>

namespace kg {

/// Room for `count` items in an empty `buffer`, in pages of 2 MiB where the system has them: taking
/// it in pages of 4 KiB costs as much as filling it. Nothing is lost where the advice is refused.
template <typename T>
void ReserveInHugePages(std::vector<T>& buffer, std::size_t count) {
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  if (buffer.capacity() >= count) return;
  buffer.reserve(count);
  const auto start = reinterpret_cast<std::uintptr_t>(buffer.data());
  const std::uintptr_t first = (start + kPage - 1) / kPage * kPage;
  const std::uintptr_t last = (start + count * sizeof(T)) / kPage * kPage;
  if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

}  // namespace kg
