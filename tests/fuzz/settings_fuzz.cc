// Any bytes as a file of defaults: taken, or refused with the file and the line.

#include "cli/settings.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "graph/error.h"

namespace kg {

// Options of each kind, for the program and for one command; the real ones would need all layers.
Grammar::Grammar() {
  static std::string store;
  static std::vector<std::string> kinds;
  static int limit = 0;
  static double weight = 0;
  static bool quiet = false;
  options.Add("store", store, "").is_path = true;
  options.AddFlag("quiet", quiet, "");
  OptionSet set;
  set.Add("type", kinds, "").choices = {"person", "place"};
  set.Add("limit", limit, "");
  set.Add("min-weight", weight, "");
  commands.push_back({.named = {.name = "rank"}, .options = std::move(set)});
}

}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int fd = ::memfd_create("settings", 0);
  static const std::filesystem::path file = "/proc/self/fd/" + std::to_string(fd);
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, data, size, 0) != static_cast<ssize_t>(size)) {
    std::abort();
  }
  try {
    kg::ApplySettings(file, kg::Grammar(), {});
  } catch (const kg::Error& error) {
    const bool tells = std::string(error.what()).starts_with(file.string() + ":");
    if (error.code() != kg::ErrorCode::kUsage || !tells) std::abort();
  }
  return 0;
}
