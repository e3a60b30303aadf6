#include "graph/identity_record.h"

#include <algorithm>
#include <utility>

#include "graph/bytes.h"
#include "graph/checked_bytes.h"

namespace kg {
namespace {

constexpr std::uint8_t kWhole = 1;
constexpr std::uint8_t kHead = 2;
constexpr std::size_t kShardNames = 16;  // on the average: two or three kilobytes
constexpr int kMostShardBits = 20;

[[noreturn]] void Damaged() {
  throw Error(ErrorCode::kCorrupt,
              "the stored identities are damaged; `newsgraph resolve run` works them out again");
}

class Writer {
 public:
  explicit Writer(std::string& bytes) : out_(bytes) {}

  void Byte(std::uint8_t value) { out_.Byte(value); }

  template <class Item>
  void List(const std::vector<Item>& items) {
    out_.Varint(items.size());
    for (const Item& item : items) Put(item);
  }

 private:
  void Put(const EntityName& name) {
    out_.Byte(static_cast<std::uint8_t>(name.kind));
    out_.String(name.key);
  }
  void Put(const NodeId& id) { out_.Fixed64(static_cast<std::uint64_t>(id)); }
  void Put(const IdentityGroup& group) {
    Put(group.name);
    List(group.others);
  }
  void Put(const IdentityLink& link) {
    Put(link.a);
    Put(link.b);
    out_.Byte(static_cast<std::uint8_t>(link.rule));
    out_.String(link.reason);
    List(link.articles);
    out_.Varint(link.weight);
  }
  void Put(const OtherName& name) {
    out_.String(name.name);
    Put(name.of);
    out_.Byte(name.decided ? 1 : 0);
  }
  void Put(const KnownName& name) {
    Put(name.id);
    Put(name.group);
    List(name.links);
  }

  ByteWriter out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : in_(bytes) {}

  std::uint8_t Limited(int count) {
    const std::uint8_t value = in_.Byte();
    if (value >= count) Damaged();
    return value;
  }

  // Sizes are not trusted with memory: what is not there is not read.
  template <class Item>
  std::vector<Item> List() {
    std::vector<Item> items;
    for (std::uint64_t count = in_.Varint(); count > 0; --count) Take(items.emplace_back());
    return items;
  }

  bool empty() const { return in_.empty(); }

 private:
  void Take(EntityName& name) {
    name.kind = static_cast<NodeKind>(Limited(kNodeKinds));
    name.key = in_.String();
  }
  void Take(NodeId& id) { id = static_cast<NodeId>(in_.Fixed64()); }
  void Take(IdentityGroup& group) {
    Take(group.name);
    group.others = List<EntityName>();
  }
  void Take(IdentityLink& link) {
    Take(link.a);
    Take(link.b);
    link.rule = static_cast<IdentityRule>(Limited(kIdentityRules));
    link.reason = in_.String();
    link.articles = List<NodeId>();
    link.weight = in_.Varint32();
  }
  void Take(OtherName& name) {
    name.name = in_.String();
    Take(name.of);
    name.decided = Limited(2) == 1;
  }
  void Take(KnownName& name) {
    Take(name.id);
    Take(name.group);
    name.links = List<IdentityLink>();
  }

  ByteReader in_;
};

/// All that `read` makes of the bytes; whatever is wrong with them is the same damage.
template <class Read>
auto ReadAll(std::string_view bytes, const Read& read) {
  const std::optional<std::string_view> body = WithoutCheck(bytes);
  if (!body) Damaged();
  try {
    Reader in(*body);
    auto found = read(in);
    if (!in.empty()) Damaged();
    return found;
  } catch (const Error&) {
    Damaged();
  }
}

/// The doubts apart: they are many and not copied.
std::string EncodeWhole(const IdentityFindings& sure, const std::vector<IdentityLink>& doubtful) {
  std::string bytes;
  Writer out(bytes);
  out.Byte(kWhole);
  out.List(sure.groups);
  out.List(sure.same);
  out.List(sure.different);
  out.List(doubtful);
  out.List(sure.names);
  return WithCheck(std::move(bytes));
}

void Expect(Reader& in, std::uint8_t kind) {
  if (in.Limited(kind + 1) != kind) Damaged();
}

std::vector<KnownName> KnownNames(const IdentityFindings& findings) {
  std::vector<KnownName> known;
  for (const IdentityGroup& group : findings.groups) {
    known.push_back({.id = group.name.id(), .group = group});
    for (const EntityName& other : group.others) known.push_back({other.id(), group, {}});
  }
  std::ranges::sort(known, {}, &KnownName::id);
  const auto add = [&](NodeId id, const IdentityLink& link) {
    const auto at = std::ranges::lower_bound(known, id, {}, &KnownName::id);
    if (at != known.end() && at->id == id) at->links.push_back(link);
  };
  for (const IdentityLink& link : findings.same) {
    add(link.a.id(), link);
    add(link.b.id(), link);
  }
  return known;
}

}  // namespace

std::string EncodeIdentities(const IdentityFindings& findings) {
  return EncodeWhole(findings, findings.doubtful);
}

std::string EncodeDoubts(const std::vector<IdentityLink>& doubtful) {
  return EncodeWhole({}, doubtful);
}

IdentityFindings DecodeIdentities(std::string_view bytes) {
  return ReadAll(bytes, [](Reader& in) {
    Expect(in, kWhole);
    IdentityFindings findings;
    findings.groups = in.List<IdentityGroup>();
    findings.same = in.List<IdentityLink>();
    findings.different = in.List<IdentityLink>();
    findings.doubtful = in.List<IdentityLink>();
    findings.names = in.List<OtherName>();
    return findings;
  });
}

std::size_t ShardOf(NodeId id, int shard_bits) {
  return shard_bits == 0 ? 0 : static_cast<std::uint64_t>(id) >> (64 - shard_bits);
}

EncodedIdentities EncodeShards(const IdentityFindings& findings) {
  const std::vector<KnownName> known = KnownNames(findings);
  int bits = 0;
  while (bits < kMostShardBits && known.size() >> bits > kShardNames) ++bits;
  EncodedIdentities encoded;
  Writer head(encoded.head);
  head.Byte(kHead);
  head.Byte(static_cast<std::uint8_t>(bits));
  head.List(findings.different);
  head.List(findings.names);
  encoded.head = WithCheck(std::move(encoded.head));
  auto begin = known.begin();
  for (std::size_t shard = 0; shard < std::size_t{1} << bits; ++shard) {
    const auto end = std::find_if(
        begin, known.end(), [&](const KnownName& name) { return ShardOf(name.id, bits) != shard; });
    std::string& bytes = encoded.shards.emplace_back();
    Writer(bytes).List(std::vector(begin, end));
    bytes = WithCheck(std::move(bytes));
    begin = end;
  }
  return encoded;
}

bool IsWhole(std::string_view head) { return !head.empty() && head.front() == kWhole; }

IdentityHead DecodeHead(std::string_view bytes) {
  return ReadAll(bytes, [](Reader& in) {
    Expect(in, kHead);
    IdentityHead head;
    head.shard_bits = in.Limited(kMostShardBits + 1);
    head.different = in.List<IdentityLink>();
    head.names = in.List<OtherName>();
    return head;
  });
}

std::vector<KnownName> DecodeShard(std::string_view bytes) {
  return ReadAll(bytes, [](Reader& in) { return in.List<KnownName>(); });
}

}  // namespace kg
