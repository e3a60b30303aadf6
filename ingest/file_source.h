// The files of an archive, one after the other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ingest/article_source.h"
#include "ingest/git_source.h"
#include "ingest/packed_file.h"

namespace kg {

/// A file that is to be read: on disk, or unpacked from an archive already.
struct SourceFile {
  std::string path{};  // absolute; of an archive's file, the archive's and the name inside
  std::optional<std::string> unpacked{};
};

/// Walks directories in depth and in order of name, without following links, and reads tar and zip
/// archives as if they were folders, then git repositories; names that begin with a dot are left
/// out. One caller at a time.
class FileSource {
 public:
  /// Throws Error(kNotFound) when one of `roots` is not there. Larger files in archives than
  /// `max_bytes` are rejected.
  explicit FileSource(const std::vector<std::filesystem::path>& roots,
                      std::uint64_t max_bytes = 16U << 20,
                      std::vector<GitSource> repositories = {});

  /// The next file; nullopt at the end. What cannot be an article file (a device, a folder that may
  /// not be opened) goes to `rejected`.
  std::optional<SourceFile> Next(std::vector<Rejection>& rejected);

 private:
  void Expand(const std::filesystem::path& directory, std::vector<Rejection>& rejected);

  std::optional<SourceFile> NextCommitted(std::vector<Rejection>& rejected);
  void OpenPacked(const std::filesystem::path& path, std::vector<Rejection>& rejected);

  std::uint64_t max_bytes_;
  std::vector<std::filesystem::directory_entry> pending_{};  // the next one last
  std::optional<PackedFile> packed_{};                       // the archive being read
  std::vector<GitSource> repositories_{};                    // the next one last
};

/// How a root is called in the paths of its files: absolute, without "." and "..".
std::string SourceName(const std::filesystem::path& root);

/// All bytes of a file that FileSource gave. nullopt with a reason otherwise.
std::optional<std::string> ReadSource(SourceFile&& file, std::uint64_t max_bytes,
                                      std::string* reason);

/// All bytes of a regular file of at most `max_bytes`. nullopt with a reason otherwise.
std::optional<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes,
                                    std::string* reason);

}  // namespace kg
