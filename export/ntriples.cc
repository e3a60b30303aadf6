// N-Triples: a statement a line, full names everywhere, for any RDF store and for line tools.
#include "export/rdf_text.h"

namespace kg {
namespace {

class NtriplesSink final : public RdfTextSink {
 public:
  using RdfTextSink::RdfTextSink;

  void Begin(const std::string& subject) override { subject_ = subject; }

  void Add(const RdfWord& predicate, const RdfObject& object) override {
    out().AddFormatted(FMT_COMPILE("<{}> <{}{}> "), subject_, NamespaceOf(predicate.vocabulary),
                       predicate.name);
    AddObject(object);
    out().Add(" .\n");
    out().EndRecord();
  }

  void End() override {}

 private:
  void AddWord(const RdfWord& word) override {
    out().AddFormatted(FMT_COMPILE("<{}{}>"), NamespaceOf(word.vocabulary), word.name);
  }

  std::string subject_{};
};

class NtriplesExporter final : public RdfExporter {
 public:
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    TextBuffer buffer(out);
    buffer.Add("# newsgraph\n");
    NtriplesSink sink(buffer);
    Tell(graph, marks, sink);
    buffer.Finish();
  }
};

}  // namespace

Entry<Exporter> ntriples_format() {
  return {"ntriples", "RDF in the words of schema.org, a statement a line",
          Make<Exporter, NtriplesExporter>};
}

}  // namespace kg
