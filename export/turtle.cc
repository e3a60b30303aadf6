// Turtle: the statements of N-Triples, short enough to read.
#include "export/rdf_text.h"

namespace kg {
namespace {

class TurtleSink final : public RdfTextSink {
 public:
  explicit TurtleSink(TextBuffer& buffer) : RdfTextSink(buffer) {
    for (const Vocabulary vocabulary :
         {Vocabulary::kSchema, Vocabulary::kRdf, Vocabulary::kXsd, Vocabulary::kOwn}) {
      out().AddFormatted(FMT_COMPILE("@prefix {}: <{}> .\n"), PrefixOf(vocabulary),
                         NamespaceOf(vocabulary));
    }
  }

  void Begin(const std::string& subject) override {
    out().AddFormatted(FMT_COMPILE("\n<{}>"), subject);
    last_ = {};
  }

  void Add(const RdfWord& predicate, const RdfObject& object) override {
    if (predicate.name == last_.name && predicate.vocabulary == last_.vocabulary) {
      out().Add(", ");
    } else {
      out().Add(last_.name.empty() ? "\n  " : " ;\n  ");
      AddWord(predicate);
      out().Add(' ');
    }
    last_ = predicate;
    AddObject(object);
  }

  void End() override {
    out().Add(" .\n");
    out().EndRecord();
  }

 private:
  void AddWord(const RdfWord& word) override {
    out().AddFormatted(FMT_COMPILE("{}:{}"), PrefixOf(word.vocabulary), word.name);
  }

  RdfWord last_{};
};

class TurtleExporter final : public RdfExporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    TurtleSink sink(buffer);
    Tell(graph, marks, sink);
    buffer.Finish();
  }
};

}  // namespace

Entry<Exporter> turtle_format() {
  return {"turtle", "RDF in the words of schema.org, to be read by people",
          Make<Exporter, TurtleExporter>};
}

}  // namespace kg
