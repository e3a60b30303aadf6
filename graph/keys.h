// Keys of the store, byte by byte; docs/store.md gives the reasons. Numbers are big-endian, so
// keys sort by number; a node's id comes first, so a range of ids can live on a machine of its own.
//
//   articles   id:8                                        full articles (article_codec.h)
//   texts      id:8                                        their stored text (text_codec.h)
//   versions   id:8 'l' place:16                           versions that are not shown, whole
//              id:8 'h' content:16                         versions that were replaced: when, how
//              long
//   nodes      kind:1 id:8                                 key of every node ever named
//   postings   to:8 relation:1 time:8 from:8               what points at a node: count or rank
//              topic:8 'k' target:8 host:8                 a kicker in `host` names `target`'s
//              topic publisher:8 'p' target:8                    `target`'s URL names this
//              publisher topic:8 's' target:8                        … this section
//   aliases    'A' alias 00 kind:1 id:8 article:8          who is called so, and where
//              'E' id:8 alias 00 article:8                 what an entity is called
//   times      time:8 id:8                                 full articles by published time
//   slots      place:16                                    what was read there last
//   terms      't' bucket:3 first-text:4                   which texts hold which terms
//              'd' chunk:4                                 256 texts, by number
//              'a' article:8                               the number of its text
//              'n'                                         how many texts were numbered
//              'w' char:3 first-text:4                     which names have a character
//   co_mentions 'a' id:8                                   with whom articles name an entity
//               'a' id:8 piece:3                           a piece of a long list
//               's' id:8                                   in how many pieces such a list is
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/bytes.h"
#include "graph/digest.h"
#include "graph/model.h"
#include "graph/time.h"

namespace kg::keys {

inline constexpr std::uint8_t kKicker = 'k';
inline constexpr std::uint8_t kUrlPublisher = 'p';
inline constexpr std::uint8_t kUrlSection = 's';
inline constexpr std::uint8_t kLiveVersion = 'l';
inline constexpr std::uint8_t kPastVersion = 'h';

// Seconds shifted so that they sort as unsigned; undated ones come last.
inline std::uint64_t TimeBits(const std::optional<Time>& time) {
  if (!time) return UINT64_MAX;
  return static_cast<std::uint64_t>(time->time_since_epoch().count()) ^ (std::uint64_t{1} << 63);
}

inline std::optional<Time> FromTimeBits(std::uint64_t bits) {
  if (bits == UINT64_MAX) return std::nullopt;
  return Time{std::chrono::seconds{static_cast<std::int64_t>(bits ^ (std::uint64_t{1} << 63))}};
}

inline std::string Id(NodeId id) {
  std::string key;
  ByteWriter(key).Fixed64(static_cast<std::uint64_t>(id));
  return key;
}

inline std::string Node(NodeKind kind, NodeId id) {
  return std::string(1, static_cast<char>(kind)) + Id(id);
}

inline std::string PostingPrefix(NodeId to, std::uint8_t tag) {
  return Id(to) + static_cast<char>(tag);
}

inline std::string PostingAt(NodeId to, Relation relation, const std::optional<Time>& time) {
  std::string key = PostingPrefix(to, static_cast<std::uint8_t>(relation));
  ByteWriter(key).Fixed64(TimeBits(time));
  return key;
}

inline std::string Posting(NodeId to, Relation relation, const std::optional<Time>& time,
                           NodeId from) {
  return PostingAt(to, relation, time) + Id(from);
}

inline std::string Kicker(NodeId topic, NodeId target, NodeId host) {
  return PostingPrefix(topic, kKicker) + Id(target) + Id(host);
}

/// `tag` is kUrlPublisher or kUrlSection, `node` the publisher or topic.
inline std::string FromUrl(NodeId node, std::uint8_t tag, NodeId target) {
  return PostingPrefix(node, tag) + Id(target);
}

inline std::string AliasPrefix(std::string_view alias) { return "A" + std::string(alias) + '\0'; }

inline std::string Alias(std::string_view alias, NodeKind kind, NodeId entity, NodeId article) {
  return AliasPrefix(alias) + Node(kind, entity) + Id(article);
}

inline std::string EntityAliasPrefix(NodeId entity) { return "E" + Id(entity); }

inline std::string EntityAlias(NodeId entity, std::string_view alias, NodeId article) {
  return EntityAliasPrefix(entity) + std::string(alias) + '\0' + Id(article);
}

inline std::string TimeAt(const std::optional<Time>& time) {
  std::string key;
  ByteWriter(key).Fixed64(TimeBits(time));
  return key;
}

inline std::string LiveVersionPrefix(NodeId article) {
  return Id(article) + static_cast<char>(kLiveVersion);
}

inline std::string LiveVersion(NodeId article, const Digest& place) {
  return LiveVersionPrefix(article) + std::string(AsBytes(place));
}

inline std::string PastVersionPrefix(NodeId article) {
  return Id(article) + static_cast<char>(kPastVersion);
}

inline std::string PastVersion(NodeId article, const Digest& content) {
  return PastVersionPrefix(article) + std::string(AsBytes(content));
}

inline constexpr std::string_view kTextCount = "n";

inline std::string TermsPrefix() { return "t"; }

/// Where a batch of texts that begins with number `first` keeps the terms of a bucket.
struct TermsKey {
  std::uint32_t bucket = 0;
  std::uint32_t first = 0;
};
inline std::string TermsAt(std::uint32_t bucket, std::uint32_t first) {
  std::string key = TermsPrefix();
  ByteWriter out(key);
  out.Fixed24(bucket);
  out.Fixed32(first);
  return key;
}
inline TermsKey ReadTermsKey(std::string_view key) {
  ByteReader in(key.substr(1));
  TermsKey read;
  read.bucket = in.Fixed24();
  read.first = in.Fixed32();
  return read;
}

inline std::string TextChunk(std::uint32_t chunk) {
  std::string key = "d";
  ByteWriter(key).Fixed32(chunk);
  return key;
}

inline std::string TextOf(NodeId article) { return "a" + Id(article); }

inline std::string NamesPrefix() { return "w"; }

/// Names that have a character.
inline std::string NamesPrefix(char32_t character) {
  std::string key = NamesPrefix();
  ByteWriter(key).Fixed24(character);
  return key;
}

/// Those that a batch of texts brought, by its first number.
inline std::string NamesAt(char32_t character, std::uint32_t first) {
  std::string key = NamesPrefix(character);
  ByteWriter(key).Fixed32(first);
  return key;
}

inline char32_t CharacterOfNames(std::string_view key) {
  return ByteReader(key.substr(1)).Fixed24();
}

/// With whom articles name `entity`.
inline std::string CoMentions(NodeId entity) { return "a" + Id(entity); }
inline constexpr std::string_view kCoMentionsPrefix = "a";
inline std::string CoMentionsPiece(NodeId entity, std::uint32_t piece) {
  std::string key = CoMentions(entity);
  ByteWriter(key).Fixed24(piece);
  return key;
}

inline constexpr std::string_view kSplitPrefix = "s";
inline std::string CoMentionsSplit(NodeId entity) { return std::string(kSplitPrefix) + Id(entity); }

/// The first key behind all that begin with `prefix`; empty when there is none.
std::string After(std::string prefix);

}  // namespace kg::keys
