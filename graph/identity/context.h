// In whose company people are named: what tells two of one name apart.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/archive_people.h"
#include "graph/identity/appearances.h"
#include "graph/identity/thing_table.h"

namespace kg {

/// How two contexts agree.
struct Agreement {
  double shared = 0;               // sum of the weights of what both have; rare things weigh 1
  double ratio = 0;                // the same as a share of the poorer context
  std::uint32_t together = 0;      // articles of the samples that name both
  double years_apart = 0;          // between the last article of one and the first of the other
  std::vector<Thing> strongest{};  // what both have: the heaviest, at most three
};

/// What the articles of samples name beside persons, and what everything in them weighs. Texts are
/// not read. Holds 4 bytes for each thing that an article names, some 20 for each thing; who is in
/// whose company is worked out when it is asked for.
class PersonContexts {
 public:
  /// Reads the articles of all samples in order. Both are lent.
  PersonContexts(const ArchivePeople& archive, const Appearances& appearances);

  /// Of persons that the appearances are of.
  Agreement Compare(NodeId a, NodeId b);

  /// What a thing of an agreement is called.
  const std::string& NameOf(Thing thing);

 private:
  /// What a thing is worth in whole steps, and in which comparison it was seen.
  struct Standing {
    std::int32_t weight = 0;
    std::uint32_t seen = 0;
  };

  void ReadArticles(std::vector<std::uint32_t>& articles_of);
  void Weigh(const std::vector<std::uint32_t>& articles_of);
  template <class Visit>
  void ForEachBeside(NodeId person, const Visit& visit) const;
  std::vector<Thing> Strongest(std::vector<Thing>& common) const;

  const ArchivePeople& archive_;
  const Appearances& appearances_;
  // Of the n-th article of the samples: from the n-th of the starts to the next.
  std::vector<Thing> named_;
  std::vector<std::uint32_t> named_start_;
  std::vector<NodeId> ids_;      // of things
  std::vector<NodeKind> kinds_;  // of things
  std::vector<Standing> standing_;
  std::vector<Thing> own_;  // what each person is among the things
  std::uint32_t last_seen_ = 0;
  std::vector<Thing> common_;                     // of one comparison
  std::unordered_map<Thing, std::string> names_;  // asked for lately
};

}  // namespace kg
