#include "graph/late_library.h"

#include <dlfcn.h>

#include <utility>

#include "graph/error.h"

namespace kg {

LateLibrary::LateLibrary(std::string file, std::string task)
    : file_(std::move(file)),
      task_(std::move(task)),
      library_(dlopen(file_.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr) Missing();
}

void* LateLibrary::Symbol(const char* name) const {
  void* const found = dlsym(library_, name);
  if (found == nullptr) Missing();
  return found;
}

void LateLibrary::Missing() const {
  throw Error(ErrorCode::kUnsupported,
              "to " + task_ + " takes the library " + file_ + ", which is not installed here");
}

}  // namespace kg
