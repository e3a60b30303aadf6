// Where the files of a made archive go.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace kg::archive_maker {

/// Throws Error(kIo) from each call.
class ArchiveOutput {
 public:
  virtual ~ArchiveOutput() = default;
  virtual void Add(std::uint64_t number, const std::string& path, const std::string& bytes) = 0;
  virtual void Close() = 0;
};

/// `folder`/part-0000.tar and so on: article n is in part n / `articles_a_part`, also when not all
/// are written. Times, owners and the like are the same in each run.
std::unique_ptr<ArchiveOutput> TarParts(const std::filesystem::path& folder,
                                        std::uint64_t articles_a_part);

/// Files below `folder`.
std::unique_ptr<ArchiveOutput> Files(const std::filesystem::path& folder);

}  // namespace kg::archive_maker
