// Findings of the resolver as bytes: `identity/run`, its shards and `identity/doubts`.
// docs/store.md draws the layouts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/identity_findings.h"

namespace kg {

/// Where a store has it: the head, or all in one document.
inline constexpr const char* kRunRecord = "identity/run";

// Equal findings give equal bytes. What reads bytes throws Error(kCorrupt) for those that the
// function above it did not write.

/// As one document.
std::string EncodeIdentities(const IdentityFindings& findings);
IdentityFindings DecodeIdentities(std::string_view bytes);
/// The same of findings that have nothing else.
std::string EncodeDoubts(const std::vector<IdentityLink>& doubtful);

/// What is known of one name of a group.
struct KnownName {
  NodeId id{};
  IdentityGroup group{};
  std::vector<IdentityLink> links{};  // pairs of `same` that it is in, in their order
  bool operator==(const KnownName&) const = default;
};

/// What is not known of single names.
struct IdentityHead {
  int shard_bits = 0;  // the first so many bits of an id tell its shard
  std::vector<IdentityLink> different{};
  std::vector<OtherName> names{};
};

/// In pieces, without doubts. Pairs of `same` that are in no group are left out.
struct EncodedIdentities {
  std::string head{};
  std::vector<std::string> shards{};
};
EncodedIdentities EncodeShards(const IdentityFindings& findings);
std::size_t ShardOf(NodeId id, int shard_bits);
/// Whether it is one document, as older stores have it.
bool IsWhole(std::string_view head);
IdentityHead DecodeHead(std::string_view bytes);
std::vector<KnownName> DecodeShard(std::string_view bytes);  // by id

}  // namespace kg
