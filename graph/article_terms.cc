#include "graph/article_terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <random>
#include <span>
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

/// How often each term of a text stands where. Without jumps where it can be: nobody could foretell
/// which terms are new.
class TermCounts {
 public:
  /// Forgets all terms; room for so many.
  void Start(std::size_t terms) {
    constexpr std::size_t kFewest = 64;
    const std::size_t size = std::bit_ceil(std::max(kFewest, terms + terms / 3));
    if (slots_.size() < size) slots_.resize(size);
    if (taken_.size() < terms) taken_.resize(terms);
    // Where memory ended before they were taken.
    for (; different_ > 0; --different_) slots_[taken_[different_ - 1]] = 0;
    mask_ = size - 1;
    shift_ = 64 - std::countr_zero(size);
  }

  void Add(std::span<const Term> terms, Field field) {
    if (field == Field::kTitle) {
      Add(terms, kTitleCounts, kTitleFlag);
    } else if (field == Field::kRelated) {
      Add(terms, 0, kRelatedFlag);
    } else {
      Add(terms, 1, 0);
    }
  }

  /// Each term that was counted once, in the order they came in; they are forgotten.
  std::vector<MarkedTerm> TakeMarked(const Weights& weight) {
    std::vector<MarkedTerm> marked(different_);
    for (std::size_t i = 0; i < different_; ++i) {
      const std::uint64_t slot = std::exchange(slots_[taken_[i]], 0);
      const std::uint64_t mark = ((slot & kTitleFlag) != 0 ? kTitleBit : 0U) |
                                 ((slot & kRelatedFlag) != 0 ? kRelatedBit : 0U) |
                                 weight(static_cast<std::uint32_t>(slot & kCount));
      marked[i] = slot >> kTermShift << kMarkBits | mark;
    }
    different_ = 0;
    return marked;
  }

  std::size_t bytes() const {
    return slots_.size() * sizeof(slots_[0]) + taken_.size() * sizeof(taken_[0]);
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

  void Add(std::span<const Term> terms, std::uint64_t counts, std::uint64_t flag) {
    const std::uint64_t multiplier = Multiplier();
    const int shift = shift_;
    const std::size_t mask = mask_;
    std::uint64_t* const slots = slots_.data();
    std::uint32_t* const taken = taken_.data();
    std::size_t different = different_;
    for (const Term term : terms) {
      auto at = static_cast<std::size_t>(term * multiplier >> shift);
      // Free, or of this term: one of the two is 0.
      while (std::min(slots[at], slots[at] >> kTermShift ^ term) != 0) at = (at + 1) & mask;
      const std::uint64_t before = slots[at];
      slots[at] = ((before | std::uint64_t{term} << kTermShift) + counts) | flag;
      taken[different] = static_cast<std::uint32_t>(at);
      different += before == 0 ? 1 : 0;
    }
    different_ = different;
  }

  std::vector<std::uint64_t> slots_{};  // 0: free; behind the mask all are
  std::vector<std::uint32_t> taken_{};  // the others
  std::size_t different_ = 0;           // how many those are
  std::size_t mask_ = 0;
  int shift_ = 0;
};

/// The terms of a text, and where those of its fields end.
struct CutText {
  std::vector<Term> terms{};  // and what was there before them
  std::size_t size = 0;       // how many they are
  std::vector<std::pair<Field, std::size_t>> fields{};
};

void Cut(const Article& article, std::string_view text, CutText& cut) {
  if (cut.terms.size() < text.size()) cut.terms.resize(text.size());
  Term* end = cut.terms.data();
  cut.fields.clear();
  cut.size = 0;
  std::uint32_t point = 0;
  for (const FieldSpan& field : article.fields) {
    text.remove_prefix(Slice(text, {0, field.span.start - point}).size());
    const std::string_view own = Slice(text, {0, field.span.end - field.span.start});
    end = WriteTerms(own, end);
    text.remove_prefix(own.size());
    cut.size = static_cast<std::size_t>(end - cut.terms.data());
    cut.fields.emplace_back(field.field, cut.size);
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
  thread_local TermCounts counts;
  Cut(article, text, cut);
  counts.Start(cut.size);
  std::size_t length = 0;
  std::size_t at = 0;
  for (const auto& [field, end] : cut.fields) {
    if (field != Field::kRelated) length += end - at;
    counts.Add(std::span(cut.terms).subspan(at, end - at), field);
    at = end;
  }
  std::vector<MarkedTerm> marked = counts.TakeMarked(Weights(length));
  constexpr std::size_t kKept = std::size_t{1} << 19;  // bytes; few texts take more
  if (counts.bytes() > kKept) {
    counts = {};
    cut = {};
  }
  return marked;
}

}  // namespace kg
