// Who is named with whom, added up over all articles: docs/store.md, "Co-mentions". For the
// store_*.cc files alone.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "graph/article.h"
#include "graph/co_mention_list.h"
#include "graph/database.h"

namespace kg {

/// Articles with so many names that they give no pairs are listed under this node, as they may give
/// some when names are joined.
inline constexpr NodeId kLongLists{0};

/// Keeps the sums of an open store up with its articles. What was put is in memory until Write(); a
/// process that dies before leaves a mark, and all is added up again.
class CoMentionWriter {
 public:
  explicit CoMentionWriter(Database& db) : db_(db) {}

  /// A shown article as it was read, that came or is about to go.
  void Add(const Article& article) { Change(article, 1); }
  void Remove(const Article& article) { Change(article, -1); }

  /// Whether it holds so much that it should be written.
  bool full() const { return changes_.size() > kMost; }

  /// In one atomic batch. Throws Error(kIo).
  void Write();

  /// The sums are not those of the articles any more.
  void Drop();

  /// Writes what is left, or all anew where it is not known what is. Throws Error(kIo).
  void Finish();

 private:
  // What one article that came or went says of a pair; a < b, or both are the same.
  struct Said {
    NodeId a;
    NodeId b;
    std::uint64_t time;  // keys::TimeBits()
    NodeKind kind_a;
    NodeKind kind_b;
    std::uint8_t closeness;
    std::int8_t sign;
  };
  static constexpr std::size_t kMost = 1'000'000;  // 32 MB

  void Change(const Article& article, std::int8_t sign);
  void Rebuild();

  Database& db_;
  std::vector<Said> changes_;
  bool lost_ = false;
};

/// What joined names change, worked out anew and written where it differs, with the mark that says
/// so taken away. Reads the lists of names that others stand for and the articles that name two of
/// one group. Throws Error(kIo), Error(kCorrupt).
void WriteJoinedCoMentions(Database& db);

/// The lists of `entity` and of what joined names change of it, added up.
std::vector<ListedPair> ReadCoMentions(const Database& db, NodeId entity);

/// Compares the sums with the articles; tells what is wrong. Reads all of both.
void CheckCoMentions(const Database& db, const std::function<void(std::string)>& tell);

}  // namespace kg
