// Memory of a size where its page faults are felt.
#pragma once

#include <cstddef>
#include <vector>

namespace kg {

/// Has the kernel back `size` bytes from `begin` by large pages, where it has them and they fit.
/// Nothing but speed depends on it.
void UseLargePages(const void* begin, std::size_t size);

/// The same for all that `vector` has reserved.
template <class T>
void UseLargePages(const std::vector<T>& vector) {
  UseLargePages(vector.data(), vector.capacity() * sizeof(T));
}

/// Moves what `size` bytes from `begin` hold into large pages, for what is looked up at random:
/// room that a program had before comes in the small pages that it had then.
void MoveToLargePages(const void* begin, std::size_t size);

template <class T>
void MoveToLargePages(const std::vector<T>& vector) {
  MoveToLargePages(vector.data(), vector.size() * sizeof(T));
}

/// To be called before something is appended: a vector that is full and has grown large gets room
/// in large pages.
template <class T>
void MakeRoom(std::vector<T>& vector) {
  constexpr std::size_t kLargeBytes = std::size_t{4} << 20;
  if (vector.size() < vector.capacity() || vector.size() * sizeof(T) < kLargeBytes) return;
  vector.reserve(2 * vector.size());
  UseLargePages(vector);
}

}  // namespace kg
