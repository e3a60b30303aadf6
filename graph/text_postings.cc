#include "graph/text_postings.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "graph/bytes.h"
#include "graph/error.h"

namespace kg {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr double kUsualLength = 800;  // terms

constexpr std::uint8_t kTitleBit = 0x80;
constexpr std::uint8_t kRelatedBit = 0x40;
constexpr std::uint8_t kWeightMask = 0x3F;

constexpr std::size_t kFewestCounts = 1 << 10;
constexpr int kTextBits = 24;
constexpr int kMarkBits = 8;

// Words are scattered, so that their buckets are wide; of pairs, a bucket has one first character
// and a sixteenth of the second ones.
constexpr int kPairBits = 12;
constexpr int kWordBits = 16;
constexpr Term kFirstPair = 0x2E80U << 16;

Term FirstIn(Bucket bucket) { return bucket << kPairBits; }

Term TermOf(std::uint64_t posting) { return static_cast<Term>(posting >> (kTextBits + kMarkBits)); }

std::uint8_t WeightOf(double count, double length_factor) {
  if (count == 0) return 0;
  const double weight = kMostTermWeight * count / (count + length_factor);
  return static_cast<std::uint8_t>(std::max(1.0, std::round(weight)));
}

TermMark DecodeMark(std::uint8_t byte) {
  return {(byte & kTitleBit) != 0, (byte & kRelatedBit) != 0,
          static_cast<std::uint8_t>(byte & kWeightMask)};
}

// What ByteWriter would write, without a look at the room left for every byte.
void AppendPostings(std::span<const std::uint64_t> postings, std::string& out) {
  constexpr std::size_t kMostBytes = 6;  // a varint of 32 bits and the mark
  const std::size_t before = out.size();
  out.resize(before + postings.size() * kMostBytes);
  char* at = out.data() + before;
  std::uint32_t last = 0;
  for (const std::uint64_t posting : postings) {
    const auto text = static_cast<std::uint32_t>(posting) >> kMarkBits;
    std::uint32_t distance = text - last;
    for (; distance >= 0x80; distance >>= 7) *at++ = static_cast<char>(distance | 0x80);
    *at++ = static_cast<char>(distance);
    *at++ = static_cast<char>(posting);
    last = text;
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
}

}  // namespace

Bucket BucketOf(Term term) {
  const int bits = term < kFirstPair ? kWordBits : kPairBits;
  return term >> bits << (bits - kPairBits);
}

void TextPostings::Add(std::span<const TextPart> parts) {
  if (texts_ == kMostTexts) throw Error(ErrorCode::kUsage, "too many texts in one batch");
  std::size_t length = 0;
  for (const TextPart& part : parts) {
    terms_.clear();
    AppendTerms(part.text, terms_);
    CountTerms(static_cast<std::uint8_t>((part.is_title ? kTitleBit : 0U) |
                                         (part.is_related ? kRelatedBit : 0U)),
               part.times);
    length += part.times > 0 ? terms_.size() : 0;
  }
  const double factor = kK1 * (1 - kB + kB * static_cast<double>(length) / kUsualLength);
  for (const std::uint32_t at : counted_) {
    const Count& count = counts_[at];
    const std::uint64_t mark = count.marks | WeightOf(count.times, factor);
    postings_.push_back(std::uint64_t{count.term} << (kTextBits + kMarkBits) | texts_ << kMarkBits |
                        mark);
    counts_[at] = Count();
  }
  counted_.clear();
  ++texts_;
}

// In a table of one text, which stays in the nearest cache.
void TextPostings::CountTerms(std::uint8_t marks, std::uint32_t times) {
  constexpr std::uint32_t kPrime = 0x9E3779B1;
  const std::size_t wanted = (counted_.size() + terms_.size()) * 2;
  if (counts_.size() < wanted) {
    std::vector<Count> old(std::bit_ceil(std::max(wanted, kFewestCounts)));
    old.swap(counts_);
    for (std::uint32_t& place : counted_) {
      std::size_t at = (old[place].term * kPrime >> 8) & (counts_.size() - 1);
      while (counts_[at].used) at = (at + 1) & (counts_.size() - 1);
      counts_[at] = old[place];
      place = static_cast<std::uint32_t>(at);
    }
  }
  for (const Term term : terms_) {
    std::size_t at = (term * kPrime >> 8) & (counts_.size() - 1);
    while (counts_[at].used && counts_[at].term != term) at = (at + 1) & (counts_.size() - 1);
    Count& count = counts_[at];
    if (!count.used) {
      count.used = true;
      count.term = term;
      counted_.push_back(static_cast<std::uint32_t>(at));
    }
    count.times = static_cast<std::uint16_t>(std::min<std::uint32_t>(count.times + times, 0xFFFF));
    count.marks |= marks;
  }
}

std::size_t TextPostings::bytes() const { return postings_.size() * sizeof(postings_[0]); }

void TextPostings::Clear() {
  texts_ = 0;
  postings_.clear();
}

// By term; texts came in order, and a radix sort from the lowest digit on leaves them so.
void TextPostings::Order() {
  constexpr int kDigit = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kDigit;
  ordered_.resize(postings_.size());
  for (int shift = kTextBits + kMarkBits; shift < 64; shift += kDigit) {
    const auto digit = [shift](std::uint64_t posting) { return posting >> shift & (kDigits - 1); };
    std::vector<std::size_t> next(kDigits + 1);
    for (const std::uint64_t posting : postings_) ++next[digit(posting) + 1];
    for (std::size_t i = 1; i <= kDigits; ++i) next[i] += next[i - 1];
    for (const std::uint64_t posting : postings_) ordered_[next[digit(posting)]++] = posting;
    postings_.swap(ordered_);
  }
}

void TextPostings::ForEachBucket(
    const std::function<void(Bucket bucket, std::string_view bytes)>& visit) {
  Order();
  std::string bytes;
  std::string of_term;
  for (std::size_t i = 0; i < postings_.size();) {
    const Bucket bucket = BucketOf(TermOf(postings_[i]));
    bytes.clear();
    ByteWriter out(bytes);
    for (Term last = FirstIn(bucket);
         i < postings_.size() && BucketOf(TermOf(postings_[i])) == bucket;) {
      const Term term = TermOf(postings_[i]);
      const std::size_t from = i;
      while (i < postings_.size() && TermOf(postings_[i]) == term) ++i;
      of_term.clear();
      AppendPostings(std::span(postings_).subspan(from, i - from), of_term);
      out.Varint(term - last);
      out.String(of_term);
      last = term;
    }
    visit(bucket, bytes);
  }
}

void ForEachPosting(Bucket bucket, TextNumber from, std::string_view bytes, const TermRange& range,
                    const std::function<void(Term, TextNumber, TermMark)>& visit) {
  ByteReader in(bytes);
  for (Term term = FirstIn(bucket); !in.empty();) {
    term += in.Varint32();
    ByteReader postings(in.String());
    if (term < range.first) continue;
    if (term > range.last) return;
    for (TextNumber text = from; !postings.empty();) {
      text += postings.Varint32();
      visit(term, text, DecodeMark(postings.Byte()));
    }
  }
}

}  // namespace kg
