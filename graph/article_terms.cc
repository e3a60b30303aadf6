#include "graph/article_terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <random>
#include <utility>

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

/// How often each term of a text stands where.
class TermCounts {
 public:
  /// Room for so many terms, none counted, in memory that is lent.
  TermCounts(std::size_t terms, std::vector<std::uint64_t>& slots) : slots_(slots) {
    constexpr std::size_t kFewest = 64;
    slots_.assign(std::bit_ceil(std::max(kFewest, terms + terms / 3)), 0);
    shift_ = 64 - std::countr_zero(slots_.size());
  }

  void Add(Term term, Field field) {
    std::size_t at = static_cast<std::size_t>(term * Multiplier() >> shift_);
    while (slots_[at] != 0 && slots_[at] >> kTermShift != term) at = (at + 1) & (slots_.size() - 1);
    std::uint64_t& slot = slots_[at];
    if (slot == 0) {
      slot = std::uint64_t{term} << kTermShift;
      ++different_;
    }
    if (field == Field::kTitle) {
      slot = (slot + kTitleCounts) | kTitleFlag;
    } else if (field == Field::kRelated) {
      slot |= kRelatedFlag;
    } else {
      ++slot;
    }
  }

  /// Each term that was counted once, in any order.
  std::vector<MarkedTerm> Marked(const Weights& weight) const {
    std::vector<MarkedTerm> marked(different_ + 1);  // the last takes what empty slots come to
    std::size_t count = 0;
    for (const std::uint64_t slot : slots_) {
      const std::uint64_t mark = ((slot & kTitleFlag) != 0 ? kTitleBit : 0U) |
                                 ((slot & kRelatedFlag) != 0 ? kRelatedBit : 0U) |
                                 weight(static_cast<std::uint32_t>(slot & kCount));
      marked[count] = slot >> kTermShift << kMarkBits | mark;
      count += slot != 0 ? 1 : 0;  // no jump: nobody could foretell it
    }
    marked.resize(count);
    return marked;
  }

 private:
  // A slot: term:32, in a title:1, in a related title:1, count:30. No term that was counted makes
  // 0.
  static constexpr int kTermShift = 32;
  static constexpr std::uint64_t kTitleFlag = std::uint64_t{1} << 31;
  static constexpr std::uint64_t kRelatedFlag = std::uint64_t{1} << 30;
  static constexpr std::uint64_t kCount = kRelatedFlag - 1;

  // Another one in each process: no text can be made to fall into few slots.
  static std::uint64_t Multiplier() {
    static const std::uint64_t multiplier = [] {
      std::random_device random;
      return std::uint64_t{random()} << 32 | random() | 1;
    }();
    return multiplier;
  }

  std::vector<std::uint64_t>& slots_;
  std::size_t different_ = 0;
  int shift_ = 0;
};

/// The terms of a text, and where those of its fields end.
struct CutText {
  std::vector<Term> terms{};
  std::vector<std::pair<Field, std::size_t>> fields{};
};

void Cut(const Article& article, std::string_view text, CutText& cut) {
  cut.terms.clear();
  cut.fields.clear();
  cut.terms.reserve(text.size());
  std::uint32_t point = 0;
  for (const FieldSpan& field : article.fields) {
    text.remove_prefix(Slice(text, {0, field.span.start - point}).size());
    const std::string_view own = Slice(text, {0, field.span.end - field.span.start});
    AppendTerms(own, cut.terms);
    text.remove_prefix(own.size());
    cut.fields.emplace_back(field.field, cut.terms.size());
    point = field.span.end;
  }
}

}  // namespace

TermMark DecodeMark(std::uint8_t byte) {
  return {(byte & kTitleBit) != 0, (byte & kRelatedBit) != 0,
          static_cast<std::uint8_t>(byte & kWeightMask)};
}

std::vector<MarkedTerm> TermsOf(const Article& article, std::string_view text) {
  // Kept from text to text: memory that is in the cache.
  thread_local CutText cut;
  thread_local std::vector<std::uint64_t> slots;
  Cut(article, text, cut);
  TermCounts counts(cut.terms.size(), slots);
  std::size_t length = 0;
  std::size_t at = 0;
  for (const auto& [field, end] : cut.fields) {
    if (field != Field::kRelated) length += end - at;
    for (; at < end; ++at) counts.Add(cut.terms[at], field);
  }
  std::vector<MarkedTerm> marked = counts.Marked(Weights(length));
  constexpr std::size_t kKept = std::size_t{1} << 16;  // slots; few texts take more
  if (slots.size() > kKept) {
    slots = {};
    cut = {};
  }
  return marked;
}

}  // namespace kg
