#include "cli/output_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "graph/error.h"

namespace kg {

void WriteOutput(const std::string& path, std::ostream& standard,
                 const std::function<void(std::ostream&)>& write) {
  if (path.empty() || path == "-") {
    write(standard);
    if (!standard.flush()) throw Error(ErrorCode::kIo, "the output was cut short");
    return;
  }
  const std::string temporary = path + ".part";
  std::ofstream out(temporary, std::ios::binary);
  if (!out) throw Error(ErrorCode::kIo, "cannot write " + path);
  try {
    write(out);
  } catch (...) {
    out.close();
    std::remove(temporary.c_str());
    throw;
  }
  out.close();
  std::error_code failed;
  if (out) std::filesystem::rename(temporary, path, failed);
  if (out.fail() || failed) {
    std::remove(temporary.c_str());
    throw Error(ErrorCode::kIo, "cannot write all of " + path);
  }
}

}  // namespace kg
