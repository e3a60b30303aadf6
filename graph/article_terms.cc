#include "graph/article_terms.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "graph/radix_sort.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr double kUsualLength = 800;  // terms
constexpr std::uint32_t kTitleCounts = 3;

constexpr std::uint8_t kTitleBit = 0x80;
constexpr std::uint8_t kRelatedBit = 0x40;
constexpr std::uint8_t kWeightMask = 0x3F;

/// The weights of a text of this many terms; nearly all are asked for small counts.
class Weights {
 public:
  explicit Weights(std::size_t length)
      : factor_(kK1 * (1 - kB + kB * static_cast<double>(length) / kUsualLength)) {
    for (std::uint32_t count = 0; count < few_.size(); ++count) few_[count] = Of(count);
  }

  std::uint8_t operator()(std::uint32_t count) const {
    return count < few_.size() ? few_[count] : Of(count);
  }

 private:
  std::uint8_t Of(double count) const {
    if (count == 0) return 0;
    const double weight = kMostTermWeight * count / (count + factor_);
    return static_cast<std::uint8_t>(std::max(1.0, std::round(weight)));
  }

  double factor_;
  std::array<std::uint8_t, 8> few_{};
};

// Sorted, with a guard behind all terms.
struct SortedTerms {
  std::vector<Term> terms{};
  std::size_t at = 0;

  void Sort(std::vector<Term>& spare) { RadixSort<8>(terms, spare, 0, 32); }
  bool done() const { return at == terms.size(); }
  /// How many of `term` come next.
  std::uint32_t Take(Term term) {
    const std::size_t from = at;
    while (at < terms.size() && terms[at] == term) ++at;
    return static_cast<std::uint32_t>(at - from);
  }
};

/// The terms of a text by where they stand.
struct TextTerms {
  SortedTerms title{};
  SortedTerms related{};
  SortedTerms rest{};

  SortedTerms& Of(Field field) {
    if (field == Field::kTitle) return title;
    return field == Field::kRelated ? related : rest;
  }
};

TextTerms Cut(const Article& article, std::string_view text) {
  TextTerms cut;
  cut.rest.terms.reserve(text.size() / 3);
  std::size_t at = 0;
  std::uint32_t point = 0;
  for (const FieldSpan& field : article.fields) {
    const std::string_view rest = text.substr(at);
    const std::string_view before = Slice(rest, {0, field.span.start - point});
    const std::string_view own =
        Slice(rest.substr(before.size()), {0, field.span.end - field.span.start});
    AppendTerms(own, cut.Of(field.field).terms);
    at += before.size() + own.size();
    point = field.span.end;
  }
  std::vector<Term> spare;
  for (SortedTerms* terms : {&cut.title, &cut.related, &cut.rest}) terms->Sort(spare);
  return cut;
}

}  // namespace

TermMark DecodeMark(std::uint8_t byte) {
  return {(byte & kTitleBit) != 0, (byte & kRelatedBit) != 0,
          static_cast<std::uint8_t>(byte & kWeightMask)};
}

std::vector<MarkedTerm> TermsOf(const Article& article, std::string_view text) {
  TextTerms cut = Cut(article, text);
  const Weights weight(cut.title.terms.size() + cut.rest.terms.size());
  std::vector<MarkedTerm> marked;
  marked.reserve(cut.title.terms.size() + cut.related.terms.size() + cut.rest.terms.size());
  const auto next = [](const SortedTerms& terms) {
    return terms.done() ? std::uint64_t{UINT32_MAX} + 1 : std::uint64_t{terms.terms[terms.at]};
  };
  for (;;) {
    const std::uint64_t least = std::min({next(cut.title), next(cut.related), next(cut.rest)});
    if (least > UINT32_MAX) return marked;
    const auto term = static_cast<Term>(least);
    const std::uint32_t in_title = cut.title.Take(term);
    const std::uint32_t in_related = cut.related.Take(term);
    const std::uint32_t count = kTitleCounts * in_title + cut.rest.Take(term);
    const std::uint8_t mark = static_cast<std::uint8_t>(
        (in_title > 0 ? kTitleBit : 0U) | (in_related > 0 ? kRelatedBit : 0U) | weight(count));
    marked.push_back(MarkedTerm{term} << kMarkBits | mark);
  }
}

}  // namespace kg
