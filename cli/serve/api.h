// The addresses of `newsgraph serve`: the page, and every query as /api/NAME with its options as
// parameters.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "cli/serve/http_server.h"

namespace kg {

/// Reads the store, and never writes to it. What others write to it is seen within seconds.
class Api {
 public:
  /// Throws Error as GraphStore::Open() does, and kUnsupported where there is no page.
  explicit Api(const std::filesystem::path& store);
  ~Api();

  /// The answer to a GET; failures are answers too: {"schema":"newsgraph/error/1","message"}.
  /// May be called from several threads.
  HttpAnswer Answer(const std::string& target);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
