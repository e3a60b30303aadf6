#include "graph/article_writer.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "graph/bytes.h"
#include "graph/co_mention_index.h"
#include "graph/keys.h"
#include "graph/text_index.h"

namespace kg {
namespace {

// Later sightings win, then richer text; the digests only make the choice the same everywhere.
auto Rank(const StoredArticle& stored) {
  return std::tuple(stored.article.seen, stored.article.published, stored.version.text_size,
                    stored.version.content, stored.version.place);
}

bool RanksBelow(const Version& a, const Version& b) { return Rank(a.stored) < Rank(b.stored); }

}  // namespace

std::string EncodeVersion(const Version& version) {
  std::string bytes;
  ByteWriter out(bytes);
  out.String(version.text);
  out.Raw(EncodeArticle(version.stored));
  return bytes;
}

Version DecodeVersion(std::string_view bytes) {
  ByteReader in(bytes);
  Version version;
  version.text = in.String();
  version.stored = DecodeArticle(in.Raw(in.size()));
  version.kept = true;
  return version;
}

std::vector<Version> LiveVersions(const Database& db, StoredArticle shown) {
  const NodeId id = shown.article.id();
  std::vector<Version> live;
  live.push_back({std::move(shown), db.Text(id), true, false});
  db.Scan(Family::kVersions, keys::LiveVersionPrefix(id),
          [&](std::string_view, std::string_view value) {
            live.push_back(DecodeVersion(value));
            return true;
          });
  return live;
}

void ArticleWriter::PutSlot(const Slot& slot, NodeId article) {
  std::string value(AsBytes(slot.content));
  ByteWriter out(value);
  out.Fixed64(static_cast<std::uint64_t>(article));
  out.Raw(slot.path);
  Put(Family::kSlots, AsBytes(slot.place), value);
}

void ArticleWriter::DeleteSlot(const Digest& place) { Delete(Family::kSlots, AsBytes(place)); }

void ArticleWriter::PutShown(const PreparedArticle& ready) {
  const Article& article = ready.stored.article;
  const std::string key = keys::Id(article.id());
  Put(Family::kArticles, key, ready.record);
  Put(Family::kTexts, key, ready.packed);
  ForEachNamedNode(article, [&](const SharedNode& node) { PutShared(node); });
  ForEachAlias(article, [&](const SharedName& alias) { PutAlias(alias); });
  db_.texts->Put(ready);
  db_.co_mentions->Add(article);
  MarkStale();
}

void ArticleWriter::PutEntries(const Article& article) { ForEachOwnEntry(article, PutEntry()); }

void ArticleWriter::DeleteShown(const StoredArticle& shown) {
  const std::string key = keys::Id(shown.article.id());
  Delete(Family::kArticles, key);
  Delete(Family::kTexts, key);
  ForEachOwnEntry(shown.article, [this](Family family, std::string_view entry, std::string_view) {
    Delete(family, entry);
  });
  db_.texts->Remove(shown.article.id());
  db_.co_mentions->Remove(shown.article);
  MarkStale();
}

void ArticleWriter::PutPast(const StoredArticle& stored) {
  std::string value;
  ByteWriter out(value);
  const auto recorded = std::chrono::system_clock::now().time_since_epoch();
  out.Varint(static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(recorded).count()));
  out.Varint(stored.version.text_size);
  Put(Family::kVersions, keys::PastVersion(stored.article.id(), stored.version.content), value);
}

void ArticleWriter::DeleteKept(NodeId article, const Digest& place) {
  Delete(Family::kVersions, keys::LiveVersion(article, place));
}

void ArticleWriter::Settle(const std::vector<Version>& live, const StoredArticle& before) {
  const auto winner = std::max_element(live.begin(), live.end(), RanksBelow);
  for (const Version& version : live) {
    const NodeId id = version.stored.article.id();
    const Digest& place = version.stored.version.place;
    const bool wins = &version == &*winner;
    if (!wins && !version.kept) {
      Put(Family::kVersions, keys::LiveVersion(id, place), EncodeVersion(version));
    }
    if (wins && version.kept) DeleteKept(id, place);
  }
  if (winner->shown) return;
  db_.co_mentions->Remove(before.article);
  PutShown(Prepare(winner->stored, winner->text));
  ReplaceEntries(before.article, winner->stored.article);
}

void ArticleWriter::Commit() {
  try {
    changes_.WriteTo(db_);
    marked_ = false;
    if (db_.texts->full()) db_.texts->Write();
    if (db_.co_mentions->full()) db_.co_mentions->Write();
  } catch (...) {
    Drop();
    throw;
  }
}

ArticleWriter::Entries ArticleWriter::EntriesOf(const Article& article) {
  Entries entries;
  ForEachOwnEntry(article, [&](Family family, std::string_view key, std::string_view value) {
    entries.emplace(std::pair(family, std::string(key)), value);
  });
  return entries;
}

EntryVisit ArticleWriter::PutEntry() {
  return [this](Family family, std::string_view key, std::string_view value) {
    Put(family, key, value);
  };
}

NameVisit ArticleWriter::PutName() {
  return [this](const SharedName& name) { db_.texts->PutName(name); };
}

void ArticleWriter::MarkStale() {
  if (!marked_) {
    PutRecord(kStaleRecord, "1");
    PutRecord(kCoMentionsBehind, "1");
  }
  marked_ = true;
}

// Most articles name what others have named.
void ArticleWriter::PutShared(const SharedNode& node) {
  const std::uint64_t mark =
      static_cast<std::uint64_t>(IdOf(node.kind, node.key)) ^ (node.linked ? 1U : 0U);
  if (db_.named.Add(mark)) ForEachSharedEntry(node, PutEntry(), PutName());
}

void ArticleWriter::PutAlias(const SharedName& alias) {
  const Digest digest = DigestOf(alias.name);
  const std::uint64_t mark =
      ByteReader(AsBytes(digest)).Fixed64() ^ static_cast<std::uint64_t>(alias.id);
  if (db_.named.Add(mark)) db_.texts->PutName(alias);
}

void ArticleWriter::Drop() {
  db_.named.Forget();
  db_.texts->Drop();
  db_.co_mentions->Drop();
  db_.lags = true;
}

// Takes the entries of `old` away and puts those of `now`, touching only what differs.
void ArticleWriter::ReplaceEntries(const Article& old, const Article& now) {
  const Entries before = EntriesOf(old);
  const Entries after = EntriesOf(now);
  for (const auto& [key, value] : before) {
    if (!after.contains(key)) Delete(key.first, key.second);
  }
  for (const auto& [key, value] : after) {
    const auto at = before.find(key);
    if (at == before.end() || at->second != value) Put(key.first, key.second, value);
  }
}

}  // namespace kg
