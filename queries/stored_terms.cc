#include "queries/stored_terms.h"

#include "graph/checked_bytes.h"
#include "queries/nearest_finder.h"

namespace kg {
namespace {

constexpr std::uint8_t kTermsVersion = 1;

void AppendEntries(std::span<const TermLists::Entry> list, std::string& out) {
  ByteWriter to(out);
  std::uint32_t last = 0;
  for (const auto& [article, weight] : list) {
    to.Varint(article - last);
    to.Varint(weight);
    last = article;
  }
}

}  // namespace

std::string EncodeTerms(const ArticleVectors& vectors, const TermTable& table) {
  const TermLists lists = ListsOf(vectors);
  std::string out;
  ByteWriter to(out);
  to.Byte(kTermsVersion);
  to.Varint(table.buckets);
  to.Varint(vectors.size());
  to.Varint(table.frequencies.size());
  std::string entries;
  std::uint32_t last = 0;
  std::uint32_t term = 0;
  for (const auto& [bucket, articles] : table.frequencies) {
    to.Varint(bucket - last);
    to.Varint(articles);
    last = bucket;
    if (term == table.bucket.size() || table.bucket[term] != bucket) {
      to.Varint(0);
      continue;
    }
    entries.clear();
    AppendEntries(lists.of(term), entries);
    to.Varint(lists.of(term).size());
    to.String(entries);
    ++term;
  }
  return WithCheck(std::move(out));
}

StoredTerms::StoredTerms(std::string_view bytes) {
  const std::optional<std::string_view> content = WithoutCheck(bytes);
  if (!content) throw Error(ErrorCode::kCorrupt, "the terms that a cluster run kept are damaged");
  ByteReader in(*content);
  if (in.Byte() != kTermsVersion)
    throw Error(ErrorCode::kCorrupt, "stored terms of another version");
  buckets_ = in.Varint32();
  articles_ = in.Varint32();
  count_ = in.Varint32();
  terms_ = in.Raw(in.size());
}

std::vector<StoredTerms::Known> StoredTerms::Find(std::span<const std::uint32_t> wanted) const {
  std::vector<Known> found(wanted.size());
  ByteReader in(terms_);
  std::uint32_t bucket = 0;
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < count_ && next < wanted.size(); ++i) {
    bucket += in.Varint32();
    Known known{.articles = in.Varint32(), .entries = in.Varint32()};
    if (known.entries > 0) known.bytes = in.String();
    while (next < wanted.size() && wanted[next] < bucket) ++next;
    if (next < wanted.size() && wanted[next] == bucket) found[next] = known;
  }
  return found;
}

}  // namespace kg
