// Where persons are named: how often, from when to when, and a sample of the articles.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "graph/archive_people.h"
#include "graph/identity/id_index.h"

namespace kg {

/// A person as articles show it.
struct Appearance {
  std::uint32_t articles = 0;
  Time first = Time::max();  // later than the last: no article has a date
  Time last = Time::min();
  NodeId best{};  // the article that names it most often, smallest id of equals
};

/// Of many articles of a person a sample is looked at: those with the smallest ids, which are
/// hashes, so any order of ingest gives the same sample.
class Appearances {
 public:
  /// Position in sampled().
  using Sampled = std::uint32_t;

  /// Reads postings of `persons`, which are sorted, each once.
  Appearances(const ArchivePeople& archive, std::vector<NodeId> persons);

  /// Of a person that was asked for.
  const Appearance& Of(NodeId person) const { return appearances_[PlaceOf(person)]; }
  /// Sorted.
  std::span<const Sampled> SampleOf(NodeId person) const;

  const std::vector<NodeId>& persons() const { return persons_.ids(); }
  std::uint32_t PlaceOf(NodeId person) const { return persons_.Find(person).value(); }
  /// The articles of all samples.
  const IdIndex& sampled() const { return sampled_; }

 private:
  void Read(const ArchivePeople& archive);
  void CloseSample();
  void PlaceSamples();

  IdIndex persons_;
  std::vector<Appearance> appearances_;  // of each person
  IdIndex sampled_;
  std::vector<NodeId> sample_ids_;  // while they are read
  std::vector<Sampled> samples_;
  std::vector<std::uint32_t> sample_start_;  // of each person; the last is the end
};

}  // namespace kg
