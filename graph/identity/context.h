// In whose company people are named: what tells two of one name apart.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/archive_people.h"

namespace kg {

/// A person as articles show it. Of many articles a sample is looked at: those with the smallest
/// ids, which are hashes, so any order of ingest gives the same sample.
struct PersonContext {
  std::uint32_t articles = 0;
  std::optional<Time> first{};
  std::optional<Time> last{};
  std::vector<NodeId> sample{};  // sorted
  NodeId best{};                 // the article that names it most often, smallest id of equals
};

/// How two contexts agree.
struct Agreement {
  double shared = 0;                // sum of the weights of what both have; rare things weigh 1
  double ratio = 0;                 // the same as a share of the poorer context
  std::uint32_t together = 0;       // articles of the samples that name both
  double years_apart = 0;           // between the last article of one and the first of the other
  std::vector<NodeId> strongest{};  // what both have: the heaviest, at most three
  std::optional<NodeId> linked_from{};  // an article of one that links to an article of the other
};

/// Contexts of the persons asked for, and what everything in them weighs. Texts are not read. Holds
/// about 4 bytes for each thing that an article of a sample names, and the samples; who is in whose
/// company is worked out when it is asked for.
class PersonContexts {
 public:
  /// Reads postings of `persons`, then the articles of all samples in order. Lent: `archive`.
  PersonContexts(const ArchivePeople& archive, const std::vector<NodeId>& persons);

  /// Of a person that was asked for.
  const PersonContext& Of(NodeId person) const { return contexts_.at(person); }

  Agreement Compare(NodeId a, NodeId b) const;

  /// What a node of a context is called.
  const std::string& NameOf(NodeId id) const;

 private:
  using Thing = std::uint32_t;    // position in `things_`
  using Sampled = std::uint32_t;  // position in `sampled_`

  /// An entity or a tag.
  struct Known {
    NodeId id{};
    NodeKind kind{};
    std::uint32_t articles = 0;  // of those read that name it
    double weight = 0;
  };
  /// What the sample names beside the person, tags too.
  struct Company {
    std::vector<Thing> things{};  // sorted
    double weight = 0;            // their sum
  };

  void ReadPerson(NodeId person);
  void CollectSamples();
  void ReadArticles();
  void Weigh();
  Sampled PlaceOf(NodeId article) const;
  std::span<const Thing> NamedBy(NodeId article) const;
  std::span<const Sampled> LinkedFrom(NodeId article) const;
  const Company& CompanyOf(NodeId person) const;
  double WeightIn(const Company& company, NodeId id) const;
  bool Links(const PersonContext& from, const PersonContext& to, NodeId* article) const;

  const ArchivePeople& archive_;
  std::unordered_map<NodeId, PersonContext> contexts_;
  std::vector<NodeId> sampled_;  // articles of all samples, sorted
  // Of the n-th of them: from the n-th of the starts to the next.
  std::vector<Thing> named_;
  std::vector<std::size_t> named_start_;
  std::vector<Sampled> links_;  // to others of the samples
  std::vector<std::size_t> links_start_;
  std::vector<Known> things_;
  std::unordered_map<NodeId, Thing> thing_of_;
  mutable std::unordered_map<NodeId, Company> companies_;  // asked for lately
  mutable std::unordered_map<NodeId, std::string> names_;  // asked for
};

}  // namespace kg
