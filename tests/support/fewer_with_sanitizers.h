// Rounds of tests that take long.
#pragma once

namespace kg {

/// How many rounds a long test has: with sanitizers a few, as the release build does them all.
template <typename Count>
constexpr Count FewerWithSanitizers([[maybe_unused]] Count all, [[maybe_unused]] Count few) {
#ifdef __SANITIZE_ADDRESS__
  return few;
#else
  return all;
#endif
}

}  // namespace kg
