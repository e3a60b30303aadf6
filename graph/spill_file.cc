#include "graph/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "graph/error.h"

namespace kg {
namespace {

[[noreturn]] void ThrowOfSpill(const char* doing) {
  throw Error(ErrorCode::kIo,
              std::string(doing) + " a temporary file of the store: " + std::strerror(errno));
}

}  // namespace

SpillFile::SpillFile(const std::filesystem::path& folder) {
  std::string name = (folder / "sums-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) ThrowOfSpill("making");
  ::unlink(name.c_str());
}

SpillFile::~SpillFile() { ::close(file_); }

void SpillFile::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ::ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) ThrowOfSpill("writing");
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
}

void SpillFile::Read(std::uint64_t offset, std::span<char> bytes) const {
  while (!bytes.empty()) {
    const ::ssize_t read = ::pread(file_, bytes.data(), bytes.size(), static_cast<::off_t>(offset));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) ThrowOfSpill("reading");
    offset += static_cast<std::uint64_t>(read);
    bytes = bytes.subspan(static_cast<std::size_t>(read));
  }
}

}  // namespace kg
