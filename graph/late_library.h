// Libraries that are loaded when they are first needed. Most commands need none of them, and
// mapping and linking fifty libraries took longer than answering.
#pragma once

#include <string>

namespace kg {

/// One of them; stays loaded. Its functions are called by the types of the headers that we are
/// built with, so `file` names the version of these: "libgit2.so.1.5".
class LateLibrary {
 public:
  /// Throws Error(kUnsupported), which says that `task` takes the library, when it is not there.
  LateLibrary(std::string file, std::string task);

  /// Sets `function` to what the library or one it needs calls `name`. Throws as the constructor.
  template <class Function>
  void Find(const char* name, Function*& function) const {
    function = reinterpret_cast<Function*>(Symbol(name));
  }

 private:
  void* Symbol(const char* name) const;
  [[noreturn]] void Missing() const;

  std::string file_;
  std::string task_;
  void* library_;
};

}  // namespace kg
