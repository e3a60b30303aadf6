// Records of the store (GraphStore::ReadRecord) that say how far a source was read, so that it need
// not be read again. All are forgotten when an article is to come back from its sources.
#pragma once

namespace kg {

/// What the names of such records begin with.
inline constexpr const char* kReadMarkPrefix = "read-up-to/";

}  // namespace kg
