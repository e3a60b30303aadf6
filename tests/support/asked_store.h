// A random store on disk, and what the program answers about it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "graph/node_json.h"
#include "graph/store.h"
#include "tests/support/command_line.h"
#include "tests/support/temp_dir.h"

namespace kg {

class AskedStore {
 public:
  /// Filled by `fill`; then who is who is worked out and the store is closed.
  explicit AskedStore(const std::function<void(GraphStore&)>& fill);

  GraphStore Open() const { return GraphStore::Open(path_); }
  GraphStore OpenToWrite() const { return GraphStore::Open(path_, {.mode = OpenMode::kWrite}); }
  CommandResult Run(std::vector<std::string> words) const;
  /// Null when there is no answer.
  Json Ask(std::vector<std::string> words) const;

 private:
  TempDir dir_;
  std::filesystem::path path_ = dir_.path() / "store";
};

/// With `articles` of RandomArchive.
AskedStore StoreOfArticles(std::uint64_t seed, int articles);
/// With `articles` of PutRandomNames().
AskedStore StoreOfNames(std::uint64_t seed, int articles, int names);

}  // namespace kg
