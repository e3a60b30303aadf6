#include "graph/co_mention_list.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "graph/bytes.h"

namespace kg {
namespace {

constexpr std::uint8_t kKindBits = 0x07;
constexpr std::uint8_t kCame = 0x08;
constexpr std::uint8_t kWent = 0x10;
constexpr std::uint8_t kFirstCount = 0x20;  // and the two bits above it

std::int64_t Seconds(Time time) { return time.time_since_epoch().count(); }

void WriteTimeSpan(ByteWriter& out, const TimeSpan& span) {
  out.Signed(Seconds(span.first));
  out.Varint(static_cast<std::uint64_t>(Seconds(span.last) - Seconds(span.first)));
}

TimeSpan ReadTimeSpan(ByteReader& in) {
  constexpr std::uint64_t kLongest = kLastTime.time_since_epoch() / std::chrono::seconds(1) -
                                     kFirstTime.time_since_epoch() / std::chrono::seconds(1);
  const Time first{std::chrono::seconds{in.Signed()}};
  const std::uint64_t length = in.Varint();
  if (first < kFirstTime || first > kLastTime || length > kLongest) {
    throw Error(ErrorCode::kCorrupt, "a stored time is out of range");
  }
  return {first, first + std::chrono::seconds{length}};
}

void Widen(std::optional<TimeSpan>& span, const std::optional<TimeSpan>& more) {
  if (!more) return;
  if (!span) {
    span = more;
    return;
  }
  span->first = std::min(span->first, more->first);
  span->last = std::max(span->last, more->last);
}

void AppendDecoded(std::string_view bytes, std::vector<ListedPair>& pairs) {
  CoMentionReader in(bytes);
  for (ListedPair pair; in.Next(pair);) pairs.push_back(pair);
}

constexpr std::uint64_t kTopBits = 0x8080808080808080;

/// Seven bits of each byte of `word`, side by side.
std::uint64_t Squeezed(std::uint64_t word) {
  word = (word & 0x007F007F007F007F) | (word & 0x7F007F007F007F00) >> 1;
  word = (word & 0x00003FFF00003FFF) | (word & 0x3FFF00003FFF0000) >> 2;
  return (word & 0x000000000FFFFFFF) | (word & 0x0FFFFFFF00000000) >> 4;
}

/// The number that `bytes` begin with, which it takes from there. As ByteReader::Varint(), but most
/// numbers here are distances of seven bytes and more, which go eight at a time.
std::uint64_t TakeVarint(std::string_view& bytes) {
  if (!bytes.empty() && static_cast<std::uint8_t>(bytes[0]) < 0x80) {  // as counts are
    const auto value = static_cast<std::uint8_t>(bytes[0]);
    bytes.remove_prefix(1);
    return value;
  }
  if (bytes.size() > sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    const std::uint64_t ends = ~word & kTopBits;
    if (ends == 0) {
      const auto last = static_cast<std::uint8_t>(bytes[sizeof(word)]);
      if (last > 0 && last < 0x80) {
        bytes.remove_prefix(sizeof(word) + 1);
        return Squeezed(word) | std::uint64_t{last} << 56;
      }
    } else {
      const int bits = std::countr_zero(ends) + 1;
      word &= ~std::uint64_t{0} >> (64 - bits);
      if (bits == 8 || word >> (bits - 8) != 0) {
        bytes.remove_prefix(static_cast<std::size_t>(bits) / 8);
        return Squeezed(word);
      }
    }
  }
  ByteReader in(bytes);
  const std::uint64_t value = in.Varint();
  bytes = in.Raw(in.size());
  return value;
}

/// `bytes` without the `count` numbers that they begin with.
std::string_view BehindVarints(std::string_view bytes, int count) {
  // Eight bytes at a time; the last one of a number has no top bit.
  while (count > 0 && bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    std::uint64_t ends = ~word & kTopBits;
    // A sum of bytes: to count bits takes a call on processors that may lack the instruction.
    const int here = static_cast<int>((ends >> 7U) * 0x0101010101010101 >> 56U);
    if (here < count) {
      count -= here;
      bytes.remove_prefix(sizeof(word));
      continue;
    }
    for (; count > 1; --count) ends &= ends - 1;
    bytes.remove_prefix(static_cast<std::size_t>(std::countr_zero(ends)) / 8 + 1);
    return bytes;
  }
  ByteReader in(bytes);
  for (; count > 0; --count) in.Varint();
  return in.Raw(in.size());
}

/// How many numbers of times follow `head`.
int TimesOf(std::uint8_t head) {
  return ((head & kCame) != 0 ? 2 : 0) + ((head & kWent) != 0 ? 2 : 0);
}

}  // namespace

bool CoMentionReader::ReadHead() {
  if (has_head_) return true;
  if (left_.empty()) return false;
  other_ += TakeVarint(left_);
  head_ = ByteReader(left_).Byte();
  left_.remove_prefix(1);
  if ((head_ & kKindBits) >= kNodeKinds) {
    throw Error(ErrorCode::kCorrupt, "a stored kind is out of range");
  }
  has_head_ = true;
  return true;
}

void CoMentionReader::ReadCounts(ListedPair& pair) {
  pair.other = static_cast<NodeId>(other_);
  pair.kind = static_cast<NodeKind>(head_ & kKindBits);
  for (std::size_t i = 0; i < pair.counts.size(); ++i) {
    pair.counts[i] = 0;
    if ((head_ & kFirstCount << i) == 0) continue;
    const std::uint64_t value = TakeVarint(left_);
    pair.counts[i] = static_cast<std::int32_t>(value >> 1) ^ -static_cast<std::int32_t>(value & 1);
  }
  has_head_ = false;
}

void CoMentionReader::ReadRest(ListedPair& pair) {
  ReadCounts(pair);
  ByteReader in(left_);
  pair.came.reset();
  pair.went.reset();
  if ((head_ & kCame) != 0) pair.came = ReadTimeSpan(in);
  if ((head_ & kWent) != 0) pair.went = ReadTimeSpan(in);
  left_ = in.Raw(in.size());
}

void CoMentionReader::SkipRest() {
  constexpr std::array<std::uint8_t, 8> kBits = {0, 1, 1, 2, 1, 2, 2, 3};
  const int counts = kBits[head_ / kFirstCount];
  left_ = BehindVarints(left_, counts + TimesOf(head_));
  has_head_ = false;
}

bool CoMentionReader::Next(ListedPair& pair) {
  if (!ReadHead()) return false;
  ReadRest(pair);
  return true;
}

bool CoMentionReader::NextCounts(ListedPair& pair) {
  if (!ReadHead()) return false;
  ReadCounts(pair);
  left_ = BehindVarints(left_, TimesOf(head_));
  return true;
}

bool CoMentionReader::Find(NodeId other, ListedPair& pair) {
  const auto wanted = static_cast<std::uint64_t>(other);
  while (ReadHead() && other_ < wanted) SkipRest();
  if (!has_head_ || other_ != wanted) return false;
  ReadRest(pair);
  return true;
}

void Absorb(ListedPair& pair, const ListedPair& more) {
  for (std::size_t i = 0; i < pair.counts.size(); ++i) pair.counts[i] += more.counts[i];
  Widen(pair.came, more.came);
  Widen(pair.went, more.went);
}

std::string EncodeCoMentions(std::span<const ListedPair> pairs) {
  std::string bytes;
  ByteWriter out(bytes);
  std::uint64_t last = 0;
  for (const ListedPair& pair : pairs) {
    const auto other = static_cast<std::uint64_t>(pair.other);
    out.Varint(other - last);
    last = other;
    auto head = static_cast<unsigned>(pair.kind);
    for (std::size_t i = 0; i < pair.counts.size(); ++i) {
      if (pair.counts[i] != 0) head |= kFirstCount << i;
    }
    if (pair.came) head |= kCame;
    if (pair.went) head |= kWent;
    out.Byte(static_cast<std::uint8_t>(head));
    for (const std::int32_t count : pair.counts) {
      if (count != 0) out.Signed(count);
    }
    if (pair.came) WriteTimeSpan(out, *pair.came);
    if (pair.went) WriteTimeSpan(out, *pair.went);
  }
  return bytes;
}

std::vector<ListedPair> DecodeCoMentions(std::string_view bytes) {
  std::vector<ListedPair> pairs;
  AppendDecoded(bytes, pairs);
  return pairs;
}

std::vector<ListedPair> AddUpCoMentions(std::span<const std::string_view> lists, bool all) {
  std::vector<ListedPair> pairs;
  for (const std::string_view bytes : lists) {
    const auto middle = static_cast<std::ptrdiff_t>(pairs.size());
    AppendDecoded(bytes, pairs);
    std::inplace_merge(pairs.begin(), pairs.begin() + middle, pairs.end(),
                       [](const ListedPair& a, const ListedPair& b) { return a.other < b.other; });
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size();) {
    ListedPair sum = pairs[i++];
    while (i < pairs.size() && pairs[i].other == sum.other) Absorb(sum, pairs[i++]);
    if (!all || !sum.IsNothing()) pairs[kept++] = sum;
  }
  pairs.resize(kept);
  return pairs;
}

}  // namespace kg
