#include "graph/identity/judge.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace kg {
namespace {

// Measured on an archive of 7,900 articles, docs/people-resolver.md: below these, wrong pairs
// begin.
constexpr double kStrongShared = 2;
constexpr double kStrongRatio = 0.3;
constexpr double kSomeShared = 0.5;  // less is not even a doubt
constexpr double kLongApart = 3;     // years
constexpr double kAlike = 0.5;       // of sounds

bool IsStrong(const Agreement& agreement) {
  if (agreement.together > 0 || agreement.years_apart > kLongApart) return false;
  return agreement.shared >= kStrongShared && agreement.ratio >= kStrongRatio;
}

// Whether the table has the name as one that several people have.
bool IsTableShort(std::string_view name) {
  static const std::set<std::string, std::less<>> names = [] {
    std::set<std::string, std::less<>> ambiguous;
    for (const VariantRow& row : KnownVariants()) {
      for (const VariantRow::Name& one : row.names) {
        if (one.ambiguous) ambiguous.insert(one.text);
      }
    }
    return ambiguous;
  }();
  return names.contains(name);
}

bool EndsAlike(const NameForm& a, const NameForm& b) {
  return SoundLikeness(a.parts.back(), b.parts.back()) > kAlike;
}

}  // namespace

Judgement Judge::Look(const CandidatePair& pair, const Rivals& rivals) const {
  if (!rivals.best) return {};
  const Agreement agreement = Compare(pair);
  switch (pair.rule) {
    case IdentityRule::kVariant: return ByTable(pair, agreement);
    case IdentityRule::kSpelling: return BySpelling(pair, agreement);
    case IdentityRule::kGloss: return ByGloss(pair, agreement);
    default: return ByCompany(pair, agreement, rivals);
  }
}

Judgement Judge::ByTable(const CandidatePair& pair, const Agreement& agreement) const {
  const std::string reason = "known spellings of " + std::string(pair.shared);
  if (!pair.ambiguous) return {Verdict::kSame, reason};
  const bool disagree = GlossesDisagree(pair.a, pair.b);
  if (!disagree && IsStrong(agreement)) return {Verdict::kSame, reason + "; " + Company(agreement)};
  return {Verdict::kDoubtful,
          "a name of " + std::string(pair.shared) + " and of others; " + Company(agreement)};
}

Judgement Judge::BySpelling(const CandidatePair& pair, const Agreement& agreement) const {
  constexpr std::size_t kLongHan = 4;
  constexpr std::size_t kLongLatin = 8;
  const NameForm a = FormOf(people_.NameOf(pair.a));
  const NameForm b = FormOf(people_.NameOf(pair.b));
  const std::string reason = "the same letters";
  const bool parted = a.parts.size() > 1 || b.parts.size() > 1;
  const bool all_parted = a.parts.size() > 1 && b.parts.size() > 1;
  const bool sure = a.han ? parted && a.letters.size() >= kLongHan
                          : all_parted && a.letters.size() >= kLongLatin && !IsPinyin(GlossOf(a));
  if (sure || IsStrong(agreement)) return {Verdict::kSame, reason};
  return {Verdict::kDoubtful, reason + ", but few; " + Company(agreement)};
}

Judgement Judge::ByGloss(const CandidatePair& pair, const Agreement& agreement) const {
  const NameForm a = FormOf(people_.NameOf(pair.a));
  const NameForm b = FormOf(people_.NameOf(pair.b));
  const std::string_view gloss = people_.GlossesOf(pair.a)[pair.gloss].name;
  const std::string reason = "both are " + std::string(gloss);
  if (IsPinyin(gloss)) {
    const bool same = (a.latin || b.latin) && IsStrong(agreement);
    return {same ? Verdict::kSame : Verdict::kDoubtful,
            reason + ", as many are; " + Company(agreement)};
  }
  const bool sure = IsSure(pair.a, a, gloss) && IsSure(pair.b, b, gloss);
  if (!sure && !IsStrong(agreement)) {
    return {Verdict::kDoubtful,
            reason + ", but others may have the short name; " + Company(agreement)};
  }
  // One has no other name than the gloss, or the Chinese names sound alike.
  if (a.latin != b.latin) return {Verdict::kSame, reason};
  if (SoundLikeness(a.letters, b.letters) > kAlike || EndsAlike(a, b)) {
    return {Verdict::kSame, reason};
  }
  return {Verdict::kDoubtful, reason + ", but the names sound unlike; " + Company(agreement)};
}

Judgement Judge::ByCompany(const CandidatePair& pair, const Agreement& agreement,
                           const Rivals& rivals) const {
  const bool short_form = pair.rule == IdentityRule::kShortForm;
  std::string reason = short_form ? "the last part of the name" : "the same sounds";
  if (agreement.shared < kSomeShared) return {};
  if (GlossesDisagree(pair.a, pair.b)) {
    if (!IsStrong(agreement)) return {};
    return {Verdict::kDoubtful, reason + ", but other Latin names stand beside them"};
  }
  if (agreement.together > 0) {
    return {Verdict::kDoubtful, reason + ", but one article names both"};
  }
  reason += "; " + Company(agreement);
  if (rivals.others > 0) {
    return {Verdict::kDoubtful, reason + "; " + std::to_string(rivals.others) + " more end so"};
  }
  return {IsStrong(agreement) ? Verdict::kSame : Verdict::kDoubtful, reason};
}

bool Judge::GlossesDisagree(std::uint32_t a, std::uint32_t b) const {
  if (!people_.HasGlosses(a) || !people_.HasGlosses(b)) return false;
  const std::vector<Gloss> glosses = people_.GlossesOf(b);
  return std::ranges::none_of(people_.GlossesOf(a), [&](const Gloss& x) {
    return std::ranges::any_of(glosses,
                               [&](const Gloss& y) { return GlossesAgree(x.name, y.name); });
  });
}

// Whether the person, wherever it is named, is the one whom the gloss names in some article.
bool Judge::IsSure(std::uint32_t person, const NameForm& form, std::string_view gloss) const {
  std::uint32_t glossed = 0;
  for (const Gloss& other : people_.GlossesOf(person)) {
    // Several people go by this name, or it is no name at all.
    if (!GlossesAgree(other.name, gloss)) return false;
    glossed += other.articles;
  }
  if (form.latin || form.parts.size() > 1) return true;
  // Where others may have a short name, all articles must say whom they mean by it.
  const std::uint32_t full_forms = candidates_.full_forms[person];
  const std::uint32_t articles = appearances_.Of(people_.IdOf(person)).articles;
  if (full_forms > 1 || IsTableShort(people_.NameOf(person))) return glossed >= articles;
  return full_forms == 0 || 2 * glossed >= articles;
}

double Judge::SupportOf(const CandidatePair& pair) const { return Compare(pair).shared; }

Agreement Judge::Compare(const CandidatePair& pair) const {
  return contexts_.Compare(people_.IdOf(pair.a), people_.IdOf(pair.b));
}

std::string Judge::Company(const Agreement& agreement) const {
  if (agreement.strongest.empty()) return "no company in common";
  std::string names;
  for (const Thing thing : agreement.strongest) {
    names.append(names.empty() ? "" : "、").append(contexts_.NameOf(thing));
  }
  return "both with " + names;
}

}  // namespace kg
