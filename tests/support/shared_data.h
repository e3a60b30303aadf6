// Real data that lies beside the project on some machines and never in it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace kg {

inline std::filesystem::path SharedData(const char* name) {
  const char* named = std::getenv("NEWSGRAPH_SHARED");
  return std::filesystem::path(named != nullptr ? named : KG_SHARED_DIR) / name;
}

}  // namespace kg

/// Ends the test as skipped, saying so, when the data is not on this machine.
#define KG_NEEDS_SHARED(path)                            \
  if (!std::filesystem::exists(path)) {                  \
    GTEST_SKIP() << (path) << " is not on this machine"; \
  }                                                      \
  static_assert(true)
