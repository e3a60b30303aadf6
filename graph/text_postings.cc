#include "graph/text_postings.h"

#include "graph/bytes.h"
#include "graph/error.h"
#include "graph/large_pages.h"
#include "graph/radix_sort.h"

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

void TextPostings::Add(std::span<const MarkedTerm> terms) {
  if (texts_ == kMostTexts) throw Error(ErrorCode::kUsage, "too many texts in one batch");
  constexpr std::uint64_t kMark = (std::uint64_t{1} << kMarkBits) - 1;
  for (const MarkedTerm term : terms) {
    postings_.push_back((term >> kMarkBits) << (kTextBits + kMarkBits) | texts_ << kMarkBits |
                        (term & kMark));
  }
  ++texts_;
}

void TextPostings::Reserve(std::size_t bytes) {
  for (auto* buffer : {&postings_, &ordered_}) {
    if (buffer->capacity() * sizeof(postings_[0]) >= bytes) continue;
    buffer->reserve(bytes / sizeof(postings_[0]));
    UseLargePages(*buffer);
  }
}

std::size_t TextPostings::bytes() const { return postings_.size() * sizeof(postings_[0]); }

void TextPostings::Clear() {
  texts_ = 0;
  postings_.clear();
}

void TextPostings::ForEachBucket(
    const std::function<void(Bucket bucket, std::string_view bytes)>& visit) {
  // Texts came in order, and stay so.
  RadixSort<11>(postings_, ordered_, kTextBits + kMarkBits, 64);
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
