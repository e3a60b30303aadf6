// Articles as weighted terms; how alike two of them are is the cosine. For .cc files.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/news_graph.h"

namespace kg {

struct WeightedTerm {
  std::uint32_t term = 0;
  std::uint16_t weight = 0;  // a share of kUnit
};

/// Rows of terms, heaviest first (ties by term); the squares of a row add up to about kUnit^2, or
/// to nothing when an article has no term in common with any other. Whole numbers, so that sums do
/// not depend on their order.
struct ArticleVectors {
  static constexpr std::uint32_t kUnit = 1U << 15;
  std::vector<std::size_t> first{0};
  std::vector<WeightedTerm> all{};
  std::uint32_t terms = 0;  // all are below

  std::uint32_t size() const { return static_cast<std::uint32_t>(first.size() - 1); }
  std::span<const WeightedTerm> row(std::uint32_t article) const {
    return std::span(all).subspan(first[article], first[article + 1] - first[article]);
  }
};

/// What the terms of some vectors are, for vectors of articles that come later.
struct TermTable {
  struct Frequency {
    std::uint32_t bucket = 0;
    std::uint32_t articles = 0;
  };
  std::uint32_t buckets = 0;             // see TermBuckets() (term_count.h)
  std::vector<std::uint32_t> bucket{};   // of each term; ascending
  std::vector<Frequency> frequencies{};  // of all terms of two articles or more, by bucket
};

/// Rows are the articles of `graph`, its first nodes. An article's terms are those of its title,
/// unless that is its address, each counted 8 times, the first 120 of its body, counted once, the
/// next 880, counted 0.3 times, and the names and topics that it has edges to, counted as often as
/// it names them. A term that is counted c times and is in d of N articles weighs
///     (1 + ln c) ln(N / d)        for c < 1: c ln(N / d)
/// and the heaviest 150 are kept. Left out are terms of a single article, which join nothing, and
/// those in more than a tenth of all (in small archives 20, or half). Bodies are read from `store`,
/// twice, by `jobs` threads, and not kept; without a store there are none. `table`, unless null, is
/// told what the terms are. The answer does not depend on `jobs`, which is above 0.
ArticleVectors VectorsOf(const NewsGraph& graph, const GraphStore* store, unsigned jobs = 1,
                         TermTable* table = nullptr);

}  // namespace kg
