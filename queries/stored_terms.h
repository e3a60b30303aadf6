// The inverted lists of articles as bytes that a store keeps, so that what comes later can be
// compared with them; for .cc files.
//
//   version:1 buckets articles count           numbers without a width are varints
//   count terms of two articles or more, by bucket:
//     bucket      the distance from the one before
//     frequency   how many articles have it
//     entries     how many rows of ArticleVectors have it; if any, the bytes they take and
//       article     the distance from the one before
//       weight
//   check:8                                    graph/checked_bytes.h
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/bytes.h"
#include "queries/article_vectors.h"

namespace kg {

std::string EncodeTerms(const ArticleVectors& vectors, const TermTable& table);

class StoredTerms {
 public:
  struct Known {
    std::uint32_t articles = 0;  // that have the term; 0 for none or one
    std::uint32_t entries = 0;
    std::string_view bytes{};
  };

  /// `bytes` is lent. Throws Error(kCorrupt) for bytes that EncodeTerms() did not make.
  explicit StoredTerms(std::string_view bytes);

  std::uint32_t buckets() const { return buckets_; }
  std::uint32_t articles() const { return articles_; }

  /// What is known of each of `wanted`, which are buckets in ascending order. One pass over all
  /// terms. Throws Error(kCorrupt).
  std::vector<Known> Find(std::span<const std::uint32_t> wanted) const;

  /// Calls `visit` with article and weight. Throws Error(kCorrupt).
  template <class Visit>
  void ForEachEntry(const Known& known, const Visit& visit) const {
    ByteReader in(known.bytes);
    std::uint32_t article = 0;
    for (std::uint32_t i = 0; i < known.entries; ++i) {
      article += in.Varint32();
      if (article >= articles_) throw Error(ErrorCode::kCorrupt, "a stored term names no article");
      visit(article, in.Varint32());
    }
  }

 private:
  std::uint32_t buckets_ = 0;
  std::uint32_t articles_ = 0;
  std::uint32_t count_ = 0;
  std::string_view terms_{};
};

}  // namespace kg
