#include "graph/identity/resolver.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/identity/candidates.h"
#include "graph/identity/context.h"
#include "graph/identity/groups.h"
#include "graph/identity/judge.h"
#include "graph/sort_unique.h"

namespace kg {
namespace {

EntityName PersonNamed(std::string_view name) { return {NodeKind::kPerson, std::string(name)}; }

bool IsPair(const Decision& decision) {
  return decision.kind == DecisionKind::kMerge || decision.kind == DecisionKind::kSplit ||
         decision.kind == DecisionKind::kForget;
}

std::pair<EntityName, EntityName> PairOf(const Decision& decision) {
  return std::minmax(decision.a, decision.b);
}

/// One run.
class Resolver {
 public:
  Resolver(const GraphStore& store, const std::vector<Decision>& decisions)
      : archive_(store), decisions_(decisions), people_(ReadPeople(archive_)) {}

  IdentityFindings Run() {
    CollectVariants();
    const Candidates candidates = FindCandidates(archive_, people_, variants_);
    const std::vector<CandidatePair>& pairs = candidates.pairs;
    contexts_.emplace(archive_, PersonsOf(pairs));
    judge_.emplace(people_, candidates, *contexts_);
    Decide();
    KeepTableApart();
    for (const CandidatePair& pair : pairs) {
      if (pair.rule < IdentityRule::kShortForm) Consider(pair, {});
    }
    ConsiderShortForms(pairs);
    return Findings();
  }

 private:
  void CollectVariants() {
    const std::span<const VariantRow> known = KnownVariants();
    variants_.assign(known.begin(), known.end());
    for (const Decision& decision : decisions_) {
      if (decision.kind == DecisionKind::kVariants) {
        variants_.push_back(ParseVariants(decision.name, '\t'));
      }
    }
  }

  // Everybody whose context is asked for later on.
  std::vector<NodeId> PersonsOf(const std::vector<CandidatePair>& pairs) const {
    std::set<NodeId> persons;
    for (const CandidatePair& pair : pairs) {
      persons.insert(people_[pair.a].id);
      persons.insert(people_[pair.b].id);
    }
    for (const Decision& decision : decisions_) {
      if (decision.kind == DecisionKind::kVariants) continue;
      persons.insert(decision.a.id());
      if (IsPair(decision)) persons.insert(decision.b.id());
      if (decision.kind == DecisionKind::kAlias) {
        persons.insert(EntityName{decision.a.kind, decision.name}.id());
      }
    }
    for (const auto& [a, b] : KnownDifferent()) {
      persons.insert(PersonNamed(a).id());
      persons.insert(PersonNamed(b).id());
    }
    return {persons.begin(), persons.end()};
  }

  std::uint32_t ArticlesOf(NodeId id) const { return contexts_->Of(id).articles; }
  bool IsPresent(const EntityName& name) const { return ArticlesOf(name.id()) > 0; }

  // The newest first: what it says stands, and older ones that contradict it fall.
  void Decide() {
    std::set<std::pair<EntityName, EntityName>> said;
    for (auto at = decisions_.rbegin(); at != decisions_.rend(); ++at) {
      if (at->kind == DecisionKind::kAlias) {
        DecideAlias(*at);
      } else if (IsPair(*at) && said.insert(PairOf(*at)).second) {
        DecidePair(*at);
      }
    }
  }

  void DecidePair(const Decision& decision) {
    if (decision.kind == DecisionKind::kForget) return;
    const auto [a, b] = PairOf(decision);
    if (!IsPresent(a) || !IsPresent(b) || a == b) return;
    if (decision.kind == DecisionKind::kMerge) {
      JoinAs(LinkOf(a, b, IdentityRule::kDecision, "decided"));
      if (!decision.name.empty()) chosen_.push_back({a.kind, decision.name});
    } else if (!groups_.AreOne(a.id(), b.id())) {
      groups_.KeepApart(a.id(), b.id());
      findings_.different.push_back(LinkOf(a, b, IdentityRule::kDecision, "decided"));
    }
  }

  void DecideAlias(const Decision& decision) {
    if (!IsPresent(decision.a)) return;
    findings_.names.push_back({decision.name, decision.a, true});
    const EntityName other{decision.a.kind, decision.name};
    if (other == decision.a || !IsPresent(other)) return;
    const auto [a, b] = std::minmax(decision.a, other);
    JoinAs(LinkOf(a, b, IdentityRule::kDecision, "decided"));
  }

