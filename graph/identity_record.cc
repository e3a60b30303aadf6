#include "graph/identity_record.h"

#include "graph/bytes.h"
#include "graph/digest.h"

namespace kg {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kCheckBytes = 8;

[[noreturn]] void Damaged() {
  throw Error(ErrorCode::kCorrupt,
              "the stored identities are damaged; `newsgraph resolve run` works them out again");
}

std::string_view CheckOf(const Digest& digest) { return AsBytes(digest).substr(0, kCheckBytes); }

class Writer {
 public:
  explicit Writer(std::string& bytes) : out_(bytes) {}

  void Version() { out_.Byte(kVersion); }

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

  ByteReader in_;
};

}  // namespace

std::string EncodeIdentities(const IdentityFindings& findings) {
  std::string bytes;
  Writer out(bytes);
  out.Version();
  out.List(findings.groups);
  out.List(findings.same);
  out.List(findings.different);
  out.List(findings.doubtful);
  out.List(findings.names);
  const Digest check = DigestOf(bytes);
  return bytes.append(CheckOf(check));
}

IdentityFindings DecodeIdentities(std::string_view bytes) {
  if (bytes.size() < kCheckBytes) Damaged();
  const std::string_view body = bytes.substr(0, bytes.size() - kCheckBytes);
  if (CheckOf(DigestOf(body)) != bytes.substr(body.size())) Damaged();
  try {
    Reader in(body);
    if (in.Limited(kVersion + 1) != kVersion) Damaged();
    IdentityFindings findings;
    findings.groups = in.List<IdentityGroup>();
    findings.same = in.List<IdentityLink>();
    findings.different = in.List<IdentityLink>();
    findings.doubtful = in.List<IdentityLink>();
    findings.names = in.List<OtherName>();
    if (!in.empty()) Damaged();
    return findings;
  } catch (const Error&) {
    Damaged();
  }
}

}  // namespace kg
