// The graph as statements about things, in the words of schema.org; ntriples, turtle and jsonld
// write them down.
#pragma once

#include <string>
#include <string_view>

#include "export/exporter.h"

namespace kg {

/// Of whose vocabulary a word is.
enum class Vocabulary { kSchema, kRdf, kXsd, kOwn };

struct RdfWord {
  Vocabulary vocabulary = Vocabulary::kSchema;
  std::string_view name{};
};
/// "https://schema.org/"; our own words are URNs.
std::string_view NamespaceOf(Vocabulary vocabulary);
/// "schema".
std::string_view PrefixOf(Vocabulary vocabulary);

struct RdfObject {
  enum class Is { kIri, kWord, kText };
  Is is = Is::kText;
  std::string text{};  // an IRI or clean text
  RdfWord word{};      // a kWord, or the type of a kText; without a name it is a plain string
};

/// Takes statements ordered by subject, and those of a subject ordered by predicate.
class RdfSink {
 public:
  virtual ~RdfSink() = default;
  virtual void Begin(const std::string& subject) = 0;
  virtual void Add(const RdfWord& predicate, const RdfObject& object) = 0;
  virtual void End() = 0;
};

/// Base of the three formats.
class RdfExporter : public Exporter {
 public:
  void AddOptions(OptionSet& set) override;

 protected:
  /// Throws Error(kUsage) for a base that is no IRI.
  void Tell(const NewsGraph& graph, const Marks& marks, RdfSink& sink) const;

 private:
  std::string base_iri_ = "urn:newsgraph:";
  bool weights_ = false;
};

}  // namespace kg
