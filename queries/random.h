// Chance that is the same on every platform, which the distributions of <random> are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace kg {

/// splitmix64 (Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  /// One of 0 … n-1, n > 0. The multiply-shift of Lemire 2019 without its rejection step: uneven
  /// by less than n in 2^32.
  std::uint32_t Below(std::uint32_t n) {
    return static_cast<std::uint32_t>(((Next() >> 32) * n) >> 32);
  }

  /// At least 0, below 1, in steps of 2^-53.
  double Fraction() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

  /// `items` has size() and [].
  template <class Items>
  void Shuffle(Items&& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[Below(static_cast<std::uint32_t>(i))]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace kg
