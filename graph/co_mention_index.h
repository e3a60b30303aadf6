// Who is named with whom, added up over all articles: docs/store.md, "Co-mentions". For the
// store_*.cc files alone.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "graph/article.h"
#include "graph/co_mention_list.h"
#include "graph/co_mention_pieces.h"
#include "graph/database.h"
#include "graph/identities.h"

namespace kg {

/// Keeps the sums of an open store up with its articles and with who is who. What was put is in
/// memory until Write(); a process that dies before leaves a mark, and all is added up again.
class CoMentionWriter {
 public:
  explicit CoMentionWriter(Database& db) : db_(db), lists_(db) {}

  /// A shown article as it was read, that came or is about to go.
  void Add(const Article& article) {
    if (!lost_) Change(article, *db_.Joined(), 1);
  }
  void Remove(const Article& article) {
    if (!lost_) Change(article, *db_.Joined(), -1);
  }

  /// Of each of `names` another one stands for it than `before`. To be called when the identities
  /// were written, before Finish(), unless the sums are lost; reads the articles that use those
  /// names. Throws Error(kIo).
  void Rejoin(const Identities& before, std::span<const NodeId> names);

  /// Whether the sums are not kept up, and will be added up anew if they are to be.
  bool lost() const { return lost_; }

  /// Whether it holds so much that it should be written.
  bool full() const { return changes_.size() > kMost; }

  /// In one atomic batch. Throws Error(kIo), Error(kCorrupt).
  void Write();

  /// The sums are not those of the articles any more.
  void Drop();

  /// Writes what is left, or all anew where it is not known what is. Throws Error(kIo).
  void Finish();

 private:
  // What one article that came or went says of a pair, for the list of one of them.
  struct Said {
    NodeId owner;
    NodeId other;
    std::uint64_t time;  // keys::TimeBits()
    NodeKind kind;       // of the other
    std::uint8_t closeness;
    std::int8_t sign;
  };
  static constexpr std::size_t kMost = 1'000'000;  // 32 MB, and as much to sort them

  /// What all that is said from `i` on of the same pair adds up to; `i` is then behind it.
  ListedPair SumFrom(std::size_t& i) const;

  void Change(const Article& article, const Identities& identities, std::int8_t sign);
  /// Calls `visit(owner, pairs)` for what is noted of each owner, in order, and forgets it.
  template <class Visit>
  void SumUp(const Visit& visit);
  void Rebuild();

  Database& db_;
  CoMentionLists lists_;
  std::vector<Said> changes_;
  bool lost_ = false;
};

/// Compares the sums with the articles; tells what is wrong. Reads all of both.
void CheckCoMentions(const Database& db, const std::function<void(std::string)>& tell);

}  // namespace kg
