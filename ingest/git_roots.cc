#include "ingest/git_roots.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/read_marks.h"
#include "ingest/file_source.h"
#include "ingest/people/extractor.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

// A run that does not prune leaves what went for one that does, so each has its own mark. What an
// older extractor read may say more today.
std::string RecordFor(const fs::path& repository, bool prune) {
  return kReadMarkPrefix + std::string(prune ? "pruned/" : "read/") +
         std::to_string(kExtractorVersion) + SourceName(repository);
}

}  // namespace

GitRoots::GitRoots(std::vector<fs::path>& roots, const GraphStore* store,
                   const GitRootsOptions& options) {
  std::vector<fs::path> others;
  for (const fs::path& root : roots) {
    if (!GitSource::IsRepository(root)) {
      others.push_back(root);
      continue;
    }
    GitSource source(root, options.max_file_bytes);
    const std::string record = RecordFor(root, options.prune);
    if (!options.since.empty()) {
      if (!source.ReadSince(options.since)) {
        throw Error(ErrorCode::kNotFound,
                    root.string() + " has no revision '" + options.since + "'");
      }
    } else {
      // Where history was written anew, the commit read last may be gone: all is read.
      const auto last = store != nullptr ? store->ReadRecord(record) : std::nullopt;
      if (last) source.ReadSince(*last);
      if (last != source.commit()) read_.push_back({record, source.commit()});
      if (options.prune) read_.push_back({RecordFor(root, false), source.commit()});
    }
    std::ranges::copy(source.Covered(), std::back_inserter(covered_));
    sources_.push_back(std::move(source));
  }
  if (!options.since.empty() && sources_.empty()) {
    throw Error(ErrorCode::kUsage, "--since is for git repositories, and no source is one");
  }
  roots = std::move(others);
}

void GitRoots::Remember(GraphStore& store) const {
  for (const Read& read : read_) {
    if (store.ReadRecord(read.record) != read.bytes) store.WriteRecord(read.record, read.bytes);
  }
}

}  // namespace kg
