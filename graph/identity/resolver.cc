#include "graph/identity/resolver.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/freed_memory.h"
#include "graph/identity/appearances.h"
#include "graph/identity/candidates.h"
#include "graph/identity/context.h"
#include "graph/identity/groups.h"
#include "graph/identity/judge.h"
#include "graph/identity/named_people.h"
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
      : archive_(store), decisions_(decisions), people_(archive_) {}

  IdentityFindings Run() {
    CollectVariants();
    Candidates candidates = FindCandidates(archive_, people_, variants_);
    appearances_.emplace(archive_, PersonsOf(candidates.pairs));
    KeepPeople(candidates);
    Decide();
    KeepTableApart();
    ConsiderAll(candidates);
    ReturnFreedMemory();
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
    std::vector<NodeId> persons;
    for (const CandidatePair& pair : pairs) {
      persons.push_back(people_.IdOf(pair.a));
      persons.push_back(people_.IdOf(pair.b));
    }
    for (const Decision& decision : decisions_) {
      if (decision.kind == DecisionKind::kVariants) continue;
      persons.push_back(decision.a.id());
      if (IsPair(decision)) persons.push_back(decision.b.id());
      if (decision.kind == DecisionKind::kAlias) {
        persons.push_back(EntityName{decision.a.kind, decision.name}.id());
      }
    }
    for (const auto& [a, b] : KnownDifferent()) {
      persons.push_back(PersonNamed(a).id());
      persons.push_back(PersonNamed(b).id());
    }
    SortUnique(persons);
    return persons;
  }

  // Most names have nothing in common with any other: only those that are asked for stay.
  void KeepPeople(Candidates& candidates) {
    std::vector<std::uint32_t> kept;
    const auto keep = [&](NodeId id) {
      if (const auto person = people_.Find(id)) kept.push_back(*person);
    };
    for (const NodeId id : appearances_->persons()) keep(id);
    for (const VariantRow& row : variants_) {
      for (const VariantRow::Name& name : row.names) keep(PersonNamed(name.text).id());
    }
    SortUnique(kept);
    people_.KeepOnly(kept);
    candidates.KeepOnly(kept);
    ReturnFreedMemory();
  }

  std::uint32_t ArticlesOf(NodeId id) const { return appearances_->Of(id).articles; }
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
    const Appearance& first = appearances_->Of(a.id());
    const Appearance& second = appearances_->Of(b.id());
    link.articles = {first.best, second.best};
    link.weight = std::min(first.articles, second.articles);
    return link;
  }

  IdentityLink LinkOf(const CandidatePair& pair, std::string reason) const {
    const auto [a, b] = NamesOf(pair);
    return LinkOf(PersonNamed(a), PersonNamed(b), pair.rule, std::move(reason));
  }

  std::pair<std::string_view, std::string_view> NamesOf(const CandidatePair& pair) const {
    return std::minmax({people_.NameOf(pair.a), people_.NameOf(pair.b)});
  }

  void ConsiderAll(const Candidates& candidates) {
    PersonContexts contexts(archive_, *appearances_);
    const Judge judge(people_, candidates, *appearances_, contexts);
    judge_ = &judge;
    const std::span<const CandidatePair> pairs = candidates.pairs;
    const auto short_forms =
        std::ranges::lower_bound(pairs, IdentityRule::kShortForm, {}, &CandidatePair::rule);
    for (const CandidatePair& pair : std::span(pairs.begin(), short_forms)) Consider(pair, {});
    ConsiderShortForms({short_forms, pairs.end()});
    judge_ = nullptr;
  }

  void Doubt(const CandidatePair& pair, std::string reason) {
    const std::uint32_t weight =
        std::min(ArticlesOf(people_.IdOf(pair.a)), ArticlesOf(people_.IdOf(pair.b)));
    doubts_.push_back({&pair, weight, std::move(reason)});
  }

  void Consider(const CandidatePair& pair, const Rivals& rivals) {
    const NodeId a = people_.IdOf(pair.a);
    const NodeId b = people_.IdOf(pair.b);
    if (groups_.AreOne(a, b) || groups_.AreApart(a, b)) return;
    Judgement judgement = judge_->Look(pair, rivals);
    switch (judgement.verdict) {
      case Verdict::kNothing: return;
      case Verdict::kDoubtful: Doubt(pair, std::move(judgement.reason)); return;
      case Verdict::kSame: break;
    }
    if (pair.rule > IdentityRule::kSpelling && MembersDisagree(a, b)) {
      Doubt(pair, judgement.reason + "; other Latin names stand beside some");
    } else {
      JoinAs(LinkOf(pair, std::move(judgement.reason)));
    }
  }

  // Whether two whom the pair would join have Latin names that disagree.
  bool MembersDisagree(NodeId a, NodeId b) const {
    for (const NodeId x : groups_.Members(a)) {
      for (const NodeId y : groups_.Members(b)) {
        const auto first = people_.Find(x);
        const auto second = people_.Find(y);
        const bool direct = x == a && y == b;
        if (direct || !first || !second) continue;
        if (judge_->GlossesDisagree(*first, *second)) return true;
      }
    }
    return false;
  }

  // Whom a name may be short for is asked when all full names have been joined.
  void ConsiderShortForms(std::span<const CandidatePair> pairs) {
    for (auto begin = pairs.begin(); begin != pairs.end();) {
      const auto end = std::find_if(begin, pairs.end(), [&](const CandidatePair& pair) {
        return pair.rule != begin->rule || pair.a != begin->a;
      });
      ConsiderChoices({begin, end});
      begin = end;
    }
  }

  // One name, and whom it may stand for.
  void ConsiderChoices(std::span<const CandidatePair> choices) {
    std::set<NodeId> persons;
    const CandidatePair* best = nullptr;
    double most = 0;
    for (const CandidatePair& pair : choices) {
      persons.insert(groups_.GroupOf(people_.IdOf(pair.b)));
      const double support = judge_->SupportOf(pair);
      if (best == nullptr || support > most ||
          (support == most && people_.NameOf(pair.b) < people_.NameOf(best->b))) {
        best = &pair;
        most = support;
      }
    }
    for (const CandidatePair& pair : choices) {
      Consider(pair, {.others = persons.size() - 1, .best = &pair == best});
    }
  }

  IdentityFindings Findings() {
    MakeGroups();
    AddTableNames();
    const Identities joined(findings_);
    for (OtherName& name : findings_.names) {
      if (const EntityName* of = joined.NameOf(name.of.id())) name.of = *of;
    }
    AddDoubts();
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

  bool Exists(NodeId id) const { return people_.Find(id).has_value() && archive_.IsPresent(id); }

  // Two names are in doubt once; those that became one or are kept apart are not.
  void AddDoubts() {
    std::erase_if(doubts_, [&](const DoubtfulPair& doubt) {
      const NodeId a = people_.IdOf(doubt.pair->a);
      const NodeId b = people_.IdOf(doubt.pair->b);
      return groups_.AreOne(a, b) || groups_.AreApart(a, b);
    });
    std::ranges::sort(doubts_, [&](const DoubtfulPair& x, const DoubtfulPair& y) {
      if (x.weight != y.weight) return x.weight > y.weight;
      if (x.pair->rule != y.pair->rule) return x.pair->rule < y.pair->rule;
      return std::tuple(NamesOf(*x.pair), std::string_view(x.reason)) <
             std::tuple(NamesOf(*y.pair), std::string_view(y.reason));
    });
    std::set<std::pair<NodeId, NodeId>> seen;
    std::erase_if(doubts_, [&](const DoubtfulPair& doubt) {
      const NodeId a = groups_.GroupOf(people_.IdOf(doubt.pair->a));
      const NodeId b = groups_.GroupOf(people_.IdOf(doubt.pair->b));
      return !seen.insert(std::minmax({a, b})).second;
    });
    findings_.doubtful.reserve(doubts_.size());
    for (DoubtfulPair& doubt : doubts_) {
      findings_.doubtful.push_back(LinkOf(*doubt.pair, std::move(doubt.reason)));
    }
  }

  // Less than the link that it may become: there are many.
  struct DoubtfulPair {
    const CandidatePair* pair = nullptr;
    std::uint32_t weight = 0;
    std::string reason{};
  };

  ArchivePeople archive_;
  const std::vector<Decision>& decisions_;
  NamedPeople people_;
  std::vector<VariantRow> variants_;
  std::optional<Appearances> appearances_;
  const Judge* judge_ = nullptr;  // while pairs are considered
  Groups groups_;
  std::vector<DoubtfulPair> doubts_;
  std::unordered_map<NodeId, EntityName> names_;  // of all that were joined
  std::vector<EntityName> chosen_;                // by decisions, the newest first
  IdentityFindings findings_;
};

}  // namespace

IdentityFindings Resolve(const GraphStore& store, const std::vector<Decision>& decisions) {
  IdentityFindings findings = Resolver(store, decisions).Run();
  ReturnFreedMemory();
  return findings;
}

}  // namespace kg
