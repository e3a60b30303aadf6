#include "graph/text_index.h"

#include <algorithm>
#include <map>

#include "graph/bytes.h"
#include "graph/keys.h"
#include "graph/mixed.h"

namespace kg {
namespace {

constexpr std::uint32_t kChunk = 256;  // texts
constexpr std::size_t kTextBytes = 24;
constexpr std::size_t kWriteBytes = std::size_t{24} << 20;
// It is written when a group of articles is, which may bring some more.
constexpr std::size_t kReservedBytes = std::size_t{36} << 20;
// Up to here it does without: a small change takes less time than to get that much memory.
constexpr std::size_t kFewBytes = std::size_t{1} << 20;

std::uint64_t ContentOf(const StoredArticle& stored) {
  return ByteReader(AsBytes(stored.version.content)).Fixed64();
}

std::string Encode(const IndexedText& text) {
  std::string bytes;
  ByteWriter out(bytes);
  out.Fixed64(static_cast<std::uint64_t>(text.article));
  out.Fixed64(text.content);
  out.Fixed64(keys::TimeBits(text.published));
  return bytes;
}

/// One text of a chunk; nullopt for one that was replaced or is not there.
std::optional<IndexedText> DecodeText(std::string_view chunk, std::uint32_t place) {
  const std::size_t at = place * kTextBytes;
  if (chunk.size() < at + kTextBytes) return std::nullopt;
  ByteReader in(chunk.substr(at, kTextBytes));
  IndexedText text;
  text.article = static_cast<NodeId>(in.Fixed64());
  text.content = in.Fixed64();
  const std::uint64_t time = in.Fixed64();
  if (time == 0) return std::nullopt;
  text.published = keys::FromTimeBits(time);
  return text;
}

TextNumber DecodeNumber(std::string_view bytes) { return ByteReader(bytes).Varint32(); }

std::string EncodeNumber(TextNumber number) {
  std::string bytes;
  ByteWriter(bytes).Varint(number);
  return bytes;
}

std::optional<TextNumber> NumberOf(const Database& db, NodeId article) {
  const auto number = db.Get(Family::kTerms, keys::TextOf(article));
  if (!number) return std::nullopt;
  return DecodeNumber(*number);
}

/// Chunks that change, read once.
class Chunks {
 public:
  explicit Chunks(const Database& db) : db_(db) {}

  void Set(TextNumber number, const std::string& bytes) {
    std::string& chunk = Of(number / kChunk);
    const std::size_t at = (number % kChunk) * kTextBytes;
    if (chunk.size() < at + kTextBytes) chunk.resize(at + kTextBytes);
    chunk.replace(at, kTextBytes, bytes);
  }

  const std::map<std::uint32_t, std::string>& all() const { return chunks_; }

 private:
  std::string& Of(std::uint32_t number) {
    const auto [at, fresh] = chunks_.try_emplace(number);
    if (fresh) at->second = db_.Get(Family::kTerms, keys::TextChunk(number)).value_or("");
    return at->second;
  }

  const Database& db_;
  std::map<std::uint32_t, std::string> chunks_{};
};

}  // namespace

std::optional<IndexedText> IndexedTexts::Find(TextNumber number) {
  if (chunk_ != number / kChunk) {
    chunk_ = number / kChunk;
    bytes_ = db_.Get(Family::kTerms, keys::TextChunk(*chunk_)).value_or("");
  }
  return DecodeText(bytes_, number % kChunk);
}

void ScanPostings(const Database& db, const TermRange& range,
                  const std::function<void(Term, TextNumber, TermMark)>& visit) {
  const std::uint32_t last = BucketOf(range.last);
  db.Scan(Family::kTerms, keys::TermsPrefix(), keys::TermsAt(BucketOf(range.first), 0),
          [&](std::string_view key, std::string_view bytes) {
            const keys::TermsKey place = keys::ReadTermsKey(key);
            if (place.bucket > last) return false;
            ForEachPosting(place.bucket, place.first, bytes, range, visit);
            return true;
          });
}

TextNumber CountIndexed(const Database& db) {
  const auto count = db.Get(Family::kTerms, keys::kTextCount);
  return count ? DecodeNumber(*count) : 0;
}

void TextIndexWriter::Put(const PreparedArticle& ready) {
  const StoredArticle& stored = ready.stored;
  if (postings_.bytes() > kFewBytes) postings_.Reserve(kReservedBytes);
  postings_.Add(ready.terms);
  latest_[stored.article.id()] = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back({stored.article.id(), ContentOf(stored), stored.article.published});
}

void TextIndexWriter::Remove(NodeId article) { latest_[article] = std::nullopt; }

bool TextIndexWriter::full() const { return postings_.bytes() > kWriteBytes; }

void TextIndexWriter::Write() {
  if (latest_.empty()) return;
  const TextNumber first = CountIndexed(db_);
  const std::string replaced(kTextBytes, '\0');
  rocksdb::WriteBatch& batch = batch_;
  batch.Clear();
  const auto put = [&](const std::string& key, std::string_view value) {
    Check(batch.Put(db_.family(Family::kTerms), key, rocksdb::Slice(value.data(), value.size())),
          "writing to the store");
  };
  Chunks chunks(db_);
  std::vector<bool> lives(texts_.size());
  std::vector<std::pair<NodeId, std::optional<std::uint32_t>>> articles(latest_.begin(),
                                                                        latest_.end());
  std::sort(articles.begin(), articles.end());
  for (const auto& [article, place] : articles) {
    if (const auto before = NumberOf(db_, article)) chunks.Set(*before, replaced);
    if (place) {
      lives[*place] = true;
      put(keys::TextOf(article), EncodeNumber(first + *place));
    } else {
      Check(batch.Delete(db_.family(Family::kTerms), keys::TextOf(article)),
            "writing to the store");
    }
  }
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    chunks.Set(first + i, lives[i] ? Encode(texts_[i]) : replaced);
  }
  for (const auto& [number, bytes] : chunks.all()) put(keys::TextChunk(number), bytes);
  put(std::string(keys::kTextCount), EncodeNumber(first + static_cast<TextNumber>(texts_.size())));
  postings_.ForEachBucket(
      [&](Bucket bucket, std::string_view bytes) { put(keys::TermsAt(bucket, first), bytes); });
  names_.ForEachCharacter([&](char32_t character, std::string_view bytes) {
    put(keys::NamesAt(character, first), bytes);
  });
  db_.Write(batch, false);
  Drop();
}

