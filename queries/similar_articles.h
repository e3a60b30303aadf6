// The nearest neighbours of every article; for .cc files.
#pragma once

#include <cstdint>
#include <vector>

#include "queries/article_vectors.h"

namespace kg {

struct Neighbor {
  std::uint32_t article = 0;
  std::uint32_t likeness = 0;  // a share of kLikenessUnit
  bool operator==(const Neighbor&) const = default;
};

inline constexpr std::uint32_t kLikenessUnit = 1U << 30;

/// For every article of `graph` the `count` others most like it, most alike first, ties by index.
/// Likeness is the cosine of their vectors, and 0.25 more for each way one links to the other or
/// has it in its related list; at most 1, and times
///     0.6 + 0.4 * 2^(-days between / 30)
/// for news a year apart is seldom one story; articles without a date are not held apart. The
/// terms of an article are looked up heaviest first until `budget` entries of the inverted lists
/// have been seen, so what nearly everybody says is not read for every article of a large archive.
/// Same answer for any number of `jobs` > 0.
std::vector<std::vector<Neighbor>> NearestArticles(const NewsGraph& graph,
                                                   const ArticleVectors& vectors, std::size_t count,
                                                   std::size_t budget, unsigned jobs);

}  // namespace kg
