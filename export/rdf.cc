#include "export/rdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "export/iri.h"
#include "export/node_facts.h"

namespace kg {
namespace {

constexpr RdfWord kType{Vocabulary::kRdf, "type"};
constexpr RdfWord kDateTime{Vocabulary::kXsd, "dateTime"};

RdfWord TypeOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kArticle: return {Vocabulary::kSchema, "NewsArticle"};
    case NodeKind::kPerson: return {Vocabulary::kSchema, "Person"};
    case NodeKind::kOrganization: return {Vocabulary::kSchema, "Organization"};
    case NodeKind::kPlace: return {Vocabulary::kSchema, "Place"};
    case NodeKind::kTopic: return {Vocabulary::kSchema, "DefinedTerm"};
    case NodeKind::kPublisher: return {Vocabulary::kSchema, "NewsMediaOrganization"};
  }
  return {Vocabulary::kSchema, "Thing"};
}

/// "DIFFERENT_FROM" is "differentFrom".
std::string CamelCase(std::string_view relation) {
  std::string word;
  bool upper = false;
  for (const char c : relation) {
    if (c != '_') word += upper || c < 'A' || c > 'Z' ? c : static_cast<char>(c - 'A' + 'a');
    upper = c == '_';
  }
  return word;
}

/// No two relations share one, so that no two links become one statement.
struct Predicates {
  std::vector<std::string> own{};
  std::vector<RdfWord> of{};

  Predicates() {
    for (int i = 0; i < kRelations; ++i) {
      own.push_back(CamelCase(ToString(static_cast<Relation>(i))));
    }
    for (int i = 0; i < kRelations; ++i) of.push_back(For(static_cast<Relation>(i)));
  }

  RdfWord For(Relation relation) const {
    switch (relation) {
      case Relation::kMentions: return {Vocabulary::kSchema, "mentions"};
      case Relation::kHasTopic: return {Vocabulary::kSchema, "about"};
      case Relation::kPublishedBy: return {Vocabulary::kSchema, "publisher"};
      case Relation::kLinksTo: return {Vocabulary::kSchema, "citation"};
      default: return {Vocabulary::kOwn, own[static_cast<std::size_t>(relation)]};
    }
  }

  const RdfWord& operator[](Relation relation) const {
    return of[static_cast<std::size_t>(relation)];
  }
};

RdfObject Text(std::string text) { return {RdfObject::Is::kText, std::move(text), {}}; }
RdfObject Typed(std::string text, RdfWord type) {
  return {RdfObject::Is::kText, std::move(text), type};
}
RdfObject Iri(std::string iri) { return {RdfObject::Is::kIri, std::move(iri), {}}; }
RdfObject WordObject(RdfWord word) { return {RdfObject::Is::kWord, {}, word}; }
constexpr RdfWord Own(std::string_view name) { return {Vocabulary::kOwn, name}; }
constexpr RdfWord Xsd(std::string_view name) { return {Vocabulary::kXsd, name}; }

class Teller {
 public:
  Teller(const NewsGraph& graph, const Marks& marks, const std::string& base, RdfSink& sink)
      : graph_(graph), marks_(marks), base_(base), ids_(graph), sink_(sink) {}

  void TellOf(NewsGraph::Index i) {
    const NodeFacts facts = FactsOf(graph_, marks_, i);
    const NodeKind kind = graph_.node(i).kind;
    sink_.Begin(base_ + facts.id);
    sink_.Add(kType, WordObject(TypeOf(kind)));
    sink_.Add({Vocabulary::kSchema, "identifier"}, Text(facts.node));
    sink_.Add({Vocabulary::kSchema, kind == NodeKind::kArticle ? "headline" : "name"},
              Text(facts.label));
    if (!facts.published.empty()) {
      sink_.Add({Vocabulary::kSchema, "datePublished"}, Typed(facts.published, kDateTime));
    }
    if (!facts.url.empty()) TellUrl(facts.url);
    if (!facts.state.empty()) sink_.Add(Own("state"), Text(std::string(facts.state)));
    if (!facts.group.empty()) sink_.Add(Own("group"), Text(facts.group));
    TellLinks(i);
    sink_.End();
  }

