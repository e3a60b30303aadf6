#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "graph/error.h"
#include "graph/identity/resolver.h"
#include "graph/identity/stored_decisions.h"
#include "graph/identity/stored_doubts.h"
#include "graph/refresh.h"
#include "graph/script.h"
#include "graph/utf8.h"
#include "queries/find_name.h"
#include "queries/identity_report.h"
#include "queries/query.h"

namespace kg {
namespace {

constexpr std::string_view kSame = "SAME_AS";
constexpr std::string_view kDifferent = "DIFFERENT_FROM";
constexpr std::string_view kDoubtful = "?";

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::kNotFound, "cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The node that articles call so, even if another stands for it: decisions are about names.
EntityName NamedAsRead(const GraphStore& store, const std::string& word) {
  for (const std::string& written : {word, ToSimplified(word)}) {
    for (const NodeKind kind : {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace}) {
      const std::string prefix = std::string(ToString(kind)) + ':';
      const std::string key = written.starts_with(prefix) ? written.substr(prefix.size()) : written;
      if (store.FindNode(IdOf(kind, key))) return {kind, key};
    }
  }
  const Node node = FindNamed(store, word);
  if (!IsEntity(node.kind)) {
    throw Error(ErrorCode::kUsage,
                NodeName(node.kind, node.key) + " is no person, organization or place");
  }
  return {node.kind, node.key};
}

std::string GroupText(const IdentityGroup& group) {
  std::string text = NodeName(group.name.kind, group.name.key);
  for (const EntityName& other : group.others) text += " = " + NodeName(other.kind, other.key);
  return text;
}

class ResolveQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("action", action_,
                      "queue (left out): pairs in doubt; list: what was joined or kept apart; "
                      "merge A B; split A B; forget A B: take back what was decided; alias NAME "
                      "ALIAS; log; replay FILE; run: work it out again",
                      false)
        .choices = {"queue", "list", "merge", "split", "forget", "alias", "log", "replay", "run"};
    set.AddPositional("words", words_, "of the action", false);
    set.Add("name", name_, "merge: the name that is to stand for both");
    set.Add("aliases", aliases_file_,
            "run: names of one person a line, separated by tabs, to be kept with the decisions")
        .is_path = true;
  }

  unsigned Heeds() const override { return kByLimit; }

  std::string_view Example() const override { return "newsgraph resolve queue --limit 20"; }

  bool Writes() const override {
    return action_ != "queue" && action_ != "list" && action_ != "log";
  }

  Findings Run(const GraphStore& store, const SharedFilters& filters) override {
    const auto most = static_cast<std::size_t>(filters.limit);
    if (action_ == "queue") return Queue(store, most == 0 ? kUsualLimit : most);
    if (action_ == "list") return List(store, most);
    if (action_ == "log") return Log(store);
    return Update(store, NewDecisions(store));
  }

 private:
  static constexpr std::size_t kUsualLimit = 50;

  Findings Queue(const GraphStore& store, std::size_t most) const {
    NeedWords(0);
    const std::vector<IdentityLink> doubtful = StoredDoubts(store);
    Findings found = BeginIdentityReport();
    found.items_key = "doubtful";
    found.heading =
        fmt::format("{} pairs that may be one, those of most articles first", doubtful.size());
    AddLinks(store, doubtful, "doubtful", kDoubtful, most, found);
    if (doubtful.size() > most) {
      found.footing = fmt::format("{} more; see --limit", doubtful.size() - most);
    }
    found.found = !doubtful.empty();
    return found;
  }

  Findings List(const GraphStore& store, std::size_t most) const {
    NeedWords(0);
    const auto identities = store.identities();
    const IdentityFindings known = identities->Findings();
    Findings found = BeginIdentityReport();
    found.items_key = "same";
    found.heading = fmt::format("{} joined into {} by {} pairs, {} pairs kept apart",
                                known.same.size() + known.groups.size(), known.groups.size(),
                                known.same.size(), known.different.size());
    AddLinks(store, known.same, "same", kSame, most, found);
    AddLinks(store, known.different, "different", kDifferent, most, found);
    if (const std::size_t hidden = found.document["hidden"]; hidden > 0) {
      found.footing = fmt::format("{} more; see --limit", hidden);
    }
    found.found = !found.rows.empty();
    return found;
  }

  Findings Log(const GraphStore& store) const {
    NeedWords(0);
    const std::vector<Decision> decisions = StoredDecisions(store);
    Findings found{.items_key = "decisions", .columns = {"decision"}};
    found.document = {{"schema", "newsgraph/resolve/1"}, {"decisions", Json::array()}};
    for (const Decision& decision : decisions) {
      std::string line = FormatDecisions({decision});
      line.pop_back();
      found.document["decisions"].push_back(Json::parse(line));
      found.heading += found.heading.empty() ? line : '\n' + line;
    }
    found.found = !decisions.empty();
    return found;
  }

