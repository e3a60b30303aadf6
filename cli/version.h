#pragma once

namespace kg {

/// Set by the build from the head of CMakeLists.txt.
inline constexpr const char* kVersion = NEWSGRAPH_VERSION;
inline constexpr const char* kReleaseDate = NEWSGRAPH_RELEASE_DATE;

}  // namespace kg
