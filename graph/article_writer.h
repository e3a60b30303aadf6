// How articles come into the store and leave it, entry by entry; for the store_*.cc files alone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/article_codec.h"
#include "graph/change_set.h"
#include "graph/contribution.h"
#include "graph/database.h"
#include "graph/prepared_article.h"
#include "graph/store.h"

namespace kg {

/// A version of an article that some place holds now.
struct Version {
  StoredArticle stored{};
  std::string text{};
  bool shown = false;  // in the store, before this change
  bool kept = false;   // in the store as a version that is not shown
};

std::string EncodeVersion(const Version& version);
/// Throws Error(kCorrupt).
Version DecodeVersion(std::string_view bytes);

/// Everything some place holds of the article now, the shown one first.
std::vector<Version> LiveVersions(const Database& db, StoredArticle shown);

/// Changes that reach the store together.
class ArticleWriter {
 public:
  explicit ArticleWriter(Database& db) : db_(db) {}

  void PutSlot(const Slot& slot, NodeId article);
  void DeleteSlot(const Digest& place);

  /// Record, text and whatever the article names; its own entries are PutEntries()'s.
  void PutShown(const PreparedArticle& ready);
  void PutEntries(const Article& article);

  /// Takes the shown version away, and all that it says.
  void DeleteShown(const StoredArticle& shown);

  /// That a version was there, and when it went.
  void PutPast(const StoredArticle& stored);
  void DeleteKept(NodeId article, const Digest& place);

  /// Makes the winner of `live`, which is not empty, the shown one and keeps the others; `before`
  /// was shown until now.
  void Settle(const std::vector<Version>& live, const StoredArticle& before);

  void PutRecord(std::string_view name, std::string_view value) { changes_.PutRecord(name, value); }
  void DeleteRecord(std::string_view name) { changes_.DeleteRecord(name); }

  std::size_t bytes() const { return changes_.bytes(); }

  /// All or nothing. Throws Error(kIo).
  void Commit();

  /// What was named here is not in the store.
  void Drop();

 private:
  using Entries = std::map<std::pair<Family, std::string>, std::string>;

  static Entries EntriesOf(const Article& article);
  void Put(Family family, std::string_view key, std::string_view value) {
    changes_.Put(family, key, value);
  }
  void Delete(Family family, std::string_view key) { changes_.Delete(family, key); }
  EntryVisit PutEntry();
  NameVisit PutName();
  void MarkStale();
  void PutShared(const SharedNode& node);
  void PutAlias(const SharedName& alias);
  void ReplaceEntries(const Article& old, const Article& now);

  Database& db_;
  ChangeSet changes_{};
  bool marked_ = false;  // these changes say that what follows from the articles is behind
};

}  // namespace kg
