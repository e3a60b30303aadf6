// The repositories among the sources of an ingest, and how far each was read before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "graph/store.h"
#include "ingest/git_source.h"

namespace kg {

struct GitRootsOptions {
  std::uint64_t max_file_bytes = 0;
  bool prune = false;
  std::string since{};  // revision to read the changes since; else the commit read last, if known
};

class GitRoots {
 public:
  /// Takes the repositories out of `roots`. A null `store` remembers nothing. Throws
  /// Error(kNotFound) for one without a commit or without the revision that is asked for.
  GitRoots(std::vector<std::filesystem::path>& roots, const GraphStore* store,
           const GitRootsOptions& options);

  /// To be read; once.
  std::vector<GitSource> TakeSources() { return std::move(sources_); }

  /// Below which paths the sources tell all there is.
  const std::vector<std::string>& covered() const { return covered_; }

  /// Notes that all was read up to the newest commits; not when the caller chose what to read, as
  /// there may be changes before it. Throws Error(kIo).
  void Remember(GraphStore& store) const;

 private:
  struct Read {
    std::string record;
    std::string bytes;
  };
  std::vector<GitSource> sources_{};
  std::vector<std::string> covered_{};
  std::vector<Read> read_{};
};

}  // namespace kg
