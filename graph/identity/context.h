// In whose company people are named: what tells two of one name apart.
#pragma once

#include <cstdint>
#include <optional>
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
  std::vector<NodeId> sample{};   // sorted
  std::vector<NodeId> company{};  // sorted: what the sample names beside the person, tags too
  std::vector<double> weights{};  // of the company
  double weight = 0;              // their sum
  NodeId best{};                  // the article that names it most often, smallest id of equals
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

/// Contexts of the persons asked for, and what everything in them weighs. Texts are not read.
class PersonContexts {
 public:
  /// Reads postings and articles of `persons`.
  PersonContexts(const ArchivePeople& archive, const std::vector<NodeId>& persons);

  /// Of a person that was asked for.
  const PersonContext& Of(NodeId person) const { return contexts_.at(person); }

  Agreement Compare(NodeId a, NodeId b) const;

  /// What a node of a context is called.
  const std::string& NameOf(NodeId id) const { return known_.at(id).name; }

 private:
  struct Known {
    std::string name{};
    std::uint32_t articles = 0;  // of those read that name it
    double factor = 1;           // by kind: to share a place says less than to share a person
  };
  struct Seen {
    std::vector<NodeId> named{};  // entities and tags
    std::vector<NodeId> links{};  // articles it leads to
  };

  void ReadPerson(const ArchivePeople& archive, NodeId person);
  const Seen& Read(const ArchivePeople& archive, NodeId article);
  void Learn(NodeId id, const std::string& name, double factor, Seen& seen);
  void Weigh();
  double WeightOf(NodeId id) const;
  bool Links(const PersonContext& from, const PersonContext& to, NodeId* article) const;

  std::unordered_map<NodeId, PersonContext> contexts_;
  std::unordered_map<NodeId, Seen> articles_;
  std::unordered_map<NodeId, Known> known_;
};

}  // namespace kg
