// The graph on disk. docs/store.md describes every key and value byte by byte.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article.h"
#include "graph/digest.h"
#include "graph/identities.h"
#include "graph/model.h"
#include "graph/prepared_article.h"
#include "graph/time.h"

namespace kg {

enum class OpenMode {
  kRead,    // the store must exist; nothing is written, also beside a writing process
  kWrite,   // the store must exist
  kCreate,  // made where the folder is missing or empty
};

struct StoreOptions {
  OpenMode mode = OpenMode::kRead;
  std::size_t memory_bytes = std::size_t{96} << 20;  // write buffers and block cache together
};

/// Where the bytes of an article came from: the place an edit happens. A later ingest of another
/// text of the same article from the same slot replaces the first; another article in the same
/// slot replaces nothing, because archives write their paths again.
struct Slot {
  Digest place{};      // hash of the source's name, such as its absolute path
  Digest content{};    // hash of the raw bytes and whatever else the article depends on
  std::string path{};  // the source as its user knows it; what is pruned is found by it
};

enum class PutOutcome { kNew, kChanged, kUnchanged, kDuplicate, kWithdrawn };

/// A decision that an article is not to be in the graph, whatever its sources say.
struct Withdrawal {
  Time at{};
  std::string reason{};
  std::set<Digest> places{};  // where it was read, before and since
};

/// One version of an article that the store holds or held.
struct VersionRecord {
  enum class State : std::uint8_t { kShown, kKept, kReplaced };
  State state = State::kShown;
  Digest content{};                // of everything but the times
  std::uint32_t bytes = 0;         // of its text
  std::optional<Time> seen{};      // by the feed; unknown for replaced ones
  std::optional<Time> replaced{};  // replaced ones only
};

/// What a look at every stored byte found.
struct Verification {
  std::uint64_t articles = 0;
  std::uint64_t quotes = 0;    // spans that lie in their text
  std::uint64_t entries = 0;   // of the indexes
  std::uint64_t versions = 0;  // that are not shown
  std::uint64_t problem_count = 0;
  std::vector<std::string> problems{};  // the first 100
};

/// Whatever points at a node, as kept under that node: enough for lists without reading articles.
struct Posting {
  NodeId from{};  // the article at the other end
  Relation relation{};
  std::optional<Time> published{};  // of that article
  std::uint32_t count = 1;          // mentions of an entity; links otherwise
};

/// Another entity that articles name beside one: a CO_MENTIONED edge.
struct CoMention {
  NodeId other{};
  NodeKind kind{};                        // of `other`
  std::array<std::uint32_t, 3> articles;  // by how closely they name both: kCloseness
  std::optional<Time> first{};            // published times of these articles
  std::optional<Time> last{};

  double weight() const;
};

/// An article that has all terms that were looked for.
struct TextHit {
  NodeId article{};
  double score = 0;         // BM25 over the terms; 0: they stand in no text of its own
  bool in_title = false;    // all of them stand in its title
  bool in_related = false;  // all of them stand in titles of its related list
};

struct StoreStats {
  std::uint64_t format = 0;
  std::uint64_t bytes = 0;     // on disk
  std::uint64_t articles = 0;  // full ones
};

/// One kind of key in the store's files; what is still in memory or in the log is not counted.
struct FamilySize {
  std::string name{};
  std::uint64_t entries = 0;  // deletions and replaced ones too, until they are compacted
  std::uint64_t key_bytes = 0;
  std::uint64_t value_bytes = 0;
  std::uint64_t file_bytes = 0;  // as compressed, with filters and indexes
};

struct Database;  // RocksDB, known to graph/ alone
struct GraphFilter;
struct WeightedGraph;

/// A graph of articles, the things they mention, and the links between them.
/// Const members may be called from several threads at once; the others may not.
class GraphStore {
 public:
  /// Throws Error: kNotFound when there is no store and none may be made, kUnsupported for a store
  /// of another format, kLocked when another process writes, kCorrupt or kIo otherwise.
  static GraphStore Open(const std::filesystem::path& dir, const StoreOptions& options = {});
  GraphStore(GraphStore&&) noexcept;
  GraphStore& operator=(GraphStore&&) noexcept;
  ~GraphStore();

  // --- writing -----------------------------------------------------------------------------

  /// Whether exactly these bytes, read by the extractor of this version, were stored from this
  /// slot before. Const and safe beside Put(): an answer that comes too early is only a no.
  bool SeenBefore(const Slot& slot) const;

  /// Stores one version of an article in one atomic batch. Of several versions of one URL, one per
  /// place, the one seen last by the feed is shown (then the one published last, then the longer,
  /// then the one with the larger hash), so the order of calls does not matter. A version from the
  /// same place replaces what an earlier run read there, whatever their times. Throws Error(kIo).
  PutOutcome Put(Article article, const Slot& slot);

