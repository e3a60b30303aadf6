// The files of an archive, one after the other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ingest/article_source.h"

namespace kg {

/// Walks directories in depth and in order of name, without following links; names that begin with
/// a dot are left out. One caller at a time.
class FileSource {
 public:
  /// Throws Error(kNotFound) when one of `roots` is not there.
  explicit FileSource(const std::vector<std::filesystem::path>& roots);

  /// The next file that is to be read, by its absolute path; nullopt at the end. What cannot be an
  /// article file (a device, a folder that may not be opened) goes to `rejected`.
  std::optional<std::filesystem::path> Next(std::vector<Rejection>& rejected);

 private:
  void Expand(const std::filesystem::path& directory, std::vector<Rejection>& rejected);

  std::vector<std::filesystem::directory_entry> pending_{};  // the next one last
};

/// How a root is called in the paths of its files: absolute, without "." and "..".
std::string SourceName(const std::filesystem::path& root);

/// All bytes of a regular file of at most `max_bytes`. nullopt with a reason otherwise.
std::optional<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes,
                                    std::string* reason);

}  // namespace kg
