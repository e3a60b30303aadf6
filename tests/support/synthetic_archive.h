// An archive on disk of any size, in the news-archive format, from a seed.
#pragma once

#include <cstdint>
#include <filesystem>

namespace kg {

/// Writes `count` articles below `folder`, 200 a folder: sentences put together from parts, names,
/// related blocks that link among the articles and to stubs, and now and then a second text for an
/// address. The same bytes for a seed.
void WriteSyntheticArchive(const std::filesystem::path& folder, int count, std::uint64_t seed);

}  // namespace kg
