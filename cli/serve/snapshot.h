// A store as it was when it was opened, with what takes long to say of it said only once.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "graph/store.h"
#include "queries/query.h"

namespace kg {

/// Changes whenever something is written to the store at `store`, and costs a look at its folder.
std::string StateOfFiles(const std::filesystem::path& store);

class Snapshot {
 public:
  /// Throws Error as GraphStore::Open() does.
  explicit Snapshot(const std::filesystem::path& path);

  const GraphStore& store() const { return store_; }
  /// StateOfFiles() just before it was opened.
  const std::string& state() const { return state_; }

  /// OverviewJson() of it. Like Stats(), from several threads at once.
  const std::string& Overview() const;
  /// What `newsgraph stats` says of it.
  const Json& Stats() const;

 private:
  std::string state_;
  GraphStore store_;
  mutable std::mutex overview_mutex_;
  mutable std::string overview_;
  mutable std::mutex stats_mutex_;
  mutable std::optional<Json> stats_;
};

}  // namespace kg
