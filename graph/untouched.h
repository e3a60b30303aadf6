// Memory for long arrays of numbers.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace kg {

/// Leaves new numbers as they are, so that room which is never used costs no memory, and asks for
/// large pages where there is much: to be given each small one costs more than to fill it.
template <class T>
struct Untouched : std::allocator<T> {
  static_assert(std::is_trivially_destructible_v<T>);
  template <class U>
  struct rebind {
    using other = Untouched<U>;
  };

  T* allocate(std::size_t n) {
    if (n < kLarge / sizeof(T)) return std::allocator<T>::allocate(n);
    const std::size_t bytes = (n * sizeof(T) + kPage - 1) / kPage * kPage;
    void* const room = std::aligned_alloc(kPage, bytes);
    if (room == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    madvise(room, bytes, MADV_HUGEPAGE);  // refused: small pages do too
#endif
    return static_cast<T*>(room);
  }
  void deallocate(T* room, std::size_t n) {
    if (n < kLarge / sizeof(T)) return std::allocator<T>::deallocate(room, n);
    std::free(room);
  }

  template <class U>
  void construct(U* at) {
    ::new (static_cast<void*>(at)) U;
  }
  template <class U, class... Args>
  void construct(U* at, Args&&... args) {
    ::new (static_cast<void*>(at)) U(std::forward<Args>(args)...);
  }

 private:
  static constexpr std::size_t kPage = std::size_t{1} << 21;
  static constexpr std::size_t kLarge = 2 * kPage;
};

/// A number for each of very many arcs.
using ArcNumbers = std::vector<std::uint32_t, Untouched<std::uint32_t>>;

}  // namespace kg
