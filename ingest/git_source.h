// The files of a git repository's newest commit, straight from its objects.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/packed_file.h"

namespace kg {

/// Reads a commit in order of name, never a work tree: what is not committed is not there. Names
/// that begin with a dot are left out, as in folders; links, submodules, packed archives and files
/// larger than a limit go to `rejected`.
class GitSource {
 public:
  /// Whether `folder` is a repository itself: a bare one or the top of a work tree. A folder
  /// further down in a work tree is a folder as any other.
  static bool IsRepository(const std::filesystem::path& folder);

  /// Throws Error(kNotFound) when there is no commit, Error(kIo) when it cannot be read.
  GitSource(const std::filesystem::path& repository, std::uint64_t max_bytes);
  GitSource(GitSource&&) noexcept;
  GitSource& operator=(GitSource&&) noexcept;
  ~GitSource();

  /// From then on only what changed since `revision` is read (a commit, a tag, a branch …). False,
  /// and nothing changes, when the repository has no such revision.
  bool ReadSince(const std::string& revision);

  /// As PackedFile::Next(); `path` is that of the repository, '/' and the name.
  std::optional<PackedEntry> Next(std::vector<Rejection>& rejected);

  /// The newest commit, in hex.
  const std::string& commit() const;

  /// Below which paths Next() tells all there is: the repository, or what changed or went.
  std::vector<std::string> Covered() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
