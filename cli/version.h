#pragma once

namespace kg {

/// Set by the build from the project's version.
inline constexpr const char* kVersion = NEWSGRAPH_VERSION;

}  // namespace kg
