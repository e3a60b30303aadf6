// The index of texts on disk: docs/store.md, "Finding texts". For the store_*.cc files alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/database.h"
#include "graph/name_index.h"
#include "graph/prepared_article.h"
#include "graph/text_postings.h"

namespace kg {

/// What the index knows of a text, by its number.
struct IndexedText {
  NodeId article{};
  std::uint64_t content = 0;  // the beginning of its digest
  std::optional<Time> published{};
  bool operator==(const IndexedText&) const = default;
};

/// Reads texts by their numbers; quick when they are asked for in order.
class IndexedTexts {
 public:
  explicit IndexedTexts(const Database& db) : db_(db) {}
  /// nullopt for one that was replaced, or never was.
  std::optional<IndexedText> Find(TextNumber number);

 private:
  const Database& db_;
  std::optional<std::uint32_t> chunk_{};
  std::string bytes_{};
};

/// Calls `visit` for each posting in `range`, by text within a piece.
void ScanPostings(const Database& db, const TermRange& range,
                  const std::function<void(Term, TextNumber, TermMark)>& visit);

/// How many texts were ever numbered.
TextNumber CountIndexed(const Database& db);

/// Keeps the index of an open store up with its articles. What was put is in memory until Write();
/// a process that dies before leaves the index behind the articles, which Reconcile() makes good.
class TextIndexWriter {
 public:
  explicit TextIndexWriter(Database& db) : db_(db) {}

  void Put(const PreparedArticle& ready);
  /// Names are written with the texts that brought them.
  void PutName(const SharedName& name) { names_.Add(name); }
  void Remove(NodeId article);

  /// Whether it holds so much that it should be written.
  bool full() const;

  /// In one atomic batch. Throws Error(kIo).
  void Write();

  /// Puts what the index lacks and removes what it has too much, with a look at each article.
  /// Memory: a batch. Throws Error(kIo), Error(kCorrupt).
  void Reconcile();

  /// Forgets what was put and not written.
  void Drop();

 private:
  Database& db_;
  TextPostings postings_{};
  NameBatch names_{};
  rocksdb::WriteBatch batch_{};                                        // kept for its memory
  std::vector<IndexedText> texts_{};                                   // that were put
  std::unordered_map<NodeId, std::optional<std::uint32_t>> latest_{};  // its place in texts_
};

/// Compares the index with the articles; tells what is wrong. Reads all of both.
void CheckTextIndex(const Database& db, const std::function<void(std::string)>& tell);

}  // namespace kg
