#include <fmt/format.h>

#include <filesystem>

#include "cli/command.h"
#include "cli/filters.h"
#include "cli/format_options.h"
#include "cli/output_file.h"
#include "export/exporter.h"
#include "queries/backbone.h"
#include "queries/clusters.h"
#include "queries/ego_network.h"
#include "queries/find_name.h"
#include "queries/thin_graph.h"

namespace kg {
namespace {

// Articles, topics and publishers only where they are asked for, or where an article is in the
// middle: a picture of everything around a person shows nothing.
std::vector<NodeKind> UsualKinds(const std::vector<Node>& centers) {
  for (const Node& node : centers) {
    if (node.kind != NodeKind::kPerson && node.kind != NodeKind::kOrganization &&
        node.kind != NodeKind::kPlace) {
      return {};
    }
  }
  return {NodeKind::kPerson, NodeKind::kOrganization, NodeKind::kPlace};
}

std::vector<Relation> RelationsShown() {
  std::vector<Relation> shown;
  for (int i = 0; i < kRelations; ++i) {
    if (static_cast<Relation>(i) != Relation::kSameAs) shown.push_back(static_cast<Relation>(i));
  }
  return shown;
}

std::string NamesOf(const std::vector<Node>& nodes) {
  std::string names;
  for (const Node& node : nodes) names.append(names.empty() ? "" : "、").append(node.name);
  return names;
}

// The time that the links shown rest on.
std::string PeriodOf(const NewsGraph& graph) {
  std::optional<Time> first;
  std::optional<Time> last;
  for (const GraphEdge& edge : graph.edges()) {
    if (edge.first) first = std::min(first.value_or(*edge.first), *edge.first);
    if (edge.last) last = std::max(last.value_or(*edge.last), *edge.last);
  }
  return first ? fmt::format("，{} 至 {}", DayOf(first), DayOf(last)) : "";
}

// For the readers of the picture, who read what its labels are written in.
std::string NoteOf(const EgoNetwork& network, const NewsGraph& drawn) {
  std::string note =
      fmt::format("{} 个节点，{} 条联系{}", drawn.size(), drawn.edges().size(), PeriodOf(drawn));
  const std::size_t links =
      network.hidden_links + network.graph.edges().size() - drawn.edges().size();
  if (network.hidden_nodes > 0)
    note += fmt::format("；较弱的 {} 个节点未画出", network.hidden_nodes);
  if (links > 0) note += fmt::format("；较弱的 {} 条联系未画出", links);
  return note;
}

class DiagramCommand final : public Command {
 public:
  void AddOptions(OptionSet& set) override {
    set.AddPositional("NAME", names_, "nodes, names, aliases or addresses");
    set.Add("output", output_, "file to write; its suffix tells the format: svg, png, pdf or dot")
        .is_path = true;
    set.Add("hops", hops_, "how far to go; 1 to 3");
    set.Add("layout", layout_, "dot, neato, sfdp or twopi; by size when left out").choices = {
        "dot", "neato", "sfdp", "twopi"};
    set.Add("group", group_, "what colours tell: kind or cluster").choices = {"kind", "cluster"};
    words_.AddOptions(set, kByTime | kByKind | kByRelation | kByWeight | kByBackbone | kByLimit);
  }

  std::string_view Example() const override {
    return "newsgraph diagram 马克龙 --hops 2 -o macron.svg";
  }

  int Run(const Globals& globals, Streams io) override {
    if (hops_ < 1 || hops_ > 3) throw Error(ErrorCode::kUsage, "--hops: 1, 2 or 3");
    if (group_ != "kind" && group_ != "cluster") {
      throw Error(ErrorCode::kUsage, "--group: '" + group_ + "' is none of kind, cluster");
    }
    const std::unique_ptr<Exporter> exporter = MakeExporter();
    const SharedFilters filters = words_.Parse();
    const GraphStore store = GraphStore::Open(globals.store);
    std::vector<Node> centers;
    for (const std::string& name : names_) centers.push_back(FindNamed(store, name));
    const EgoNetwork network = FindEgoNetwork(store, centers, OptionsFor(centers, filters));
    const NewsGraph drawn = Thinned(centers, Backbone(network.graph, filters.backbone));
    const Marks marks = MarksOf(store, centers, network, drawn);
    WriteOutput(output_, io.out, [&](std::ostream& out) { exporter->Write(drawn, marks, out); });
    if (!globals.quiet) io.err << Remarks(*exporter, network);
    return drawn.size() > centers.size() ? kAnswered : kNothingFound;
  }

 private:
  std::unique_ptr<Exporter> MakeExporter() const {
    std::string suffix = std::filesystem::path(output_).extension().string();
    if (suffix.empty()) suffix = ".svg";
    std::unique_ptr<Exporter> exporter = MakeNamed(Formats(), suffix.substr(1));
    if (!layout_.empty()) GiveOption(*exporter, suffix.substr(1), "layout", layout_);
    return exporter;
  }

  static std::string Remarks(const Exporter& exporter, const EgoNetwork& network) {
    std::string remarks = exporter.Hint();
    if (!remarks.empty()) remarks += '\n';
    if (network.hidden_nodes > 0) {
      remarks += fmt::format("{} of {} nodes drawn; see --limit\n", network.graph.size(),
                             network.graph.size() + network.hidden_nodes);
    }
    return remarks;
  }

  EgoOptions OptionsFor(const std::vector<Node>& centers, const SharedFilters& filters) const {
    constexpr std::size_t kUsualNodes = 36;  // what a page can show with every label legible
    EgoOptions options{
        .hops = hops_,
        .most_nodes = filters.limit > 0 ? static_cast<std::size_t>(filters.limit) : kUsualNodes,
        .filter = filters.graph,
        .damp_hubs = true};
    if (options.filter.kinds.empty()) options.filter.kinds = UsualKinds(centers);
    // Other names of somebody would stand in a picture like other people.
    if (options.filter.relations.empty()) options.filter.relations = RelationsShown();
    return options;
  }

  // Everybody is tied to everybody a little: beside the centers a node's strongest ties are enough.
  static NewsGraph Thinned(const std::vector<Node>& centers, const NewsGraph& graph) {
    constexpr std::size_t kStrongest = 2;
    std::vector<NodeId> ids;
    for (const Node& node : centers) ids.push_back(node.id());
    return ThinGraph(graph, ids, kStrongest);
  }

  Marks MarksOf(const GraphStore& store, const std::vector<Node>& centers,
                const EgoNetwork& network, const NewsGraph& drawn) const {
    Marks marks{.title = NamesOf(centers), .note = NoteOf(network, drawn)};
    if (centers.size() == 1) marks.center = centers.front().id();
    if (group_ == "cluster") {
      std::optional<ClusterRun> run = StoredClusters(store);
      if (!run) run = ComputeClusters(store, {});
      marks.group = ClusterOfNodes(*run, drawn);
      for (const Cluster& cluster : run->clusters)
        marks.group_names["cluster:" + cluster.id] = cluster.label;
    }
    return marks;
  }

  std::vector<std::string> names_;
  std::string output_;
  int hops_ = 1;
  std::string layout_;
  std::string group_ = "kind";
  FilterWords words_;
};

}  // namespace

Entry<Command> diagram_command() {
  return {"diagram", "a finished picture of what is around names", Make<Command, DiagramCommand>};
}

}  // namespace kg
