// A store of the sample archive, made once per test program.
#pragma once

#include <filesystem>

namespace kg {

/// Its folder; gone with the program. Clusters have been run and kept. Throws when the sample
/// cannot be read.
const std::filesystem::path& SampleStore();

}  // namespace kg
