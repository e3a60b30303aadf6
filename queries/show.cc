#include <fmt/format.h>

#include <map>
#include <utility>

#include "graph/canonical_url.h"
#include "graph/error.h"
#include "queries/find_name.h"
#include "queries/query.h"
#include "queries/text_layout.h"
#include "queries/ties.h"

namespace kg {
namespace {

constexpr std::array<std::string_view, 5> kTimeSources = {"none", "body", "feed", "url", "given"};

// Edges at the node by type, whichever way they lead.
std::map<std::string, std::size_t> EdgesAt(const GraphStore& store, const Node& node) {
  std::map<std::string, std::size_t> edges;
  for (int i = 0; i < kRelations; ++i) {
    const auto relation = static_cast<Relation>(i);
    if (relation == Relation::kMentions) {
      if (const auto naming = store.CountNaming(node)) {
        if (*naming > 0) edges[std::string(ToString(relation))] = *naming;
        continue;
      }
    }
    if (relation == Relation::kCoMentioned && IsEntity(node.kind)) {
      std::size_t all = 0;
      if (store.ForEachCoMention(node.id(), [&](const CoMention&) { ++all; })) {
        if (all > 0) edges[std::string(ToString(relation))] = all;
        continue;
      }
    }
    Ties ties;
    AddTies(store, node, {.relations = {relation}}, ties);
    for (const Tie& tie : std::move(ties).AddUp())
      edges[std::string(ToString(relation))] += tie.edges;
  }
  return edges;
}

class ShowQuery final : public Query {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("NAME", name_, "node, name, alias or address");
    set.AddFlag("text", text_, "the stored text of an article");
    set.AddFlag("versions", versions_, "every text of an article that the store holds or held");
  }

  unsigned Heeds() const override { return 0; }

  std::string_view Example() const override { return "newsgraph show person:马克龙"; }

  Findings Run(const GraphStore& store, const SharedFilters&) override {
    if (auto withdrawn = Withdrawn(store)) return std::move(*withdrawn);
    const Node node = FindNamed(store, name_);
    Findings found{.columns = {"what", "value"}};
    Json json = NodeJson(node);
    found.rows.push_back({"id", NodeName(node.kind, node.key)});
    if (node.kind == NodeKind::kArticle) {
      DescribeArticle(store, node, json, found);
    } else {
      const std::vector<std::string> aliases = store.Aliases(node.id());
      json["aliases"] = aliases;
      found.rows.push_back({"aliases", Enumerated(aliases)});
      DescribeIdentity(store, node, json, found);
    }
    const std::map<std::string, std::size_t> edges = EdgesAt(store, node);
    found.document = {{"schema", "newsgraph/show/1"}, {"node", json}, {"edges", edges}};
    for (const auto& [relation, count] : edges)
      found.rows.push_back({relation, std::to_string(count)});
    found.heading = node.name;
    if (text_) AddText(store, node, found);
    if (versions_) AddVersions(store, node.id(), found);
    return found;
  }

 private:
  /// The card of an article that was retracted; it may be in the graph as a stub, or not at all.
  std::optional<Findings> Withdrawn(const GraphStore& store) const {
    constexpr std::string_view kPrefix = "article:";
    const std::optional<std::string> url =
        CanonicalUrl(name_.starts_with(kPrefix) ? name_.substr(kPrefix.size()) : name_);
    if (!url) return std::nullopt;
    Node node{.kind = NodeKind::kArticle, .key = *url, .name = *url};
    const std::optional<Withdrawal> withdrawal = store.FindWithdrawal(node.id());
    if (!withdrawal) return std::nullopt;
    node.state = ArticleState::kRetracted;
    Json json = NodeJson(node);
    json["retracted"] = {{"at", ToIso(withdrawal->at)}, {"reason", withdrawal->reason}};
    const Json edges = EdgesAt(store, node);
    Findings found{.columns = {"what", "value"}};
    found.heading = *url;
    found.rows = {{"id", NodeName(node.kind, node.key)},
                  {"state", std::string(ToString(node.state))},
                  {"retracted", ToIso(withdrawal->at)},
                  {"reason", withdrawal->reason}};
    found.document = {{"schema", "newsgraph/show/1"}, {"node", json}, {"edges", edges}};
    if (versions_) AddVersions(store, node.id(), found);
    return found;
  }

  static void AddVersions(const GraphStore& store, NodeId article, Findings& found) {
    constexpr std::array<std::string_view, 3> kStates = {"shown", "kept", "replaced"};
    Json versions = Json::array();
    for (const VersionRecord& version : store.Versions(article)) {
      const std::string_view state = kStates.at(static_cast<std::size_t>(version.state));
      const std::string hash = Hex(AsBytes(version.content));
      versions.push_back({{"state", state},
                          {"hash", hash},
                          {"bytes", version.bytes},
                          {"seen", TimeJson(version.seen)},
                          {"replaced", TimeJson(version.replaced)}});
      found.rows.push_back(
          {"version", fmt::format("{} {}, {} bytes{}", state, hash, version.bytes,
                                  version.replaced ? ", until " + ToIso(*version.replaced) : "")});
    }
    found.document["versions"] = versions;
  }

  static void DescribeArticle(const GraphStore& store, const Node& node, Json& json,
                              Findings& found) {
    found.rows.push_back({"state", std::string(ToString(node.state))});
    const std::optional<Article> article = store.FindArticle(node.id());
    if (!article) return;
    const auto published_from = kTimeSources.at(static_cast<std::size_t>(article->published_from));
    json["published_from"] = published_from;
    json["publisher"] = article->facts.publisher;
    json["section"] = article->facts.section;
    json["language"] = article->language;
    json["authors"] = article->authors;
    found.rows.push_back(
        {"published", article->published
                          ? fmt::format("{} ({})", ToIso(*article->published), published_from)
                          : "unknown"});
    found.rows.push_back({"publisher", article->facts.publisher});
    found.rows.push_back({"section", article->facts.section});
    found.rows.push_back({"language", article->language});
    found.rows.push_back({"authors", Enumerated(article->authors)});
  }

  // Nodes that are the same or are known to be others, and why.
  static void DescribeIdentity(const GraphStore& store, const Node& node, Json& json,
                               Findings& found) {
    const auto identities = store.identities();
    for (const IdentityEdge& edge : identities->EdgesOf(node.id())) {
      const EntityName& other = edge.from->id() == node.id() ? *edge.to : *edge.from;
      const std::string name = NodeName(other.kind, other.key);
      const bool same = edge.relation == Relation::kSameAs;
      Json entry = {{"id", name}};
      std::string shown = name;
      if (edge.why != nullptr) {
        entry["rule"] = ToString(edge.why->rule);
        entry["reason"] = edge.why->reason;
        shown += fmt::format(" ({}: {})", ToString(edge.why->rule), edge.why->reason);
      }
      json[same ? "same_as" : "different_from"].push_back(std::move(entry));
      found.rows.push_back({same ? "same as" : "different from", shown});
    }
  }

  static void AddText(const GraphStore& store, const Node& node, Findings& found) {
    if (node.kind != NodeKind::kArticle || node.state != ArticleState::kFull) {
      throw Error(ErrorCode::kUsage,
                  "--text: the store has no text of " + NodeName(node.kind, node.key));
    }
    const std::string text = store.Text(node.id());
    found.document["text"] = text;
    found.footing = "\n" + text;
  }

  std::string name_;
  bool text_ = false;
  bool versions_ = false;
};

}  // namespace

Entry<Query> show_query() { return {"show", "the card of a node", Make<Query, ShowQuery>}; }

}  // namespace kg
