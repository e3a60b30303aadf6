#include "ingest/ingester.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/article_codec.h"
#include "graph/refresh.h"
#include "ingest/archive_reader.h"
#include "ingest/build_article.h"
#include "ingest/file_source.h"
#include "ingest/git_roots.h"
#include "ingest/people/extractor.h"
#include "ingest/work_queue.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

// What one file came to.
struct FileResult {
  std::vector<std::pair<PreparedArticle, Slot>> articles{};
  std::vector<Rejection> rejected{};
  std::uint64_t bytes = 0;
  std::vector<Digest> unchanged{};  // places of which the store holds these bytes already
};

// Bytes that an older extractor read are not "seen": they may say more today.
Digest ContentOf(std::string_view bytes) {
  Digest digest = DigestOf(bytes);
  digest[0] = static_cast<std::uint8_t>(digest[0] ^ kExtractorVersion);
  return digest;
}

Digest PlaceOf(std::string_view path) { return DigestOf(path); }

/// Places of the records of one larger file or stream: the n-th record of an article is a place.
class RecordPlaces {
 public:
  explicit RecordPlaces(std::string path) : path_(std::move(path)) {}

  Digest Next(const Article& article) {
    const std::uint32_t nth = ++seen_[article.id()];
    return DigestOf(path_ + '\n' + article.url + '\n' + std::to_string(nth));
  }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::unordered_map<NodeId, std::uint32_t> seen_;
};

// Everything an article depends on, when the bytes it came from hold others too.
Digest RecordContent(const Article& article) {
  return ContentOf(EncodeGraphPart(article) + article.text);
}

using PlacedArticles = std::vector<std::pair<Article, Slot>>;

// A file of one article is known by its bytes; records of a larger one by what they hold.
PlacedArticles WithSlots(std::vector<Article>&& articles, bool alone, std::string_view bytes,
                         RecordPlaces& places) {
  PlacedArticles placed;
  for (Article& article : articles) {
    Slot slot = alone ? Slot{PlaceOf(places.path()), ContentOf(bytes), places.path()}
                      : Slot{places.Next(article), RecordContent(article), places.path()};
    placed.emplace_back(std::move(article), std::move(slot));
  }
  return placed;
}

void PrepareAll(const GraphStore* store, PlacedArticles&& placed, FileResult& result) {
  for (auto& [article, slot] : placed) {
    if (store != nullptr && store->SeenBefore(slot)) {
      result.unchanged.push_back(slot.place);
    } else {
      result.articles.emplace_back(Prepare(std::move(article), slot.place), std::move(slot));
    }
  }
}

// `is_file`: the bytes are a whole file, not a record of a stream.
FileResult ReadBytes(const GraphStore* store, std::string_view bytes, bool is_file,
                     RecordPlaces& places) {
  FileResult result;
  result.bytes = bytes.size();
  std::vector<Article> articles;
  const auto reject = [&](Rejection&& rejection) {
    result.rejected.push_back(std::move(rejection));
  };
  const auto take = [&](RawArticle&& raw) {
    std::string reason;
    if (auto article = BuildArticle(std::move(raw), &reason)) {
      articles.push_back(std::move(*article));
    } else {
      reject({places.path(), 2, reason});
    }
  };
  ReadArticles(bytes, {.path = places.path(), .article = take, .reject = reject});
  const bool alone = is_file && articles.size() == 1 && result.rejected.empty();
  PrepareAll(store, WithSlots(std::move(articles), alone, bytes, places), result);
  return result;
}

FileResult ReadOne(const GraphStore* store, SourceFile&& file, std::uint64_t max_bytes) {
  const std::string name = file.path;
  std::string reason;
  const std::optional<std::string> bytes = ReadSource(std::move(file), max_bytes, &reason);
  if (!bytes) return {.rejected = {{name, 0, reason}}};
  const Slot slot{PlaceOf(name), ContentOf(*bytes), name};
  if (store != nullptr && store->SeenBefore(slot)) {
    return {.bytes = bytes->size(), .unchanged = {slot.place}};
  }
  RecordPlaces places(name);
  return ReadBytes(store, *bytes, true, places);
}

/// Takes results into the store and the report, in the caller's thread.
class Writer {
 public:
  Writer(GraphStore* store, const IngestOptions& options) : store_(store), options_(options) {
    if (store_ != nullptr) group_.emplace(*store_);
  }

  /// False when the run is to end.
  bool Take(FileResult&& result) {
    report_.bytes += result.bytes;
    for (const Digest& place : result.unchanged) {
      Count(PutOutcome::kUnchanged);
      See(place);
    }
    for (auto& [article, slot] : result.articles) {
      See(slot.place);
      Count(group_ ? group_->Put(std::move(article), slot) : PutOutcome::kNew);
    }
    Reject(std::move(result.rejected));
    Tell();
    report_.interrupted = options_.interrupted && options_.interrupted();
    return !report_.interrupted;
  }

  void Reject(std::vector<Rejection>&& rejected) {
    report_.read += rejected.size();
    std::move(rejected.begin(), rejected.end(), std::back_inserter(report_.rejected));
  }

