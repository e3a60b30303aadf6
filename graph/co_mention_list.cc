#include "graph/co_mention_list.h"

#include <algorithm>

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
  ByteReader in(bytes);
  std::uint64_t last = 0;
  while (!in.empty()) {
    ListedPair& pair = pairs.emplace_back();
    last += in.Varint();
    pair.other = static_cast<NodeId>(last);
    const std::uint8_t head = in.Byte();
    if ((head & kKindBits) >= kNodeKinds) {
      throw Error(ErrorCode::kCorrupt, "a stored kind is out of range");
    }
    pair.kind = static_cast<NodeKind>(head & kKindBits);
    for (std::size_t i = 0; i < pair.counts.size(); ++i) {
      if ((head & kFirstCount << i) != 0) pair.counts[i] = static_cast<std::int32_t>(in.Signed());
    }
    if ((head & kCame) != 0) pair.came = ReadTimeSpan(in);
    if ((head & kWent) != 0) pair.went = ReadTimeSpan(in);
  }
}

}  // namespace

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
