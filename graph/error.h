// The one exception of the program, and what its codes mean to a caller.
#pragma once

#include <stdexcept>
#include <string>

namespace kg {

enum class ErrorCode {
  kUsage,        // the caller asked for something that makes no sense, or named two things at once
  kNotFound,     // a store or file named by the user is not there
  kUnknownName,  // nothing in the store is called so
  kLocked,       // another process writes to the store
  kCorrupt,      // stored bytes break the format
  kUnsupported,  // a store of another format version, or a feature this build lacks
  kIo,           // the disk, the memory or a stream refused
};

/// The code is for callers, the text for people: what was being done, to what.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& what) : std::runtime_error(what), code_(code) {}
  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace kg