  /// All was read that lies below `roots`, by name, and in `repositories`.
  IngestReport Finish(const std::vector<std::string>& roots, const GitRoots& repositories) {
    if (group_) group_->Commit();
    if (group_ && options_.prune && !report_.interrupted) Prune(roots);
    if (store_ != nullptr && !report_.interrupted) repositories.Remember(*store_);
    // After an interruption it waits for the next run, which finds the mark.
    if (store_ != nullptr && !report_.interrupted) RefreshDerived(*store_);
    if (store_ != nullptr) store_->Sync();
    std::sort(report_.rejected.begin(), report_.rejected.end(),
              [](const Rejection& a, const Rejection& b) {
                return std::tie(a.path, a.line) < std::tie(b.path, b.line);
              });
    return std::move(report_);
  }

 private:
  void Count(PutOutcome outcome) {
    ++report_.read;
    switch (outcome) {
      case PutOutcome::kNew: ++report_.added; break;
      case PutOutcome::kChanged: ++report_.changed; break;
      case PutOutcome::kUnchanged: ++report_.unchanged; break;
      case PutOutcome::kDuplicate: ++report_.duplicate; break;
      case PutOutcome::kWithdrawn: ++report_.withdrawn; break;
    }
  }

  void See(const Digest& place) {
    if (options_.prune) places_.insert(place);
  }

  void Prune(const std::vector<std::string>& roots) {
    std::vector<std::string> unread;
    for (const Rejection& rejection : report_.rejected) {
      if (rejection.line == 0) unread.push_back(rejection.path);
    }
    report_.retracted = store_->Prune(
        roots, unread, [this](const Digest& place) { return places_.contains(place); });
  }

  void Tell() {
    constexpr std::uint64_t kEvery = 64;
    if (options_.progress && ++taken_ % kEvery == 0) options_.progress(report_);
  }

  GraphStore* store_;
  std::optional<PutGroup> group_;  // none without a store
  const IngestOptions& options_;
  IngestReport report_;
  std::set<Digest> places_;  // that hold what they held, or something new; for pruning
  std::uint64_t taken_ = 0;
};

/// The files of all roots, shared by the workers.
class SharedFiles {
 public:
  SharedFiles(const std::vector<fs::path>& roots, std::uint64_t max_bytes,
              std::vector<GitSource> repositories)
      : source_(roots, max_bytes, std::move(repositories)) {}

  std::optional<SourceFile> Next() {
    const std::scoped_lock lock(mutex_);
    return source_.Next(rejected_);
  }

  std::vector<Rejection> TakeRejected() { return std::move(rejected_); }

 private:
  std::mutex mutex_;
  FileSource source_;
  std::vector<Rejection> rejected_;
};

void IngestInline(const GraphStore* store, SharedFiles& files, Writer& writer,
                  std::uint64_t max_bytes) {
  while (auto file = files.Next()) {
    if (!writer.Take(ReadOne(store, std::move(*file), max_bytes))) return;
  }
}

void IngestThreaded(const GraphStore* store, SharedFiles& files, Writer& writer,
                    const IngestOptions& options) {
  // Enough to read on while the index of texts is written.
  constexpr std::size_t kWaiting = 512;
  WorkQueue<FileResult> queue(kWaiting, options.jobs);
  std::mutex mutex;
  std::exception_ptr failed;
  const auto remember_failure = [&] {
    const std::scoped_lock lock(mutex);
    if (!failed) failed = std::current_exception();
    queue.Close();
  };
  const auto work = [&] {
    try {
      while (auto file = files.Next()) {
        if (!queue.Push(ReadOne(store, std::move(*file), options.max_file_bytes))) break;
      }
    } catch (...) {
      remember_failure();
    }
    queue.ProducerDone();
  };
  std::vector<std::jthread> workers;
  for (int i = 0; i < options.jobs; ++i) workers.emplace_back(work);
  try {
    while (auto result = queue.Pop()) {
      if (!writer.Take(std::move(*result))) break;
    }
  } catch (...) {
    remember_failure();
  }
  queue.Close();
  workers.clear();
  if (failed) std::rethrow_exception(failed);
}

void IngestStream(const GraphStore* store, std::istream& in, Writer& writer) {
  RecordPlaces places("-");
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    FileResult result = ReadBytes(store, line, false, places);
    for (Rejection& rejection : result.rejected) rejection.line = number;
    if (!writer.Take(std::move(result))) return;
  }
}

}  // namespace

IngestReport Ingest(GraphStore* store, const std::vector<fs::path>& roots,
                    std::istream& standard_input, const IngestOptions& options) {
  std::vector<fs::path> files_and_folders = roots;
  const auto dash = std::remove(files_and_folders.begin(), files_and_folders.end(), fs::path("-"));
  const bool reads_stream = dash != files_and_folders.end();
  files_and_folders.erase(dash, files_and_folders.end());

  GitRoots repositories(
      files_and_folders, store,
      {.max_file_bytes = options.max_file_bytes, .prune = options.prune, .since = options.since});

  std::vector<std::string> covered = repositories.covered();
  for (const fs::path& root : files_and_folders) covered.push_back(SourceName(root));
  if (reads_stream) covered.emplace_back("-");
  SharedFiles files(files_and_folders, options.max_file_bytes, repositories.TakeSources());
  Writer writer(store, options);
  if (options.jobs > 1) {
    IngestThreaded(store, files, writer, options);
  } else {
    IngestInline(store, files, writer, options.max_file_bytes);
  }
  writer.Reject(files.TakeRejected());
  if (reads_stream) IngestStream(store, standard_input, writer);
  return writer.Finish(covered, repositories);
}

}  // namespace kg
