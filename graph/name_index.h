// Names by any part of them: which nodes are called something that has two given characters in a
// row. docs/store.md, "Finding names". For the store_*.cc files alone.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/contribution.h"
#include "graph/database.h"

namespace kg {

/// Two neighbouring characters of a folded name (graph/terms.h); `second` is 0 behind the last.
struct NamePair {
  char32_t first = 0;
  char32_t second = 0;
  NodeKind kind{};
  NodeId id{};
  auto operator<=>(const NamePair&) const = default;
};

/// Names gathered in memory before they are written.
class NameBatch {
 public:
  void Add(const SharedName& name);
  bool empty() const { return pairs_.empty(); }
  std::size_t size() const { return pairs_.size(); }
  void Clear() { pairs_.clear(); }

  /// Calls `visit` for each first character in order with what there is as bytes: for each second
  /// one in order its distance from the one before, how many follow (varints), and these as kind:1
  /// id:8, in order.
  void ForEachCharacter(const std::function<void(char32_t first, std::string_view bytes)>& visit);

 private:
  std::vector<NamePair> pairs_{};
};

/// Reads what ForEachCharacter() told: those with `second`, or all. Throws Error(kCorrupt).
void ForEachNamePair(char32_t first, std::optional<char32_t> second, std::string_view bytes,
                     const std::function<void(const NamePair&)>& visit);

/// What the store has of names with `first` and, where given, `second` behind it.
void ScanNames(const Database& db, char32_t first, std::optional<char32_t> second,
               const std::function<void(const NamePair&)>& visit);

/// Writes the index of all names that the store has in place of the one there is. Not atomic: a run
/// that dies meanwhile has to be followed by another. Throws Error(kIo).
void RewriteNames(Database& db);

/// All that the index has, in 8 bytes a pair; for a look at whether something is missing.
class StoredNames {
 public:
  explicit StoredNames(const Database& db);
  bool Has(const SharedName& name) const;

 private:
  std::vector<std::uint64_t> pairs_{};  // their hashes, sorted
};

}  // namespace kg
