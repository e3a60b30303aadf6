// The files inside a tar or zip archive, one after the other, never unpacked to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/article_source.h"

struct archive;

namespace kg {

/// Whether a name says so: .tar, .tar.gz, .tgz, .tar.zst, .tar.xz, .tar.bz2, .zip.
bool IsPacked(std::string_view name);

/// Bytes of one file. `path` is that of the archive, '/' and the name inside.
struct PackedEntry {
  std::string path{};
  std::string bytes{};
};

/// Reads from the front to the back; memory is one entry. Names that begin with a dot are left out,
/// as in folders. Everything that is refused goes to `rejected` with its reason: what is no regular
/// file, is larger than `max_bytes`, climbs out of the archive ("../"), is an archive itself, or is
/// packed so tightly that it must be a trap; damage ends the reading.
class PackedFile {
 public:
  /// Throws Error(kIo) when it cannot be opened.
  PackedFile(const std::filesystem::path& path, std::uint64_t max_bytes);

  /// nullopt at the end.
  std::optional<PackedEntry> Next(std::vector<Rejection>& rejected);

 private:
  struct Closer {
    void operator()(archive* opened) const;
  };

  std::string WhyNot(std::string_view name, std::int64_t size, bool regular) const;
  bool IsTrap() const;
  std::optional<std::string> ReadEntry(std::string* reason);

  std::string path_;
  std::uint64_t max_bytes_;
  std::uint64_t unpacked_ = 0;
  bool ended_ = false;
  std::unique_ptr<archive, Closer> archive_;
};

}  // namespace kg
