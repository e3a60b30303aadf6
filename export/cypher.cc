// Cypher for a running Neo4j or Memgraph. Labels and types come from our own lists, never from
// data. MERGE finds what is there, so that loading a file twice is loading it once.
#include "export/exporter.h"
#include "export/labels.h"
#include "export/node_facts.h"
#include "export/text_buffer.h"
#include "export/time_texts.h"

namespace kg {
namespace {

std::string CypherQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    switch (c) {
      case '\\': quoted += "\\\\"; break;
      case '\'': quoted += "\\'"; break;
      case '\n': quoted += "\\n"; break;
      case '\t': quoted += "\\t"; break;
      default: quoted += c;
    }
  }
  return quoted + "'";
}

std::string PropertiesOf(const NodeFacts& facts) {
  std::string all = "name: " + CypherQuoted(facts.label) + ", node: " + CypherQuoted(facts.node);
  if (!facts.url.empty()) all += ", url: " + CypherQuoted(facts.url);
  if (!facts.published.empty())
    all += ", published: datetime(" + CypherQuoted(facts.published) + ")";
  if (!facts.state.empty()) all += ", state: " + CypherQuoted(facts.state);
  if (!facts.group.empty()) all += ", group: " + CypherQuoted(facts.group);
  return all;
}

std::string PropertiesOf(const GraphEdge& edge) {
  std::string all =
      fmt::format(FMT_COMPILE("weight: {}, evidence: {}"), edge.weight, edge.evidence);
  const auto add_time = [&all](std::string_view name, const TimeText& time) {
    if (!time.empty()) all.append(name).append("datetime('").append(time).append("')");
  };
  add_time(", first: ", TimeText(edge.first));
  add_time(", last: ", TimeText(edge.last));
  if (edge.rank > 0) all += fmt::format(FMT_COMPILE(", rank: {}"), edge.rank);
  return all;
}

/// Lists of up to `most` rows of one label or type, each list in a statement.
class Rows {
 public:
  Rows(int most, TextBuffer& out) : most_(most), out_(out) {}

  /// `tail` says what to do with a row "r"; with another one, another statement starts.
  void Add(std::string_view row, std::string_view tail) {
    if (count_ > 0 && (count_ == most_ || tail != tail_)) End();
    out_.Add(count_ == 0 ? "UNWIND [\n{" : ",\n{");
    out_.Add(row);
    out_.Add('}');
    tail_ = tail;
    ++count_;
    out_.EndRecord();
  }

  void End() {
    if (count_ == 0) return;
    out_.Add("\n] AS r ");
    out_.Add(tail_);
    out_.Add(";\n");
    count_ = 0;
  }

 private:
  int most_;
  TextBuffer& out_;
  std::string tail_{};
  int count_ = 0;
};

class CypherExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("batch", batch_, "rows a statement; with 1 each node and link is one of its own");
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    if (batch_ < 1) throw Error(ErrorCode::kUsage, "--batch: 1 or more");
    TextBuffer buffer(out);
    buffer.Add(
        "CREATE CONSTRAINT newsgraph_id IF NOT EXISTS "
        "FOR (n:NewsNode) REQUIRE n.id IS UNIQUE;\n");
    WriteNodes(graph, marks, buffer);
    WriteLinks(graph, buffer);
    buffer.Finish();
  }

 private:
  void WriteNodes(const NewsGraph& graph, const Marks& marks, TextBuffer& buffer) const {
    Rows rows(batch_, buffer);
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const NodeFacts facts = FactsOf(graph, marks, i);
      const char* label = LabelOf(graph.node(i).kind);
      if (batch_ == 1) {
        buffer.AddFormatted(FMT_COMPILE("MERGE (n:NewsNode {{id: '{}'}}) SET n:{}, n += {{{}}};\n"),
                            facts.id, label, PropertiesOf(facts));
        buffer.EndRecord();
      } else {
        rows.Add(fmt::format("id: '{}', p: {{{}}}", facts.id, PropertiesOf(facts)),
                 fmt::format("MERGE (n:NewsNode {{id: r.id}}) SET n:{}, n += r.p", label));
      }
    }
    rows.End();
  }

  void WriteLinks(const NewsGraph& graph, TextBuffer& buffer) const {
    Rows rows(batch_, buffer);
    const PlainIds ids(graph);
    for (int relation = 0; relation < kRelations; ++relation) {
      for (const GraphEdge& edge : graph.edges()) {
        if (edge.relation == static_cast<Relation>(relation)) WriteLink(edge, ids, rows, buffer);
      }
    }
    rows.End();
  }

  void WriteLink(const GraphEdge& edge, const PlainIds& ids, Rows& rows, TextBuffer& buffer) const {
    const std::string_view from = ids[edge.source];
    const std::string_view to = ids[edge.target];
    if (batch_ == 1) {
      buffer.AddFormatted(FMT_COMPILE("MATCH (a:NewsNode {{id: '{}'}}), (b:NewsNode {{id: '{}'}}) "
                                      "MERGE (a)-[r:{}]->(b) SET r += {{{}}};\n"),
                          from, to, ToString(edge.relation), PropertiesOf(edge));
      buffer.EndRecord();
    } else {
      rows.Add(fmt::format("a: '{}', b: '{}', p: {{{}}}", from, to, PropertiesOf(edge)),
               fmt::format("MATCH (a:NewsNode {{id: r.a}}), (b:NewsNode {{id: r.b}}) "
                           "MERGE (a)-[e:{}]->(b) SET e += r.p",
                           ToString(edge.relation)));
    }
  }

  int batch_ = 1;
};

}  // namespace

Entry<Exporter> cypher_format() {
  return {"cypher", "statements for a running Neo4j or Memgraph", Make<Exporter, CypherExporter>};
}

}  // namespace kg
