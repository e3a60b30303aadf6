#include "cli/serve/snapshot.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/serve/overview.h"

namespace kg {

namespace fs = std::filesystem;

// Every write adds to a log or makes a file. RocksDB's own diary and its lock say nothing.
std::string StateOfFiles(const fs::path& store) {
  std::vector<std::string> files;
  std::error_code failed;
  for (fs::directory_iterator at(store / "db", failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with("LOG") || name == "LOCK") continue;
    std::error_code gone;
    const std::uintmax_t bytes = at->file_size(gone);
    if (!gone) files.push_back(name + ' ' + std::to_string(bytes) + '\n');
  }
  std::ranges::sort(files);
  std::string state;
  for (const std::string& file : files) state += file;
  return state;
}

Snapshot::Snapshot(const fs::path& path)
    : state_(StateOfFiles(path)), store_(GraphStore::Open(path)) {}

const std::string& Snapshot::Overview() const {
  const std::lock_guard lock(overview_mutex_);
  if (overview_.empty()) overview_ = OverviewJson(store_);
  return overview_;
}

const Json& Snapshot::Stats() const {
  const std::lock_guard lock(stats_mutex_);
  if (!stats_) stats_ = MakeNamed(Queries(), "stats")->Run(store_, {}).document;
  return *stats_;
}

}  // namespace kg