  /// What a triple cannot hold stands at a node of its own, which has no type: it is no thing.
  void TellWeight(std::size_t number) {
    const GraphEdge& edge = graph_.edges()[number];
    sink_.Begin(fmt::format("{}link-{}", base_, number));
    sink_.Add({Vocabulary::kRdf, "subject"}, Iri(IriOf(edge.source)));
    const RdfWord& predicate = predicates_[edge.relation];
    sink_.Add({Vocabulary::kRdf, "predicate"}, WordObject(predicate));
    sink_.Add({Vocabulary::kRdf, "object"}, Iri(IriOf(edge.target)));
    sink_.Add(Own("weight"), Typed(fmt::format("{}", edge.weight), Xsd("double")));
    sink_.Add(Own("evidence"), Typed(std::to_string(edge.evidence), Xsd("integer")));
    if (edge.rank > 0) sink_.Add(Own("rank"), Typed(std::to_string(edge.rank), Xsd("integer")));
    if (edge.first) sink_.Add(Own("first"), Typed(ToIso(*edge.first), kDateTime));
    if (edge.last) sink_.Add(Own("last"), Typed(ToIso(*edge.last), kDateTime));
    sink_.End();
  }

 private:
  std::string IriOf(NewsGraph::Index i) const { return base_ + std::string(ids_[i]); }

  void TellUrl(const std::string& url) {
    std::string iri = HttpIri(url);
    sink_.Add({Vocabulary::kSchema, "url"}, iri.empty() ? Text(url) : Iri(std::move(iri)));
  }

  void TellLinks(NewsGraph::Index i) {
    const std::span<const GraphEdge> out = graph_.out(i);
    std::vector<GraphEdge> links(out.begin(), out.end());
    std::stable_sort(links.begin(), links.end(), [](const GraphEdge& a, const GraphEdge& b) {
      return a.relation < b.relation;
    });
    for (const GraphEdge& edge : links) {
      sink_.Add(predicates_[edge.relation], Iri(IriOf(edge.target)));
    }
  }

  const NewsGraph& graph_;
  const Marks& marks_;
  const std::string& base_;
  PlainIds ids_;
  Predicates predicates_;
  RdfSink& sink_;
};

}  // namespace

std::string_view NamespaceOf(Vocabulary vocabulary) {
  switch (vocabulary) {
    case Vocabulary::kSchema: return "https://schema.org/";
    case Vocabulary::kRdf: return "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    case Vocabulary::kXsd: return "http://www.w3.org/2001/XMLSchema#";
    case Vocabulary::kOwn: break;
  }
  return "urn:newsgraph:terms:";
}

std::string_view PrefixOf(Vocabulary vocabulary) {
  switch (vocabulary) {
    case Vocabulary::kSchema: return "schema";
    case Vocabulary::kRdf: return "rdf";
    case Vocabulary::kXsd: return "xsd";
    case Vocabulary::kOwn: break;
  }
  return "ng";
}

void RdfExporter::AddOptions(OptionSet& set) {
  set.Add("base-iri", base_iri_, "what the names of all things start with");
  set.AddFlag("weights", weights_, "say weight, evidence and times of each link, too");
}

void RdfExporter::Tell(const NewsGraph& graph, const Marks& marks, RdfSink& sink) const {
  if (base_iri_.find(':') == std::string::npos || base_iri_.starts_with(':') ||
      !std::all_of(base_iri_.begin(), base_iri_.end(), MayStandInIri)) {
    throw Error(ErrorCode::kUsage, "--base-iri: '" + base_iri_ + "' is no IRI");
  }
  Teller teller(graph, marks, base_iri_, sink);
  for (NewsGraph::Index i = 0; i < graph.size(); ++i) teller.TellOf(i);
  if (!weights_) return;
  for (std::size_t i = 0; i < graph.edges().size(); ++i) teller.TellWeight(i);
}

}  // namespace kg