  void KeepTableApart() {
    for (const auto& [a, b] : KnownDifferent()) {
      KeepApart(
          LinkOf(PersonNamed(a), PersonNamed(b), IdentityRule::kVariant, "known to be two people"));
    }
  }

  void KeepApart(IdentityLink link) {
    if (!IsPresent(link.a) || !IsPresent(link.b)) return;
    if (groups_.AreOne(link.a.id(), link.b.id())) return;  // somebody decided otherwise
    groups_.KeepApart(link.a.id(), link.b.id());
    findings_.different.push_back(std::move(link));
  }

  void JoinAs(IdentityLink link) {
    const bool one = groups_.AreOne(link.a.id(), link.b.id());
    if (!one && groups_.Join(link.a.id(), link.b.id())) {
      names_.emplace(link.a.id(), link.a);
      names_.emplace(link.b.id(), link.b);
      findings_.same.push_back(std::move(link));
    }
  }

  IdentityLink LinkOf(const EntityName& a, const EntityName& b, IdentityRule rule,
                      std::string reason) const {
    IdentityLink link{.a = a, .b = b, .rule = rule, .reason = std::move(reason)};
    if (!IsPresent(a) || !IsPresent(b)) return link;
    link.articles = {contexts_->Of(a.id()).best, contexts_->Of(b.id()).best};
    link.weight = std::min(ArticlesOf(a.id()), ArticlesOf(b.id()));
    return link;
  }

  IdentityLink LinkOf(const CandidatePair& pair, std::string reason) const {
    EntityName a = PersonNamed(people_[pair.a].name);
    EntityName b = PersonNamed(people_[pair.b].name);
    if (b < a) std::swap(a, b);
    return LinkOf(a, b, pair.rule, std::move(reason));
  }

  void Consider(const CandidatePair& pair, const Rivals& rivals) {
    const NodeId a = people_[pair.a].id;
    const NodeId b = people_[pair.b].id;
    if (groups_.AreOne(a, b) || groups_.AreApart(a, b)) return;
    Judgement judgement = judge_->Look(pair, rivals);
    switch (judgement.verdict) {
      case Verdict::kNothing: return;
      case Verdict::kDoubtful:
        findings_.doubtful.push_back(LinkOf(pair, std::move(judgement.reason)));
        return;
      case Verdict::kSame: break;
    }
    if (pair.rule > IdentityRule::kSpelling && MembersDisagree(a, b)) {
      findings_.doubtful.push_back(
          LinkOf(pair, judgement.reason + "; other Latin names stand beside some"));
    } else {
      JoinAs(LinkOf(pair, std::move(judgement.reason)));
    }
  }

  // Whether two whom the pair would join have Latin names that disagree.
  bool MembersDisagree(NodeId a, NodeId b) const {
    for (const NodeId x : groups_.Members(a)) {
      for (const NodeId y : groups_.Members(b)) {
        const NamedPerson* first = PersonOf(x);
        const NamedPerson* second = PersonOf(y);
        const bool direct = x == a && y == b;
        if (direct || first == nullptr || second == nullptr) continue;
        if (judge_->GlossesDisagree(*first, *second)) return true;
      }
    }
    return false;
  }

  const NamedPerson* PersonOf(NodeId id) const {
    const auto at = std::ranges::lower_bound(people_, id, {}, &NamedPerson::id);
    return at == people_.end() || at->id != id ? nullptr : &*at;
  }

  // Whom a name may be short for is asked when all full names have been joined.
  void ConsiderShortForms(const std::vector<CandidatePair>& pairs) {
    std::map<std::pair<IdentityRule, std::uint32_t>, std::vector<const CandidatePair*>> of_name;
    for (const CandidatePair& pair : pairs) {
      if (pair.rule >= IdentityRule::kShortForm) of_name[{pair.rule, pair.a}].push_back(&pair);
    }
    for (const auto& [name, choices] : of_name) ConsiderChoices(choices);
  }