  void NeedWords(std::size_t count) const {
    if (words_.size() == count) return;
    throw Error(ErrorCode::kUsage, fmt::format("resolve {} takes {} more words, not {}", action_,
                                               count, words_.size()));
  }

  std::vector<Decision> NewDecisions(const GraphStore& store) const {
    if (!name_.empty() && action_ != "merge") {
      throw Error(ErrorCode::kUsage, "--name goes with merge");
    }
    if (!aliases_file_.empty() && action_ != "run") {
      throw Error(ErrorCode::kUsage, "--aliases goes with run");
    }
    const std::vector<Decision> log = StoredDecisions(store);
    if (action_ == "run") {
      NeedWords(0);
      if (aliases_file_.empty()) return {};
      return VariantDecisions(ReadAll(aliases_file_), aliases_file_, log);
    }
    if (action_ == "replay") {
      NeedWords(1);
      return ParseDecisions(ReadAll(words_[0]), words_[0], ErrorCode::kUsage);
    }
    if (action_ == "alias") return {AliasDecision(store, TimeOfNext(log))};
    return {PairDecision(store, TimeOfNext(log))};
  }

  Decision AliasDecision(const GraphStore& store, Time now) const {
    NeedWords(2);
    if (words_[1].empty() || Sanitized(words_[1]) != words_[1]) {
      throw Error(ErrorCode::kUsage, "an alias is a line of text");
    }
    return {.time = now,
            .kind = DecisionKind::kAlias,
            .a = NamedAsRead(store, words_[0]),
            .b = {},
            .name = words_[1]};
  }

  Decision PairDecision(const GraphStore& store, Time now) const {
    Decision decision{.time = now};
    if (action_ == "merge") {
      decision.kind = DecisionKind::kMerge;
    } else if (action_ == "split") {
      decision.kind = DecisionKind::kSplit;
    } else if (action_ == "forget") {
      decision.kind = DecisionKind::kForget;
    } else {
      throw Error(ErrorCode::kUsage,
                  "unknown action '" + action_ +
                      "'; there is: queue, list, merge, split, forget, alias, log, replay, run");
    }
    NeedWords(2);
    decision.a = NamedAsRead(store, words_[0]);
    decision.b = NamedAsRead(store, words_[1]);
    if (decision.a.kind != decision.b.kind) {
      throw Error(ErrorCode::kUsage,
                  "'" + words_[0] + "' is a " + std::string(ToString(decision.a.kind)) + ", '" +
                      words_[1] + "' a " + std::string(ToString(decision.b.kind)));
    }
    if (decision.a == decision.b) {
      throw Error(ErrorCode::kUsage, "'" + words_[0] + "' and '" + words_[1] + "' are both " +
                                         NodeName(decision.a.kind, decision.a.key));
    }
    if (!name_.empty()) decision.name = NamedAsRead(store, name_).key;
    return decision;
  }

  static Findings Update(const GraphStore& store, const std::vector<Decision>& fresh) {
    std::vector<Decision> log = StoredDecisions(store);
    AddDecisions(log, fresh);
    IdentityFindings findings = Resolve(store, log);
    Findings found = BeginIdentityReport();
    found.document["decisions"] = log.size();
    found.document["groups"] = findings.groups.size();
    found.document["different"] = findings.different.size();
    found.document["doubtful"] = findings.doubtful.size();
    found.heading = fmt::format(
        "{} decisions; {} groups of names, {} pairs kept apart, {} in doubt", log.size(),
        findings.groups.size(), findings.different.size(), findings.doubtful.size());
    for (const Decision& decision : fresh) {
      for (const IdentityGroup& group : findings.groups) {
        const bool touched = group.name == decision.a || group.name == decision.b ||
                             std::ranges::find(group.others, decision.a) != group.others.end() ||
                             std::ranges::find(group.others, decision.b) != group.others.end();
        if (touched && fresh.size() == 1) found.heading += '\n' + GroupText(group);
      }
    }
    found.update = [fresh, kept = std::move(findings)](GraphStore& writable) mutable {
      AddToStore(writable, fresh);
      writable.WriteIdentities(std::move(kept));
      RefreshCoMentions(writable);
      writable.Sync();  // what is left in the log, every reader would read again
    };
    return found;
  }

  std::string action_ = "queue";
  std::vector<std::string> words_;
  std::string name_;
  std::string aliases_file_;
};

}  // namespace

Entry<Query> resolve_query() {
  return {"resolve", "who is who: pairs in doubt, and decisions", Make<Query, ResolveQuery>};
}

}  // namespace kg
