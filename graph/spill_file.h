// What does not fit in memory, for the time of one piece of work.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace kg {

/// A file that is gone when the program is. Its methods throw Error(kIo).
class SpillFile {
 public:
  /// Made in `folder`, without a name.
  explicit SpillFile(const std::filesystem::path& folder);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  /// Bytes.
  std::uint64_t size() const { return size_; }
  void Append(std::string_view bytes);
  /// As many bytes from `offset` on as `bytes` has.
  void Read(std::uint64_t offset, std::span<char> bytes) const;

 private:
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace kg
