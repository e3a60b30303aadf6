// Lists of co-mentions of more articles than memory holds, added up: sorted runs in a file, merged
// in one pass (D. Knuth, The Art of Computer Programming, vol. 3, 5.4.1). Added up by RocksDB as it
// compacts files, each list is read and written several times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "graph/co_mention_list.h"
#include "graph/model.h"
#include "graph/spill_file.h"

namespace kg {

class CoMentionRuns {
 public:
  /// The file is in `folder`.
  explicit CoMentionRuns(const std::filesystem::path& folder) : file_(folder) {}

  /// Appends to a run: owners in order, each once, and the pairs of each in order. Throws
  /// Error(kIo), as EndRun() does.
  void Add(NodeId owner, std::span<const ListedPair> pairs);
  void EndRun();

  using Visit = std::function<void(NodeId owner, std::span<const ListedPair> pairs)>;
  /// Calls `visit` for each owner of all runs, in order, with what all runs say added up; its
  /// pairs are lent for the call. Throws Error(kIo), Error(kCorrupt).
  void Merge(const Visit& visit);

 private:
  void Flush();

  SpillFile file_;
  std::string buffer_{};
  std::vector<std::uint64_t> ends_{};  // of the runs
};

}  // namespace kg
