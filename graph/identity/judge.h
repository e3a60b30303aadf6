// Whether two names that have something in common are one person: when in doubt, doubt.
#pragma once

#include <string>

#include "graph/identity/candidates.h"
#include "graph/identity/context.h"
#include "graph/identity/name_form.h"
#include "graph/identity/named_people.h"

namespace kg {

enum class Verdict { kSame, kDoubtful, kNothing };

struct Judgement {
  Verdict verdict = Verdict::kNothing;
  std::string reason{};
};

/// Of short forms: how many people have this last part, the better one aside.
struct Rivals {
  std::size_t others = 0;  // persons of the archive that the short form might be as well
  bool best = true;        // whether no other agrees better
};

/// The rules' view of one pair; docs/people-resolver.md has them in words.
class Judge {
 public:
  /// All are lent.
  Judge(const NamedPeople& people, const Candidates& candidates, const Appearances& appearances,
        PersonContexts& contexts)
      : people_(people), candidates_(candidates), appearances_(appearances), contexts_(contexts) {}

  Judgement Look(const CandidatePair& pair, const Rivals& rivals) const;

  /// Whether what stands beside the names in Latin names two people.
  bool GlossesDisagree(std::uint32_t a, std::uint32_t b) const;

  /// How much speaks for one person in the company they are named in; of no meaning by itself.
  double SupportOf(const CandidatePair& pair) const;

 private:
  Judgement ByTable(const CandidatePair& pair, const Agreement& agreement) const;
  Judgement BySpelling(const CandidatePair& pair, const Agreement& agreement) const;
  Judgement ByGloss(const CandidatePair& pair, const Agreement& agreement) const;
  Judgement ByCompany(const CandidatePair& pair, const Agreement& agreement,
                      const Rivals& rivals) const;
  bool IsSure(std::uint32_t person, const NameForm& form, std::string_view gloss) const;
  std::string Company(const Agreement& agreement) const;

  Agreement Compare(const CandidatePair& pair) const;

  const NamedPeople& people_;
  const Candidates& candidates_;
  const Appearances& appearances_;
  PersonContexts& contexts_;
};

}  // namespace kg
