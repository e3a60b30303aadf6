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

class TextPostings {
 public:
  void Add(std::span<const TextPart> parts);

  std::size_t texts() const { return texts_; }
  std::size_t bytes() const;  // of memory
  void Clear();

  /// Calls `visit` for each bucket that has something, in order, with what there is as bytes: for
  /// each term in order its distance from the one before and the length of its postings (varints);
  /// a posting is the distance from the text before (varint; the first is number 0) and the mark.
  void ForEachBucket(
      const std::function<void(std::uint32_t bucket, std::string_view bytes)>& visit) const;

 private:
  struct Slot {
    Term term = 0;
    std::uint32_t postings = 0;
    std::uint32_t count = 0;  // in the text that is being added
    std::uint8_t marks = 0;   // the same
    bool used = false;
    bool touched = false;
  };
  struct Posting {
    std::uint32_t slot = 0;
    std::uint32_t text_and_mark = 0;  // the mark in the lowest byte
  };

  std::uint32_t Find(Term term);
  void MakeRoom(std::size_t more);
  std::vector<std::uint32_t> SlotsInOrder() const;

  std::size_t texts_ = 0;
  std::size_t terms_ = 0;
  std::vector<Slot> slots_;  // open addressing, a power of two
  std::vector<Posting> postings_;
  std::vector<std::uint32_t> touched_;  // by the text that is being added
};

/// Reads what ForEachBucket() told of texts that count from `from`: calls `visit` for each posting
/// whose term is in `range`, a term after the other. Throws Error(kCorrupt).
void ForEachPosting(std::uint32_t bucket, TextNumber from, std::string_view bytes,
                    const TermRange& range,
                    const std::function<void(Term, TextNumber, TermMark)>& visit);

}  // namespace kg