  /// Takes an article with all its versions out of the graph; others that point at it keep it as a
  /// stub. It stays out when a source is read again, until it is reinstated. False when it is not
  /// there. In one atomic batch; RefreshDerived() is the caller's, after all of them. Throws
  /// Error(kIo).
  bool Retract(NodeId article, std::string_view reason);

  /// Takes a withdrawal back: the next ingest of its sources finds the article. False when it was
  /// not withdrawn. Throws Error(kIo).
  bool Reinstate(NodeId article);

  /// Takes out what was read below `roots` (paths as in Slot::path: files or folders) at places
  /// that `is_there` denies, and what an overwritten file held before, as if it had never been
  /// read. Places below `unread` stay as they are. Returns how many articles left the graph. Reads
  /// all records of articles, and holds 24 bytes and some for each place below the roots. Articles
  /// go one by one; RefreshDerived() is the caller's. Throws Error(kIo).
  std::uint64_t Prune(const std::vector<std::string>& roots, const std::vector<std::string>& unread,
                      const std::function<bool(const Digest& place)>& is_there);

  /// Makes all that was put survive a crash of the machine. Throws Error(kIo).
  void Sync();

  /// Brings the index of texts up to the articles; part of RefreshDerived(). Throws Error(kIo).
  void WriteTextIndex();

  // --- who is who (graph/refresh.h works it out) ----------------------------------------------

  /// Says that identities are behind what they are worked out from, until they are written again.
  /// Everything that changes articles says so itself, of the index of texts too. Throws Error(kIo).
  void MarkIdentitiesStale();
  bool IdentitiesAreStale() const;

  /// Every reading call from then on goes by these. Equal ones are not written. Throws Error(kIo).
  void WriteIdentities(IdentityFindings findings);

  /// Adds up who is named with whom, by the identities written last; part of RefreshDerived().
  /// Throws Error(kIo).
  void WriteCoMentions();

  /// Those written last; none at first. They read from the store, which must outlive them, until
  /// others are written. Throws Error(kCorrupt).
  std::shared_ptr<const Identities> identities() const;

  // --- reading -----------------------------------------------------------------------------
  //
  // Nodes that are one person have one name: articles name whom their names stand for, and what
  // pointed at any of these nodes points at the one that stands for all. The others are nodes with
  // nothing but a SAME_AS edge. What is "as it was read" knows nothing of that.

  /// Without text. nullopt for stubs and for what was never stored.
  std::optional<Article> FindArticle(NodeId id) const;

  /// The stored text of a full article; empty when there is none.
  std::string Text(NodeId article) const;

  /// nullopt when nothing in the current graph is or points at such a node, as it was read.
  std::optional<Node> FindNode(NodeId id) const;

  /// Calls `visit` for what points at `id`, oldest first within a relation, undated last, ties by
  /// id of the article; stops when it returns false.
  void ForEachPosting(NodeId id, Relation relation, const TimeRange& range,
                      const std::function<bool(const Posting&)>& visit) const;

  /// Calls `visit` for everybody with whom all articles of the store name `entity`, in id order, as
  /// NewsGraph has it, without times. Reads one list, however many articles that are. False when it
  /// is not at hand, for the time of an ingest and after one that was cut short: then articles
  /// tell.
  bool ForEachCoMention(NodeId entity, const std::function<void(const CoMention&)>& visit) const;

  /// The same for those among `others`, which are in order, with times. nullopt as above.
  std::optional<std::vector<CoMention>> CoMentionsAmong(NodeId entity,
                                                        std::span<const NodeId> others) const;

  /// The persons, organizations and places that `filter` takes and all that links them with each
  /// other, as NewsGraph has it for the whole range of time, every link as an arc at both its ends.
  /// Reads lists, not articles, with up to four threads. nullopt as above. Throws Error(kCorrupt).
  std::optional<WeightedGraph> LinkedNames(const GraphFilter& filter) const;

  /// How many articles name `entity`, as ForEachPosting() has it. nullopt when it takes a look at
  /// them to tell: labels may name a person besides.
  std::optional<std::size_t> CountNaming(const Node& entity) const;

  /// The link in article `from` that points at article `to`; nullopt when there is none.
  std::optional<Link> FindLink(NodeId from, NodeId to) const;

  /// Calls `visit` once per full article with its body, which is lent and may be empty, in `jobs`
  /// threads that have numbers from 0; each has its articles in id order.
  void ForEachBody(
      unsigned jobs,
      const std::function<void(unsigned job, NodeId, std::string_view body)>& visit) const;

