// A file opened for reading, closed with the object.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace kg {

class OpenFile {
 public:
  /// `more` flags of open(2), such as O_NOFOLLOW. When that fails, errno says why.
  explicit OpenFile(const std::filesystem::path& path, int more = 0)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | more)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  /// Negative when it was not opened.
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace kg
