// Pairs of names that may be one person, found by what they have in common, never by comparing all
// with all.
#pragma once

#include <string>
#include <vector>

#include "graph/archive_people.h"
#include "graph/identity/name_form.h"
#include "graph/identity/variants.h"

namespace kg {

/// A Latin name of two words or more that stands beside a name, or is it.
struct Gloss {
  std::string name{};
  std::uint32_t articles = 0;  // that have it; 0 for the person's own name
};

/// A person by the name that articles use.
struct NamedPerson {
  NodeId id{};
  std::string name{};
  std::vector<Gloss> glosses{};  // sorted by name
};

struct CandidatePair {
  std::uint32_t a = 0;  // positions in the people; of a short form, the short one
  std::uint32_t b = 0;
  IdentityRule rule{};
  std::string shared{};    // the gloss, or what the table calls the person
  bool ambiguous = false;  // the table says that one of the names is somebody else's too
};

struct Candidates {
  std::vector<CandidatePair> pairs{};
  std::vector<std::uint32_t>
      full_forms{};  // of each person: how many others' names end in its name
};

/// Everybody ever named, by id, whether or not an article still does. One pass over names, one over
/// aliases.
std::vector<NamedPerson> ReadPeople(const ArchivePeople& archive);

/// The position of a person; nullopt when nobody was ever called so.
std::optional<std::uint32_t> Find(const std::vector<NamedPerson>& people, std::string_view name);

/// Pairs of people that `archive` still has, in order of rule, then place; full forms of those who
/// have any. What a gloss, a last part or a sound has in common with more
/// than a dozen others says nothing of any of them and is left out. O(n log n).
Candidates FindCandidates(const ArchivePeople& archive, const std::vector<NamedPerson>& people,
                          const std::vector<VariantRow>& variants);

}  // namespace kg
