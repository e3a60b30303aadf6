#include "graph/text_postings.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "graph/bytes.h"

namespace kg {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr double kUsualLength = 800;  // terms

constexpr std::uint8_t kTitleBit = 0x80;
constexpr std::uint8_t kRelatedBit = 0x40;
constexpr std::uint8_t kWeightMask = 0x3F;

constexpr std::size_t kFewestSlots = 1 << 12;

std::size_t PlaceOf(Term term, std::size_t slots) {
  constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;
  return static_cast<std::size_t>((term * kPrime) >> 32) & (slots - 1);
}

std::uint8_t WeightOf(double count, double length_factor) {
  if (count == 0) return 0;
  const double weight = kMostTermWeight * count / (count + length_factor);
  return static_cast<std::uint8_t>(std::max(1.0, std::round(weight)));
}

TermMark DecodeMark(std::uint8_t byte) {
  return {(byte & kTitleBit) != 0, (byte & kRelatedBit) != 0,
          static_cast<std::uint8_t>(byte & kWeightMask)};
}

void AppendPostings(std::span<const std::uint32_t> postings, std::string& out) {
  ByteWriter writer(out);
  std::uint32_t last = 0;
  for (const std::uint32_t posting : postings) {
    const std::uint32_t text = posting >> 8;
    writer.Varint(text - last);
    writer.Byte(static_cast<std::uint8_t>(posting));
    last = text;
  }
}

}  // namespace

void TextPostings::Add(std::span<const TextPart> parts) {
  std::size_t most = 0;
  for (const TextPart& part : parts) most += part.text.size();
  MakeRoom(most);
  std::size_t length = 0;
  for (const TextPart& part : parts) {
    const auto marks = static_cast<std::uint8_t>((part.is_title ? kTitleBit : 0U) |
                                                 (part.is_related ? kRelatedBit : 0U));
    ForEachTerm(part.text, [&](Term term) {
      const std::uint32_t at = Find(term);
      Slot& slot = slots_[at];
      if (!slot.touched) touched_.push_back(at);
      slot.touched = true;
      slot.count += part.times;
      slot.marks |= marks;
      length += part.times > 0 ? 1 : 0;
    });
  }
  const double factor = kK1 * (1 - kB + kB * static_cast<double>(length) / kUsualLength);
  for (const std::uint32_t at : touched_) {
    Slot& slot = slots_[at];
    const std::uint8_t mark = slot.marks | WeightOf(slot.count, factor);
    postings_.push_back({at, static_cast<std::uint32_t>(texts_ << 8 | mark)});
    ++slot.postings;
    slot.count = 0;
    slot.marks = 0;
    slot.touched = false;
  }
  touched_.clear();
  ++texts_;
}

std::size_t TextPostings::bytes() const {
  return slots_.size() * sizeof(Slot) + postings_.size() * sizeof(Posting);
}

void TextPostings::Clear() { *this = TextPostings(); }

std::uint32_t TextPostings::Find(Term term) {
  std::size_t at = PlaceOf(term, slots_.size());
  while (slots_[at].used && slots_[at].term != term) at = (at + 1) & (slots_.size() - 1);
  if (!slots_[at].used) {
    slots_[at].used = true;
    slots_[at].term = term;
    ++terms_;
  }
  return static_cast<std::uint32_t>(at);
}

// At most two thirds full, also if all of `more` is new. Postings name slots, so they move along.
void TextPostings::MakeRoom(std::size_t more) {
  std::size_t size = std::max(kFewestSlots, slots_.size());
  while ((terms_ + more) * 3 > size * 2) size *= 2;
  if (size == slots_.size()) return;
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(size));
  std::vector<std::uint32_t> moved(old.size());
  terms_ = 0;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (!old[i].used) continue;
    moved[i] = Find(old[i].term);
    slots_[moved[i]] = old[i];
  }
  for (Posting& posting : postings_) posting.slot = moved[posting.slot];
}

std::vector<std::uint32_t> TextPostings::SlotsInOrder() const {
  std::vector<std::pair<Term, std::uint32_t>> order;
  order.reserve(terms_);
  for (std::uint32_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].used) order.emplace_back(slots_[i].term, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> slots;
  slots.reserve(order.size());
  for (const auto& [term, slot] : order) slots.push_back(slot);
  return slots;
}

void TextPostings::ForEachBucket(
    const std::function<void(std::uint32_t bucket, std::string_view bytes)>& visit) const {
  const std::vector<std::uint32_t> order = SlotsInOrder();
  // A counting sort by slot keeps the texts of each in order.
  std::vector<std::uint32_t> next(slots_.size());
  std::uint32_t total = 0;
  for (const std::uint32_t slot : order) {
    next[slot] = total;
    total += slots_[slot].postings;
  }
  std::vector<std::uint32_t> sorted(postings_.size());
  for (const Posting& posting : postings_) sorted[next[posting.slot]++] = posting.text_and_mark;

  std::string bytes;
  std::string postings;
  for (std::size_t i = 0; i < order.size();) {
    const std::uint32_t bucket = BucketOf(slots_[order[i]].term);
    bytes.clear();
    Term last = Term{bucket} << kTermRestBits;
    for (; i < order.size() && BucketOf(slots_[order[i]].term) == bucket; ++i) {
      const Slot& slot = slots_[order[i]];
      postings.clear();
      AppendPostings(std::span(sorted).subspan(next[order[i]] - slot.postings, slot.postings),
                     postings);
      ByteWriter out(bytes);
      out.Varint(slot.term - last);
      out.String(postings);
      last = slot.term;
    }
    visit(bucket, bytes);
  }
}

void ForEachPosting(std::uint32_t bucket, TextNumber from, std::string_view bytes,
                    const TermRange& range,
                    const std::function<void(Term, TextNumber, TermMark)>& visit) {
  ByteReader in(bytes);
  for (Term term = Term{bucket} << kTermRestBits; !in.empty();) {
    term += in.Varint();
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
