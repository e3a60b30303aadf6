// What a cluster run leaves for the next one, which then looks at new articles alone; for .cc
// files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queries/cluster_basis.h"
#include "queries/cluster_topics.h"

namespace kg {

/// An article that was read links to one that was not.
struct StubLink {
  std::uint32_t article = 0;
  std::uint32_t stub = 0;
};

struct ClusterMemory {
  ClusterBasis basis{};
  std::vector<std::uint64_t>
      contents{};                      // of full articles, as GraphStore::ForEachIndexed() has it
  std::vector<StubLink> stub_links{};  // by article
  std::string terms{};                 // of the first articles: EncodeTerms()
  // Of those that came since:
  std::vector<std::size_t> first_later{0};  // rows of buckets, heaviest first
  std::vector<WeightedTerm> later{};
  std::vector<TermTable::Frequency> later_frequencies{};  // by bucket

  std::uint32_t late() const { return static_cast<std::uint32_t>(first_later.size() - 1); }
};

/// All of the store.
ClusterMemory MemoryOf(const NewsGraph& graph, const GraphStore& store, unsigned jobs);

/// Brings `memory` up to date with the store: articles that went or changed leave their places,
/// those that came and changed get new ones, with the stubs they brought, as NearestArticles() has
/// it, and are put among the nearest of others where they are nearer than the last of these. What
/// does not follow: the weights of terms that others have, who takes the place of a neighbour that
/// left, names that were joined, labels that others give to articles that were there, and the stub
/// of an article that went while others link to it. nullopt, and the memory is of no more use, when
/// more than `most` articles changed, or when the index of texts is behind. Throws
/// Error(kCorrupt).
std::optional<ClusterGrowth> Grow(const GraphStore& store, std::size_t most, ClusterMemory& memory);

/// What a memory rests on beside the articles.
struct MemoryOrigin {
  std::string_view run{};        // the record of the run that it is of
  std::string_view decisions{};  // those about who is who
};

/// All but the terms, of which it has the check.
std::string ToRecord(const ClusterMemory& memory, const MemoryOrigin& origin);

/// nullopt for bytes of another version or origin, or of other terms. Throws Error(kCorrupt).
std::optional<ClusterMemory> MemoryFrom(std::string_view record, std::string terms,
                                        const MemoryOrigin& origin);

}  // namespace kg