  // One name, and whom it may stand for.
  void ConsiderChoices(const std::vector<const CandidatePair*>& choices) {
    std::set<NodeId> persons;
    const CandidatePair* best = nullptr;
    double most = 0;
    for (const CandidatePair* pair : choices) {
      persons.insert(groups_.GroupOf(people_[pair->b].id));
      const double support = judge_->SupportOf(*pair);
      if (best == nullptr || support > most ||
          (support == most && people_[pair->b].name < people_[best->b].name)) {
        best = pair;
        most = support;
      }
    }
    for (const CandidatePair* pair : choices) {
      Consider(*pair, {.others = persons.size() - 1, .best = pair == best});
    }
  }

  IdentityFindings Findings() {
    MakeGroups();
    AddTableNames();
    const Identities joined(findings_);
    for (OtherName& name : findings_.names) {
      if (const EntityName* of = joined.NameOf(name.of.id())) name.of = *of;
    }
    DropSettledDoubts(joined);
    std::ranges::sort(findings_.same, InOrder);
    std::ranges::sort(findings_.different, InOrder);
    SortUnique(findings_.names);
    return std::move(findings_);
  }

  void MakeGroups() {
    std::map<NodeId, std::vector<EntityName>> groups;
    for (const auto& [id, name] : names_) groups[groups_.GroupOf(id)].push_back(name);
    for (auto& [id, names] : groups) {
      std::ranges::sort(names);
      const auto stands = std::ranges::find(names, NameFor(names));
      IdentityGroup group{.name = *stands};
      names.erase(stands);
      group.others = std::move(names);
      findings_.groups.push_back(std::move(group));
    }
    std::ranges::sort(findings_.groups, {}, &IdentityGroup::name);
  }

  // The one that was chosen last, else the one that most articles use, the first of equals.
  EntityName NameFor(const std::vector<EntityName>& names) const {
    for (const EntityName& chosen : chosen_) {
      if (std::ranges::find(names, chosen) != names.end()) return chosen;
    }
    return *std::ranges::max_element(names, {},
                                     [&](const EntityName& name) { return ArticlesOf(name.id()); });
  }

  // What else the tables call those who are here, as far as it is sure and nobody's own name.
  void AddTableNames() {
    for (const VariantRow& row : variants_) {
      std::set<NodeId> persons;
      const VariantRow::Name* present = nullptr;
      for (const VariantRow::Name& name : row.names) {
        const EntityName person = PersonNamed(name.text);
        if (name.ambiguous || !Exists(person.id())) continue;
        persons.insert(groups_.GroupOf(person.id()));
        present = &name;
      }
      if (persons.size() != 1) continue;
      for (const VariantRow::Name& name : row.names) {
        if (name.ambiguous || Exists(PersonNamed(name.text).id())) continue;
        findings_.names.push_back({name.text, PersonNamed(present->text), false});
      }
    }
  }

  bool Exists(NodeId id) const { return PersonOf(id) != nullptr && archive_.IsPresent(id); }

  // Two names are in doubt once; those that became one or are kept apart are not.
  void DropSettledDoubts(const Identities& joined) {
    std::ranges::sort(findings_.doubtful, [](const IdentityLink& x, const IdentityLink& y) {
      return std::tie(y.weight, x.rule, x.a, x.b, x.reason) <
             std::tie(x.weight, y.rule, y.a, y.b, y.reason);
    });
    std::set<std::pair<NodeId, NodeId>> seen;
    std::erase_if(findings_.doubtful, [&](const IdentityLink& link) {
      if (groups_.AreOne(link.a.id(), link.b.id()) || groups_.AreApart(link.a.id(), link.b.id())) {
        return true;
      }
      return !seen.insert(
                      std::minmax({joined.Canonical(link.a.id()), joined.Canonical(link.b.id())}))
                  .second;
    });
  }

  ArchivePeople archive_;
  const std::vector<Decision>& decisions_;
  std::vector<NamedPerson> people_;
  std::vector<VariantRow> variants_;
  std::optional<PersonContexts> contexts_;
  std::optional<Judge> judge_;
  Groups groups_;
  std::unordered_map<NodeId, EntityName> names_;  // of all that were joined
  std::vector<EntityName> chosen_;                // by decisions, the newest first
  IdentityFindings findings_;
};

}  // namespace

IdentityFindings Resolve(const GraphStore& store, const std::vector<Decision>& decisions) {
  return Resolver(store, decisions).Run();
}

}  // namespace kg