void TextIndexWriter::Reconcile() {
  Drop();
  RewriteNames(db_);
  const TextNumber count = CountIndexed(db_);
  IndexedTexts indexed(db_);
  for (TextNumber number = 0; number < count; ++number) {
    const auto text = indexed.Find(number);
    if (!text) continue;
    const auto stored = db_.Load(text->article);
    if (!stored || ContentOf(*stored) != text->content) Remove(text->article);
  }
  Write();
  db_.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const StoredArticle stored = DecodeArticle(value);
    const NodeId id = stored.article.id();
    if (NumberOf(db_, id)) return true;
    Put(Prepare(stored, db_.Text(id)));
    if (full()) Write();
    return true;
  });
  Write();
}

void TextIndexWriter::Drop() {
  postings_.Clear();
  names_.Clear();
  texts_.clear();
  latest_.clear();
}

namespace {

/// A sum over postings in any order.
class PostingSum {
 public:
  void Add(Term term, NodeId article, const TermMark& mark) {
    const std::uint64_t said = std::uint64_t{term} << 8 | (mark.in_title ? 0x80U : 0U) |
                               (mark.in_related ? 0x40U : 0U) | mark.weight;
    sum_ += Mixed(said ^ Mixed(static_cast<std::uint64_t>(article)));
    ++count_;
  }
  bool operator==(const PostingSum&) const = default;

 private:
  std::uint64_t sum_ = 0;
  std::uint64_t count_ = 0;
};

void AddOwn(const StoredArticle& stored, const std::string& text, PostingSum& sum) {
  for (const MarkedTerm term : TermsOf(stored.article, text)) {
    sum.Add(static_cast<Term>(term >> kMarkBits), stored.article.id(),
            DecodeMark(static_cast<std::uint8_t>(term)));
  }
}

}  // namespace

void CheckTextIndex(const Database& db, const std::function<void(std::string)>& tell) {
  IndexedTexts indexed(db);
  PostingSum wanted;
  std::vector<std::optional<NodeId>> lives(CountIndexed(db));
  db.Scan(Family::kArticles, {}, [&](std::string_view, std::string_view value) {
    const StoredArticle stored = DecodeArticle(value);
    const NodeId id = stored.article.id();
    const auto number = NumberOf(db, id);
    const auto text = number ? indexed.Find(*number) : std::nullopt;
    const IndexedText right{id, ContentOf(stored), stored.article.published};
    if (text != right || *number >= lives.size()) {
      tell(stored.article.url + ": the index of texts has nothing of it, or something else");
      return true;
    }
    lives[*number] = id;
    AddOwn(stored, db.Text(id), wanted);
    return true;
  });
  PostingSum found;
  TextNumber more = 0;
  for (TextNumber number = 0; number < lives.size(); ++number) {
    if (indexed.Find(number) && !lives[number]) ++more;
  }
  if (more > 0) tell("the index of texts names " + std::to_string(more) + " that are not there");
  ScanPostings(db, {0, UINT32_MAX}, [&](Term term, TextNumber number, TermMark mark) {
    if (number >= lives.size() || !lives[number]) return;
    found.Add(term, *lives[number], mark);
  });
  if (found != wanted) tell("the index of texts does not say what the texts do");
}

}  // namespace kg
