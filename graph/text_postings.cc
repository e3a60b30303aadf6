#include "graph/text_postings.h"

#include "graph/bytes.h"
#include "graph/error.h"

namespace kg {
namespace {

constexpr int kTextBits = 24;

// Words are scattered, so that their buckets are wide; of pairs, a bucket has one first character
// and a sixteenth of the second ones.
constexpr int kPairBits = 12;
constexpr int kWordBits = 16;
constexpr Term kFirstPair = 0x2E80U << 16;

Term FirstIn(Bucket bucket) { return bucket << kPairBits; }

Term TermOf(std::uint64_t posting) { return static_cast<Term>(posting >> (kTextBits + kMarkBits)); }

// What ByteWriter would write, without a look at the room left for every byte; in `bytes`, which
// grows as it has to.
std::string_view EncodePostings(std::span<const std::uint64_t> postings, std::string& bytes) {
  constexpr std::size_t kMostBytes = 6;  // a varint of 32 bits and the mark
  if (bytes.size() < postings.size() * kMostBytes) bytes.resize(postings.size() * kMostBytes);
  char* at = bytes.data();
  std::uint32_t last = 0;
  for (const std::uint64_t posting : postings) {
    const auto text = static_cast<std::uint32_t>(posting) >> kMarkBits;
    std::uint32_t distance = text - last;
    for (; distance >= 0x80; distance >>= 7) *at++ = static_cast<char>(distance | 0x80);
    *at++ = static_cast<char>(distance);
    *at++ = static_cast<char>(posting);
    last = text;
  }
  return std::string_view(bytes).substr(0, static_cast<std::size_t>(at - bytes.data()));
}

}  // namespace

Bucket BucketOf(Term term) {
  const int bits = term < kFirstPair ? kWordBits : kPairBits;
  return term >> bits << (bits - kPairBits);
}

void TextPostings::Add(std::span<const MarkedTerm> terms) {
  if (texts_ == kMostTexts) throw Error(ErrorCode::kUsage, "too many texts in one batch");
  constexpr std::uint64_t kMark = (std::uint64_t{1} << kMarkBits) - 1;
  for (const MarkedTerm term : terms) {
    postings_.Add((term >> kMarkBits) << (kTextBits + kMarkBits) | texts_ << kMarkBits |
                  (term & kMark));
  }
  ++texts_;
}

void TextPostings::ForEachBucket(
    const std::function<void(Bucket bucket, std::string_view bytes)>& visit) const {
  static_assert(kWordBits + PostingRegions::kRegionBits <= 32);  // a bucket lies in one region
  std::string bytes;
  std::string of_term;
  postings_.ForEachRegion([&](std::span<const std::uint64_t> postings) {
    for (std::size_t i = 0; i < postings.size();) {
      const Bucket bucket = BucketOf(TermOf(postings[i]));
      bytes.clear();
      ByteWriter out(bytes);
      for (Term last = FirstIn(bucket);
           i < postings.size() && BucketOf(TermOf(postings[i])) == bucket;) {
        const Term term = TermOf(postings[i]);
        const std::size_t from = i;
        while (i < postings.size() && TermOf(postings[i]) == term) ++i;
        out.Varint(term - last);
        out.String(EncodePostings(postings.subspan(from, i - from), of_term));
        last = term;
      }
      visit(bucket, bytes);
    }
  });
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
