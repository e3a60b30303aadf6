// The terms of an article, counted and weighed; for .cc files.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "graph/news_graph.h"
#include "queries/article_vectors.h"

namespace kg {

struct CountedTerm {
  std::uint32_t term = 0;  // a bucket
  float count = 0;
};

/// Terms are buckets of a table: two that share one are taken for the same, which is rare. How many
/// buckets that many articles get; a power of 2.
std::uint32_t TermBuckets(std::uint32_t articles);

/// Adds up what is counted of each term; an article has some thousand.
class TermTally {
 public:
  void Clear();
  void Add(std::uint32_t term, float count);
  /// In order of first sight.
  std::span<const CountedTerm> terms() const { return terms_; }

 private:
  std::size_t SlotOf(std::uint32_t term) const;
  std::size_t Next(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  void Grow();

  std::vector<CountedTerm> terms_{};
  // Place in terms_ + 1; of a power of 2 in number.
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(4096);
};

class TermCounter {
 public:
  /// `graph` is lent.
  TermCounter(const NewsGraph& graph, std::uint32_t buckets) : graph_(graph), buckets_(buckets) {}

  /// The terms of an article, each once; lent until the next call.
  std::span<const CountedTerm> Of(NewsGraph::Index article, std::string_view body);
  /// The same of a full article with what `store` has of its body, a stub without.
  std::span<const CountedTerm> Of(const GraphStore& store, NewsGraph::Index article);

 private:
  void Add(std::uint64_t term, float count) {
    tally_.Add(static_cast<std::uint32_t>(term & (buckets_ - 1)), count);
  }

  const NewsGraph& graph_;
  std::uint32_t buckets_;
  TermTally tally_{};
};

std::string_view BodyOf(const Article& article, std::string_view text);

/// Makes rows of ArticleVectors of counted terms.
class TermWeigher {
 public:
  explicit TermWeigher(std::uint32_t articles);

  /// Appends the row of an article; `in` says of a term how many articles have it.
  template <class In>
  void Append(std::span<const CountedTerm> terms, const In& in, std::vector<WeightedTerm>& rows) {
    weighed_.clear();
    for (const CountedTerm& t : terms) {
      const std::uint32_t d = in(t.term);
      if (d < 2 || d > most_) continue;
      const float count = t.count < 1 ? t.count : 1 + std::log(t.count);
      weighed_.push_back(Weighed(t.term, count * (d < rarity_.size() ? rarity_[d] : RarityOf(d))));
    }
    AppendHeaviest(rows);
  }

 private:
  // A weight, which is not negative, above a term: as one number, so that the heavier is the
  // larger, and of equals the one whose term is smaller.
  static std::uint64_t Weighed(std::uint32_t term, float weight) {
    return std::uint64_t{std::bit_cast<std::uint32_t>(weight)} << 32 | ~term;
  }
  float RarityOf(std::uint32_t articles) const {
    return std::log(static_cast<float>(articles_) / static_cast<float>(articles));
  }
  void AppendHeaviest(std::vector<WeightedTerm>& rows);

  std::uint32_t articles_;
  std::uint32_t most_;            // what more articles have says nothing
  std::vector<float> rarity_{0};  // of terms that so many articles have, if these are few
  std::vector<std::uint64_t> weighed_{};
};

}  // namespace kg
