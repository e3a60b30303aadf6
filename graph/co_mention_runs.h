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
#include <string_view>
#include <vector>

#include "graph/co_mention_list.h"
#include "graph/model.h"

namespace kg {

/// A file that is gone when the program is. Its methods throw Error(kIo).
class SpillFile {
 public:
  explicit SpillFile(const std::filesystem::path& folder);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  std::uint64_t size() const { return size_; }
  void Append(std::string_view bytes);
  /// As many bytes from `offset` on as `bytes` has.
  void Read(std::uint64_t offset, std::span<char> bytes) const;

 private:
  int file_ = -1;
  std::uint64_t size_ = 0;
};

class CoMentionRuns {
 public:
  /// The file is in `folder`.
  explicit CoMentionRuns(const std::filesystem::path& folder) : file_(folder) {}

  /// Appends to a run: owners in order, each once, and the pairs of each in order.
  void Add(NodeId owner, std::span<const ListedPair> pairs);
  void EndRun();

  using Visit = std::function<void(NodeId owner, std::span<const ListedPair> pairs)>;
  /// Calls `visit` for each owner of all runs, in order, with what all runs say added up. Throws
  /// Error(kIo).
  void Merge(const Visit& visit);

 private:
  void Flush();

  SpillFile file_;
  std::string buffer_{};
  std::vector<std::uint64_t> ends_{};  // of the runs
};

}  // namespace kg
