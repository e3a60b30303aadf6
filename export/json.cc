// Node-link JSON, as d3 and networkx read it: a document of one line per node and link, so that it
// streams and so that two exports can be compared with line tools.
#include <fmt/compile.h>
#include <fmt/format.h>

#include <unordered_map>
#include <vector>

#include "export/exporter.h"
#include "graph/node_json.h"

namespace kg {
namespace {

// Links are most of an export, and their parts recur: each id and each time is made into JSON once.
class LinkWriter {
 public:
  explicit LinkWriter(const NewsGraph& graph) {
    for (const Node& node : graph.nodes()) ids_.push_back(Compact(NodeName(node.kind, node.key)));
  }

  void Append(const GraphEdge& edge, fmt::memory_buffer& out) {
    const std::string_view relation = ToString(edge.relation);
    fmt::format_to(std::back_inserter(out),
                   FMT_COMPILE(R"({{"source":{},"target":{},"key":"{}","rel":"{}","weight":{},)"
                               R"("first":{},"last":{},"evidence":{})"),
                   ids_[edge.source], ids_[edge.target], relation, relation, edge.weight,
                   TimeOf(edge.first), TimeOf(edge.last), edge.evidence);
    if (edge.rank > 0) fmt::format_to(std::back_inserter(out), R"(,"rank":{})", edge.rank);
    out.push_back('}');
  }

 private:
  const std::string& TimeOf(const std::optional<Time>& time) {
    const auto [at, fresh] = times_.try_emplace(time ? time->time_since_epoch().count() : kUnknown);
    if (fresh) at->second = Compact(TimeJson(time));
    return at->second;
  }

  static constexpr auto kUnknown = std::numeric_limits<Time::rep>::min();
  std::vector<std::string> ids_;
  std::unordered_map<Time::rep, std::string> times_;
};

void Flush(fmt::memory_buffer& buffer, std::ostream& out) {
  out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  buffer.clear();
}

class JsonExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("edges-key", edges_key_,
            "name of the list of links; networkx 3.6 and later reads 'edges'");
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    const Json head = {{"nodes", graph.size()}, {"links", graph.edges().size()}};
    out << R"({"schema":"newsgraph/export/1","directed":true,"multigraph":true,"graph":)"
        << Compact(head) << ",\n\"nodes\":[";
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      Json node = NodeJson(graph.node(i));
      if (!marks.group.empty() && !marks.group[i].empty()) node["group"] = marks.group[i];
      out << (i == 0 ? "\n" : ",\n") << Compact(node);
    }
    out << "\n],\n" << Compact(edges_key_) << ":[";
    WriteLinks(graph, out);
    out << "\n]}\n";
  }

 private:
  static void WriteLinks(const NewsGraph& graph, std::ostream& out) {
    constexpr std::size_t kBuffered = 1 << 16;
    LinkWriter writer(graph);
    fmt::memory_buffer buffer;
    bool first = true;
    for (const GraphEdge& edge : graph.edges()) {
      buffer.append(std::string_view(first ? "\n" : ",\n"));
      writer.Append(edge, buffer);
      first = false;
      if (buffer.size() > kBuffered) Flush(buffer, out);
    }
    Flush(buffer, out);
  }

  std::string edges_key_ = "links";
};

}  // namespace

Entry<Exporter> json_format() {
  return {"json", "node-link JSON for d3, networkx and programs", Make<Exporter, JsonExporter>};
}

}  // namespace kg
