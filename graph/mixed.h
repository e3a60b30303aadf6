// Bits of a number spread over all of it.
#pragma once

#include <cstdint>

namespace kg {

/// The finalizer of splitmix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number
/// Generators, 2014).
inline std::uint64_t Mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

}  // namespace kg