  /// Calls `visit` once per full article, in id order, without text, on one view of the store.
  void ForEachArticle(const std::function<void(const Article&)>& visit) const;

  /// The same as it was read, with the digest of what the article holds, its text included.
  void ForEachVersion(const std::function<void(const Article&, const Digest&)>& visit) const;

  /// Calls `visit` for every node, stubs included, grouped by kind, then in id order; stops when
  /// it returns false. An id that nothing points at any more is left out.
  void ForEachNode(std::optional<NodeKind> kind,
                   const std::function<bool(const Node&)>& visit) const;

  /// Calls `visit` for every full article, in no order worth a promise, with the beginning of the
  /// digest of what it holds, as they were when the text index was last written. Reads 24 bytes an
  /// article.
  void ForEachIndexed(const std::function<void(NodeId, std::uint64_t content)>& visit) const;

  /// Full articles by published time, then id; undated ones are left out.
  void ForEachByTime(const TimeRange& range, const std::function<bool(Time, NodeId)>& visit) const;

  /// Articles whose texts have all terms of `wanted` (graph/terms.h), best first, ties by id; what
  /// they say is as it was when the text index was last written. Whether the terms stand together
  /// there is for the caller to see. Undated articles are left out of all but the whole range.
  std::vector<TextHit> FindInTexts(std::string_view wanted, const TimeRange& range) const;

  /// Calls `visit` once for each node but articles that may be called something with `part` in it,
  /// in either script, in order of kind and id, under the names that articles use.
  void ForEachNamed(std::string_view part, const std::function<void(const Node&)>& visit) const;

  /// Persons, organizations and places that some article calls `alias`, in id order.
  std::vector<Node> FindByAlias(std::string_view alias) const;
  /// Other spellings of an entity, sorted.
  std::vector<std::string> Aliases(NodeId entity) const;

  /// A topic label that names a person known from some article's text is that person
  /// (product contract, section 4); then its node, else the topic's.
  Node ResolveLabel(std::string_view label) const;

  std::optional<Withdrawal> FindWithdrawal(NodeId article) const;
  /// In id order; the URL is empty for one that never was there.
  void ForEachWithdrawal(
      const std::function<void(const std::string& url, const Withdrawal&)>& visit) const;

  /// The shown one first, then those that other places hold, then those that were replaced.
  std::vector<VersionRecord> Versions(NodeId article) const;

  // --- bookkeeping, not part of the graph -----------------------------------------------------

  /// Small documents by name, such as cluster runs.
  void WriteRecord(std::string_view name, std::string_view bytes);
  std::optional<std::string> ReadRecord(std::string_view name) const;

  StoreStats Stats() const;
  std::vector<FamilySize> FamilySizes() const;

  // --- care ---------------------------------------------------------------------------------

  /// Reads everything: checksums of all blocks, every record, every span, both directions of every
  /// edge, every name. Damage is a problem in the answer, never an exception.
  Verification Verify() const;

  /// Drops what was deleted or replaced from the files. Throws Error(kIo).
  void Compact();

  /// Adds the state of now to the backups in `dir`, copying only files that are not there yet. The
  /// store must be open for writing. Throws Error(kIo).
  void Backup(const std::filesystem::path& dir);

  /// Makes `to`, which must be missing or empty, the newest backup in `dir`. Throws
  /// Error(kNotFound), Error(kCorrupt), Error(kIo).
  static void RestoreBackup(const std::filesystem::path& dir, const std::filesystem::path& to);

 private:
  friend class ArchivePeople;
  friend class PutGroup;
  explicit GraphStore(std::unique_ptr<Database> db);
  std::unique_ptr<Database> db_;
};

/// Puts articles together, several times cheaper than one by one. A group of whole articles
/// reaches the store in one atomic write, and its readers see it from then on. Groups are committed
/// when they have grown to about four megabytes, and before an article or a place comes again.
class PutGroup {
 public:
  explicit PutGroup(GraphStore& store);  // lent, for as long as the group lives
  ~PutGroup();                           // drops what was not committed
  PutGroup(const PutGroup&) = delete;
  PutGroup& operator=(const PutGroup&) = delete;

  /// As GraphStore::Put(); `ready` was prepared for the place of `slot`. Throws Error(kIo).
  PutOutcome Put(PreparedArticle ready, const Slot& slot);
  PutOutcome Put(Article article, const Slot& slot);

  /// Throws Error(kIo).
  void Commit();

 private:
  struct Impl;
  PutOutcome Add(PreparedArticle ready, const Slot& slot);
  PutOutcome Withhold(NodeId id, const Slot& slot);

  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
