// Any bytes as a tar or zip archive: no entry is larger than allowed or climbs out, and all ends.

#include "ingest/packed_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "graph/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kMost = 1 << 16;
  static const int fd = ::memfd_create("packed", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(fd);
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, data, size, 0) != static_cast<ssize_t>(size)) {
    std::abort();
  }
  std::vector<kg::Rejection> rejected;
  try {
    kg::PackedFile file(path, kMost);
    while (const auto entry = file.Next(rejected)) {
      if (entry->bytes.size() > kMost || !entry->path.starts_with(path + "/")) std::abort();
      if (("/" + entry->path + "/").find("/../") != std::string::npos) std::abort();
    }
  } catch (const kg::Error& error) {
    if (error.code() != kg::ErrorCode::kIo) std::abort();
  }
  for (const kg::Rejection& rejection : rejected) {
    if (rejection.reason.empty()) std::abort();
  }
  return 0;
}
