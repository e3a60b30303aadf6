// A memory as the store keeps it. Numbers without a width are varints, a list is a count and its
// elements:
//   version:1 run:16 decisions:16 terms:8        digests of the run and of the decisions about who
//                                                is who; the check of the terms
//   articles[]   state:1 id:8 content:8 published nearest[]
//                content of full articles, published a byte (0 unknown, 1 known) and the seconds
//                (zigzag); nearest: article, and how much less like it than the one before (the
//                first: than all)
//   stub_links[] the distance of the article from the one before, stub
//   names[]      kind:1 id:8
//   named        how many in all, then a list for each article: name, and twice four times the
//                weight, and one more if it may be a label
//   words[]      the distance from the one before, articles
//   later[]      for each article beyond those of the terms: terms[]: bucket weight
//   frequencies[] the distance of the bucket from the one before, articles
//   check:8      graph/checked_bytes.h
#include <algorithm>
#include <cmath>
#include <utility>

#include "graph/bytes.h"
#include "graph/checked_bytes.h"
#include "graph/digest.h"
#include "queries/cluster_memory.h"

namespace kg {
namespace {

using State = ClusterBasis::State;

constexpr std::uint8_t kMemoryVersion = 2;  // 1: words of addresses were terms
constexpr double kWeightSteps = 4;

std::string Head(std::string_view terms, const MemoryOrigin& origin) {
  std::string head(1, static_cast<char>(kMemoryVersion));
  return head.append(AsBytes(DigestOf(origin.run)))
      .append(AsBytes(DigestOf(origin.decisions)))
      .append(CheckOf(terms));
}

[[noreturn]] void Refuse() {
  throw Error(ErrorCode::kCorrupt, "what a cluster run kept names what is not there");
}

void WriteNearest(const std::vector<Neighbor>& nearest, ByteWriter& out) {
  out.Varint(nearest.size());
  std::uint32_t last = kLikenessUnit;
  for (const Neighbor& neighbor : nearest) {
    out.Varint(neighbor.article);
    out.Varint(last - neighbor.likeness);
    last = neighbor.likeness;
  }
}

std::vector<Neighbor> ReadNearest(ByteReader& in, std::uint32_t articles) {
  std::vector<Neighbor> nearest;
  std::uint32_t last = kLikenessUnit;
  const std::uint64_t count = in.Varint();
  nearest.reserve(std::min<std::uint64_t>(count, in.size()));
  for (std::uint64_t left = count; left > 0; --left) {
    const std::uint32_t article = in.Varint32();
    const std::uint32_t less = in.Varint32();
    if (article >= articles || less > last) Refuse();
    last -= less;
    nearest.push_back({article, last});
  }
  return nearest;
}

void WriteArticles(const ClusterMemory& memory, ByteWriter& out) {
  const ClusterBasis& basis = memory.basis;
  out.Varint(basis.size());
  for (std::uint32_t i = 0; i < basis.size(); ++i) {
    out.Byte(static_cast<std::uint8_t>(basis.states[i]));
    out.Fixed64(static_cast<std::uint64_t>(basis.ids[i]));
    if (basis.states[i] == State::kFull) out.Fixed64(memory.contents[i]);
    out.Byte(basis.published[i] ? 1 : 0);
    if (basis.published[i]) out.Signed(basis.published[i]->time_since_epoch().count());
    WriteNearest(basis.nearest[i], out);
  }
}

void ReadArticles(ByteReader& in, ClusterMemory& memory) {
  ClusterBasis& basis = memory.basis;
  const std::uint32_t articles = in.Varint32();
  for (std::uint32_t i = 0; i < articles; ++i) {
    const std::uint8_t state = in.Byte();
    if (state > static_cast<std::uint8_t>(State::kGone)) Refuse();
    basis.states.push_back(static_cast<State>(state));
    basis.ids.push_back(NodeId{in.Fixed64()});
    memory.contents.push_back(basis.states.back() == State::kFull ? in.Fixed64() : 0);
    basis.published.emplace_back();
    if (in.Byte() != 0) basis.published.back() = Time(Time::duration(in.Signed()));
    basis.nearest.push_back(ReadNearest(in, articles));
  }
}

void WriteNames(const ClusterBasis& basis, ByteWriter& out) {
  out.Varint(basis.names.size());
  for (const ClusterBasis::Name& name : basis.names) {
    out.Byte(static_cast<std::uint8_t>(name.kind));
    out.Fixed64(static_cast<std::uint64_t>(name.id));
  }
  out.Varint(basis.named.size());
  for (std::uint32_t i = 0; i < basis.size(); ++i) {
    out.Varint(basis.NamedBy(i).size());
    for (const ClusterBasis::Named& named : basis.NamedBy(i)) {
      out.Varint(named.name);
      const auto steps = static_cast<std::uint64_t>(std::llround(named.weight * kWeightSteps));
      out.Varint(steps << 1 | (named.in_labels ? 1U : 0U));
    }
  }
}

void ReadNames(ByteReader& in, ClusterBasis& basis) {
  for (std::uint64_t left = in.Varint(); left > 0; --left) {
    const std::uint8_t kind = in.Byte();
    if (kind >= kNodeKinds) Refuse();
    basis.names.push_back({NodeId{in.Fixed64()}, static_cast<NodeKind>(kind)});
  }
  basis.named.reserve(std::min<std::uint64_t>(in.Varint(), in.size()));
  for (std::uint32_t i = 0; i < basis.size(); ++i) {
    for (std::uint64_t left = in.Varint(); left > 0; --left) {
      const std::uint32_t name = in.Varint32();
      const std::uint64_t weight = in.Varint();
      if (name >= basis.names.size()) Refuse();
      basis.named.push_back(
          {name, static_cast<double>(weight >> 1) / kWeightSteps, (weight & 1) != 0});
    }
    basis.first_named.push_back(basis.named.size());
  }
}

// Pairs of an ascending number and another one.
template <class Pair>
void WritePairs(const std::vector<Pair>& pairs, ByteWriter& out) {
  out.Varint(pairs.size());
  std::uint32_t last = 0;
  for (const auto& [number, articles] : pairs) {
    out.Varint(number - last);
    out.Varint(articles);
    last = number;
  }
}

template <class Pair>
std::vector<Pair> ReadPairs(ByteReader& in) {
  std::vector<Pair> pairs;
  std::uint32_t number = 0;
  for (std::uint64_t left = in.Varint(); left > 0; --left) {
    number += in.Varint32();
    pairs.push_back({number, in.Varint32()});
  }
  return pairs;
}

void WriteLater(const ClusterMemory& memory, ByteWriter& out) {
  out.Varint(memory.late());
  for (std::uint32_t row = 0; row < memory.late(); ++row) {
    out.Varint(memory.first_later[row + 1] - memory.first_later[row]);
    for (std::size_t i = memory.first_later[row]; i < memory.first_later[row + 1]; ++i) {
      out.Varint(memory.later[i].term);
      out.Varint(memory.later[i].weight);
    }
  }
}

void ReadLater(ByteReader& in, ClusterMemory& memory) {
  for (std::uint32_t rows = in.Varint32(); rows > 0; --rows) {
    for (std::uint64_t left = in.Varint(); left > 0; --left) {
      const std::uint32_t term = in.Varint32();
      memory.later.push_back({term, static_cast<std::uint16_t>(in.Varint32())});
    }
    memory.first_later.push_back(memory.later.size());
  }
}

}  // namespace

std::string ToRecord(const ClusterMemory& memory, const MemoryOrigin& origin) {
  std::string record = Head(memory.terms, origin);
  ByteWriter out(record);
  WriteArticles(memory, out);
  WritePairs(memory.stub_links, out);
  WriteNames(memory.basis, out);
  WritePairs(memory.basis.words, out);
  WriteLater(memory, out);
  WritePairs(memory.later_frequencies, out);
  return WithCheck(std::move(record));
}

std::optional<ClusterMemory> MemoryFrom(std::string_view record, std::string terms,
                                        const MemoryOrigin& origin) {
  const std::optional<std::string_view> content = WithoutCheck(record);
  if (!content) throw Error(ErrorCode::kCorrupt, "what a cluster run kept is damaged");
  ByteReader in(*content);
  const std::string head = Head(terms, origin);
  if (in.size() < head.size() || in.Raw(head.size()) != head) return std::nullopt;
  ClusterMemory memory;
  ReadArticles(in, memory);
  memory.stub_links = ReadPairs<StubLink>(in);
  for (const StubLink& link : memory.stub_links) {
    if (link.article >= memory.basis.size() || link.stub >= memory.basis.size()) Refuse();
  }
  ReadNames(in, memory.basis);
  memory.basis.words = ReadPairs<ClusterBasis::WordCount>(in);
  ReadLater(in, memory);
  memory.later_frequencies = ReadPairs<TermTable::Frequency>(in);
  memory.terms = std::move(terms);
  if (!in.empty()) Refuse();
  return memory;
}

}  // namespace kg
