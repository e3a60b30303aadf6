// The terms that an article is found by, with what each is worth.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/article.h"
#include "graph/terms.h"

namespace kg {

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

TermMark DecodeMark(std::uint8_t byte);

/// term:32 mark:8.
using MarkedTerm = std::uint64_t;
inline constexpr int kMarkBits = 8;

/// Each term of `text`, the stored text of `article`, once, in any order. A title counts three
/// times; a kicker and the title of another article are no word on what this one says.
std::vector<MarkedTerm> TermsOf(const Article& article, std::string_view text);

}  // namespace kg
