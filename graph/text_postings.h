// Which texts hold which terms, gathered in memory before it is written.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article_terms.h"
#include "graph/posting_regions.h"
#include "graph/terms.h"

namespace kg {

/// Number of a text in the index, in the order in which they came.
using TextNumber = std::uint32_t;

/// Terms that are kept together.
using Bucket = std::uint32_t;
Bucket BucketOf(Term term);

/// A batch of texts, numbered from 0.
class TextPostings {
 public:
  static constexpr std::size_t kMostTexts = std::size_t{1} << 24;

  /// The terms of the next text (TermsOf()). Throws Error(kUsage) for more than kMostTexts.
  void Add(std::span<const MarkedTerm> terms);

  /// Room for what takes `bytes` of memory.
  void Reserve(std::size_t bytes) { postings_.Reserve(bytes / sizeof(std::uint64_t)); }

  std::size_t bytes() const { return postings_.size() * sizeof(std::uint64_t); }  // of memory
  void Clear() {
    texts_ = 0;
    postings_.Clear();
  }

  /// Calls `visit` for each bucket that has something, in order, with what there is as bytes: for
  /// each term in order its distance from the one before and the length of its postings (varints);
  /// a posting is the distance from the text before (varint; the first is number 0) and the mark.
  void ForEachBucket(const std::function<void(Bucket bucket, std::string_view bytes)>& visit) const;

 private:
  std::size_t texts_ = 0;
  PostingRegions postings_{};  // term:32 text:24 mark:8
};

/// Reads what ForEachBucket() told of texts that count from `from`: calls `visit` for each posting
/// whose term is in `range`, a term after the other. Throws Error(kCorrupt).
void ForEachPosting(Bucket bucket, TextNumber from, std::string_view bytes, const TermRange& range,
                    const std::function<void(Term, TextNumber, TermMark)>& visit);

}  // namespace kg
