// How articles leave the graph: by a decision, or because their source has lost them.
#include <algorithm>
#include <chrono>
#include <functional>
#include <set>
#include <unordered_map>

#include "graph/article_writer.h"
#include "graph/bytes.h"
#include "graph/keys.h"
#include "graph/read_marks.h"
#include "graph/sort_unique.h"
#include "graph/withdrawal.h"

namespace kg {
namespace {

Time Now() {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// Files and folders by name; there may be as many as files.
class Paths {
 public:
  explicit Paths(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      names_.insert(name.ends_with('/') ? name.substr(0, name.size() - 1) : name);
    }
  }

  /// Whether one of them is `path` or a folder above it.
  bool Cover(std::string_view path) const {
    if (names_.contains(path)) return true;
    for (std::size_t at = path.find('/'); at != std::string_view::npos;
         at = path.find('/', at + 1)) {
      if (names_.contains(path.substr(0, at))) return true;
    }
    return false;
  }

 private:
  std::set<std::string, std::less<>> names_{};
};

struct DigestHash {
  std::size_t operator()(const Digest& digest) const {
    return static_cast<std::size_t>(ByteReader(AsBytes(digest)).Fixed64());
  }
};

/// What the places below some roots hold now, as far as they are there.
class Source {
 public:
  Source(const Database& db, const Paths& roots, const Paths& unread,
         const std::function<bool(const Digest&)>& is_there) {
    db.Scan(Family::kSlots, {}, [&](std::string_view key, std::string_view value) {
      ByteReader in(value);
      in.Raw(sizeof(Digest));
      if (in.empty()) return true;  // written before slots knew their paths
      const auto article = static_cast<NodeId>(in.Fixed64());
      const std::string_view path = in.Raw(in.size());
      if (!roots.Cover(path) || unread.Cover(path)) return true;
      Digest place{};
      std::ranges::copy(key, place.begin());
      const bool there = is_there(place);
      held_.emplace(place, there ? std::optional(article) : std::nullopt);
      if (!there) lost_.push_back(place);
      return true;
    });
  }

  /// Whether the place lies below the roots and holds this article no more.
  bool HasLost(const Digest& place, NodeId article) const {
    const auto at = held_.find(place);
    return at != held_.end() && at->second != article;
  }

  const std::vector<Digest>& lost() const { return lost_; }

 private:
  std::unordered_map<Digest, std::optional<NodeId>, DigestHash> held_{};
  std::vector<Digest> lost_{};
};

std::vector<NodeId> ArticlesThatLost(const Database& db, const Source& source) {
  std::vector<NodeId> articles;
  db.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const StoredArticle stored = DecodeArticle(value);
    const NodeId id = stored.article.id();
    if (source.HasLost(stored.version.place, id)) articles.push_back(id);
    return true;
  });
  db.Scan(Family::kVersions, {}, [&](std::string_view key, std::string_view) {
    ByteReader in(key);
    const auto id = static_cast<NodeId>(in.Fixed64());
    if (in.Byte() != keys::kLiveVersion) return true;
    Digest place{};
    std::ranges::copy(in.Raw(place.size()), place.begin());
    if (source.HasLost(place, id)) articles.push_back(id);
    return true;
  });
  SortUnique(articles);
  return articles;
}

/// Whether nothing of it is left.
bool DropLost(Database& db, const Source& source, NodeId article) {
  std::optional<StoredArticle> shown = db.Load(article);
  if (!shown) throw Error(ErrorCode::kCorrupt, "a stored version has no article");
  std::vector<Version> live = LiveVersions(db, *shown);
  ArticleWriter writing(db);
  std::erase_if(live, [&](const Version& version) {
    const Digest& place = version.stored.version.place;
    if (!source.HasLost(place, article)) return false;
    writing.PutPast(version.stored);
    if (version.kept) writing.DeleteKept(article, place);
    return true;
  });
  if (live.empty()) {
    writing.DeleteShown(*shown);
  } else {
    writing.Settle(live, *shown);
  }
  writing.Commit();
  return live.empty();
}

}  // namespace

bool GraphStore::Retract(NodeId article, std::string_view reason) {
  std::optional<StoredArticle> shown = db_->Load(article);
  if (!shown) return false;
  Withdrawal withdrawal{.at = Now(), .reason = std::string(reason)};
  ArticleWriter writing(*db_);
  for (const Version& version : LiveVersions(*db_, *shown)) {
    const Digest& place = version.stored.version.place;
    withdrawal.places.insert(place);
    writing.PutPast(version.stored);
    if (version.kept) writing.DeleteKept(article, place);
  }
  writing.DeleteShown(*shown);
  writing.PutRecord(WithdrawalName(article), EncodeWithdrawal(withdrawal));
  writing.Commit();
  return true;
}

bool GraphStore::Reinstate(NodeId article) {
  const std::optional<Withdrawal> withdrawal = FindWithdrawal(article);
  if (!withdrawal) return false;
  ArticleWriter writing(*db_);
  for (const Digest& place : withdrawal->places) writing.DeleteSlot(place);
  writing.DeleteRecord(WithdrawalName(article));
  db_->Scan(db_->records, kReadMarkPrefix, [&](std::string_view name, std::string_view) {
    writing.DeleteRecord(std::string(name));
    return true;
  });
  writing.Commit();
  return true;
}

std::uint64_t GraphStore::Prune(const std::vector<std::string>& roots,
                                const std::vector<std::string>& unread,
                                const std::function<bool(const Digest& place)>& is_there) {
  if (roots.empty()) return 0;
  const Source source(*db_, Paths(roots), Paths(unread), is_there);
  const std::vector<NodeId> articles = ArticlesThatLost(*db_, source);
  std::uint64_t gone = 0;
  for (const NodeId article : articles) {
    if (DropLost(*db_, source, article)) ++gone;
  }
  // Last: a run that is cut short finds them again.
  ArticleWriter writing(*db_);
  for (const Digest& place : source.lost()) writing.DeleteSlot(place);
  writing.Commit();
  return gone;
}

std::vector<VersionRecord> GraphStore::Versions(NodeId article) const {
  std::vector<VersionRecord> versions;
  const auto add = [&](const StoredArticle& stored, VersionRecord::State state) {
    versions.push_back({.state = state,
                        .content = stored.version.content,
                        .bytes = stored.version.text_size,
                        .seen = stored.article.seen});
  };
  if (const auto shown = db_->Load(article)) add(*shown, VersionRecord::State::kShown);
  db_->Scan(Family::kVersions, keys::LiveVersionPrefix(article),
            [&](std::string_view, std::string_view value) {
              add(DecodeVersion(value).stored, VersionRecord::State::kKept);
              return true;
            });
  db_->Scan(Family::kVersions, keys::PastVersionPrefix(article),
            [&](std::string_view key, std::string_view value) {
              VersionRecord& past = versions.emplace_back();
              past.state = VersionRecord::State::kReplaced;
              std::ranges::copy(key.substr(key.size() - past.content.size()), past.content.begin());
              ByteReader in(value);
              past.replaced = Time{std::chrono::seconds{in.Varint()}};
              past.bytes = in.Varint32();
              return true;
            });
  return versions;
}

}  // namespace kg
