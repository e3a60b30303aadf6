// Which texts hold which terms, gathered in memory before it is written.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/terms.h"

namespace kg {

/// Number of a text in the index, in the order in which they came.
using TextNumber = std::uint32_t;

/// What is kept of a term in a text: one byte.
struct TermMark {
  bool in_title = false;
  bool in_related = false;  // in the title of an article that the text's related list names
  /// How much the text is about it, 0 to 63: BM25's tf / (tf + k1 (1 - b + b length / usual
  /// length)) (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.2),
  /// with k1 = 1.2 and b = 0.75. The usual length is a constant, so that the mark is of this text
  /// alone. 0: it stands in nothing but related titles.
  std::uint8_t weight = 0;
  bool operator==(const TermMark&) const = default;
};

inline constexpr double kMostTermWeight = 63;

/// A stretch of one text.
struct TextPart {
  std::string_view text{};  // valid UTF-8, lent for the call
  std::uint32_t times = 1;  // what one term in it counts; 0: not at all
  bool is_title = false;
  bool is_related = false;
};

/// Terms that are kept together.
using Bucket = std::uint32_t;
Bucket BucketOf(Term term);

/// A batch of texts, numbered from 0.
class TextPostings {
 public:
  static constexpr std::size_t kMostTexts = std::size_t{1} << 24;

  /// Throws Error(kUsage) for more than kMostTexts.
  void Add(std::span<const TextPart> parts);

  std::size_t bytes() const;  // of memory, as much again is needed to order it
  void Clear();

  /// Calls `visit` for each bucket that has something, in order, with what there is as bytes: for
  /// each term in order its distance from the one before and the length of its postings (varints);
  /// a posting is the distance from the text before (varint; the first is number 0) and the mark.
  void ForEachBucket(const std::function<void(Bucket bucket, std::string_view bytes)>& visit);

 private:
  // A term in the text that is being added.
  struct Count {
    Term term = 0;
    std::uint16_t times = 0;
    std::uint8_t marks = 0;
    bool used = false;
  };

  void CountTerms(std::uint8_t marks, std::uint32_t times);
  void Order();

  std::size_t texts_ = 0;
  std::vector<std::uint64_t> postings_{};  // term:32 text:24 mark:8
  // Kept for their memory.
  std::vector<std::uint64_t> ordered_{};
  std::vector<Term> terms_{};
  std::vector<Count> counts_{};           // open addressing, a power of two
  std::vector<std::uint32_t> counted_{};  // places in counts_
};

/// Reads what ForEachBucket() told of texts that count from `from`: calls `visit` for each posting
/// whose term is in `range`, a term after the other. Throws Error(kCorrupt).
void ForEachPosting(Bucket bucket, TextNumber from, std::string_view bytes, const TermRange& range,
                    const std::function<void(Term, TextNumber, TermMark)>& visit);

}  // namespace kg
