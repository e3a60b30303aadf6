// Pairs of names that may be one person, found by what they have in common, never by comparing all
// with all.
#pragma once

#include <string_view>
#include <vector>

#include "graph/archive_people.h"
#include "graph/identity/named_people.h"
#include "graph/identity/variants.h"
#include "graph/identity_findings.h"

namespace kg {

struct CandidatePair {
  std::uint32_t a = 0;  // positions in the people; of a short form, the short one
  std::uint32_t b = 0;
  IdentityRule rule{};
  bool ambiguous = false;     // the table says that one of the names is somebody else's too
  std::uint32_t gloss = 0;    // the shared one, by its number among those of `a`
  std::string_view shared{};  // what the table calls the person; lent by the table
};

struct Candidates {
  std::vector<CandidatePair> pairs{};
  std::vector<std::uint32_t>
      full_forms{};  // of each person: how many others' names end in its name

  /// As NamedPeople::KeepOnly(): those of the pairs are among `kept`.
  void KeepOnly(const std::vector<std::uint32_t>& kept);
};

/// Pairs of people that `archive` still has, in order of rule, then place; full forms of those who
/// have any. What a gloss, a last part or a sound has in common with more
/// than a dozen others says nothing of any of them and is left out. O(n log n).
Candidates FindCandidates(const ArchivePeople& archive, const NamedPeople& people,
                          const std::vector<VariantRow>& variants);

}  // namespace kg
