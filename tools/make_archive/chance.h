// Numbers that look like chance and are functions of what they are asked about.
#pragma once

#include <cstdint>
#include <string_view>

#include "graph/digest.h"

namespace kg::archive_maker {

/// Of `seed`, a word and a number: the same on every machine.
inline std::uint64_t Chance(std::uint64_t seed, std::string_view word, std::uint64_t number = 0) {
  const Digest digest = DigestOf(word);
  std::uint64_t z = seed + 0x9e3779b97f4a7c15U * (number + 1);
  for (int i = 0; i < 8; ++i) z ^= std::uint64_t{digest[static_cast<std::size_t>(i)]} << (8 * i);
  // The finalizer of splitmix64 (Steele, Lea, Flood 2014).
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

}  // namespace kg::archive_maker
