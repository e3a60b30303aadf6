// JSON-LD with its context inside, so that nothing has to be fetched to read it.
#include "export/json_parts.h"
#include "export/rdf.h"

namespace kg {
namespace {

/// Words of schema.org need no prefix.
std::string Shortened(const RdfWord& word) {
  if (word.vocabulary == Vocabulary::kSchema) return std::string(word.name);
  return std::string(PrefixOf(word.vocabulary)) + ":" + std::string(word.name);
}

Json ValueOf(const RdfObject& object) {
  switch (object.is) {
    case RdfObject::Is::kIri: return {{"@id", object.text}};
    case RdfObject::Is::kWord:
      return {{"@id",
               std::string(NamespaceOf(object.word.vocabulary)) + std::string(object.word.name)}};
    case RdfObject::Is::kText: break;
  }
  if (object.word.name.empty()) return object.text;
  return {{"@value", object.text}, {"@type", Shortened(object.word)}};
}

/// A line a subject. Several values of a word become a list.
class JsonldSink final : public RdfSink {
 public:
  explicit JsonldSink(TextBuffer& out) : list_(out) {}

  void Begin(const std::string& subject) override { json_ = {{"@id", subject}}; }

  void Add(const RdfWord& predicate, const RdfObject& object) override {
    const bool is_type = predicate.vocabulary == Vocabulary::kRdf && predicate.name == "type";
    Json& at = json_[is_type ? "@type" : Shortened(predicate)];
    Json value = is_type ? Json(Shortened(object.word)) : ValueOf(object);
    if (at.is_null()) {
      at = std::move(value);
      return;
    }
    if (!at.is_array()) at = Json::array({std::move(at)});
    at.push_back(std::move(value));
  }

  void End() override { list_.Next().Add(Compact(json_)); }

 private:
  JsonList list_;
  Json json_{};
};

class JsonldExporter final : public RdfExporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    Json context = {{"@vocab", NamespaceOf(Vocabulary::kSchema)}};
    for (const Vocabulary vocabulary : {Vocabulary::kRdf, Vocabulary::kXsd, Vocabulary::kOwn}) {
      context[std::string(PrefixOf(vocabulary))] = NamespaceOf(vocabulary);
    }
    TextBuffer buffer(out);
    buffer.AddFormatted(FMT_COMPILE("{{\"@context\":{},\n\"@graph\":["), Compact(context));
    JsonldSink sink(buffer);
    Tell(graph, marks, sink);
    buffer.Add("\n]}\n");
    buffer.Finish();
  }
};

}  // namespace

Entry<Exporter> jsonld_format() {
  return {"jsonld", "RDF in the words of schema.org, as JSON for web pages",
          Make<Exporter, JsonldExporter>};
}

}  // namespace kg
