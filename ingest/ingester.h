// Archives into a store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <vector>

#include "graph/store.h"
#include "ingest/article_source.h"

namespace kg {

struct IngestReport {
  std::uint64_t read = 0;  // articles and rejected records
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t duplicate = 0;  // a text that is stored already, or an older version of it
  std::uint64_t withdrawn = 0;  // left out, as somebody has retracted them
  std::uint64_t retracted = 0;  // gone with what left the source (IngestOptions::prune)
  std::uint64_t bytes = 0;      // of the files read
  bool interrupted = false;
  std::vector<Rejection> rejected{};  // by path and line
};

struct IngestOptions {
  int jobs = 1;                              // threads that read and extract; >= 1
  std::uint64_t max_file_bytes = 16U << 20;  // larger files are rejected
  /// Takes out of the store what it read below the roots before and what is there no more. Files
  /// and folders that cannot be read now are taken to hold what they held; an interrupted run takes
  /// nothing out.
  bool prune = false;
  /// Of git repositories, what changed since that revision is read; when empty, since the commit
  /// that was read last, if the store knows one (GitRoots).
  std::string since{};
  std::function<void(const IngestReport&)>
      progress{};                       // called now and then from the caller's thread
  std::function<bool()> interrupted{};  // asked between articles; true ends the run early
};

/// Reads every file below `roots` (of a git repository those of its newest commit; "-" for JSON
/// Lines on `standard_input`) and stores its articles, each whole or not at all. The graph
/// afterwards is the same for any order of files and any number of jobs. Memory is bounded by jobs
/// and file size. A null `store` reads and counts only (all articles count as new). Throws
/// Error(kNotFound) for a missing root, Error(kIo) when the store refuses; the groups that were
/// committed until then stay.
IngestReport Ingest(GraphStore* store, const std::vector<std::filesystem::path>& roots,
                    std::istream& standard_input, const IngestOptions& options);

}  // namespace kg
