#include "export/drawing.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <vector>

#include "export/node_facts.h"
#include "export/picture_text.h"

namespace kg {
namespace {

constexpr int kLabelColumns = 28;  // 14 Chinese characters
constexpr int kLabelLines = 3;
constexpr int kTooltipColumns = 200;
constexpr double kSmallestFont = 11;
constexpr double kLargestFont = 20;
constexpr double kCenterFont = 24;
constexpr double kThinnestLink = 0.5;
constexpr double kThickestLink = 4.5;
constexpr double kLongestLink = 1.7;  // inches from middle to middle; the strongest have half of it
constexpr double kOtherArrow = 1;
constexpr double kThickestArrow = 1.8;  // heads of thicker ones are blots
constexpr const char* kPaleLink = "#CBD3DA";

// Overlaps are removed after the fact by all engines but dot; links are drawn below the nodes.
Canvas::Attributes GraphAttributes() {
  return {{"charset", "UTF-8"},          {"bgcolor", "#FFFFFF"}, {"overlap", "prism"},
          {"overlap_scaling", "-2"},     {"sep", "+7"},          {"esep", "+3"},
          {"outputorder", "edgesfirst"}, {"start", "7"},         {"pad", "0.25"},
          {"nodesep", "0.15"},           {"ranksep", "0.6"},     {"rankdir", "LR"}};
}

class Drawer {
 public:
  Drawer(const NewsGraph& graph, const Marks& marks, const GroupLooks& groups,
         const DrawingOptions& options, Canvas& canvas)
      : graph_(graph),
        marks_(marks),
        groups_(groups),
        options_(options),
        canvas_(canvas),
        strength_(graph.size()),
        ids_(graph) {
    if (marks.center) center_ = graph.Find(*marks.center);
    for (const GraphEdge& edge : graph.edges()) {
      strength_[edge.source] += edge.weight;
      strength_[edge.target] += edge.weight;
      double& heaviest = heaviest_[static_cast<std::size_t>(edge.relation)];
      if (!IsBeside(edge)) heaviest = std::max(heaviest, edge.weight);
    }
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      if (center_ != i) strongest_ = std::max(strongest_, strength_[i]);
    }
  }

  void Draw() {
    canvas_.Set(GraphAttributes());
    if (center_) canvas_.Set({{"root", NameOf(*center_)}});
    canvas_.SetNodeDefaults({{"fontname", kFont},
                             {"fontcolor", kInk},
                             {"id", "\\N"},
                             {"label", "\\N"},  // Graphviz declares it once it has drawn anything
                             {"margin", "0.08,0.04"},
                             {"height", "0.3"},
                             {"width", "0.3"}});
    canvas_.SetEdgeDefaults({{"arrowsize", "0.6"}});
    for (NewsGraph::Index i = 0; i < graph_.size(); ++i) {
      if (center_ != i) AddNode(i);
    }
    if (center_) AddNode(*center_);  // what comes last is drawn above the rest
    ForEachLink(graph_, ids_, [this](const GraphEdge& edge) { AddEdge(edge); });
  }

 private:
  std::string NameOf(NewsGraph::Index i) const { return std::string(ids_[i]); }

  void AddNode(NewsGraph::Index i) { canvas_.AddNode(NameOf(i), NodeAttributes(i)); }

  void AddEdge(const GraphEdge& edge) {
    // Links are drawn with their tails, and those of the centre belong on top.
    const bool turned = edge.relation == Relation::kCoMentioned && edge.target == center_;
    canvas_.AddEdge(ids_[turned ? edge.target : edge.source],
                    ids_[turned ? edge.source : edge.target], ToString(edge.relation),
                    LookOfLink(edge));
  }

  /// Links that say nothing of themselves look the same if they weigh the same: they are many.
  std::size_t LookOfLink(const GraphEdge& edge) {
    const bool beside = edge.relation == Relation::kCoMentioned && IsBeside(edge);
    if (options_.links_speak) return canvas_.AddLook(EdgeAttributes(edge, beside));
    auto& looks = looks_[2 * static_cast<std::size_t>(edge.relation) + (beside ? 1 : 0)];
    const auto [at, fresh] = looks.try_emplace(edge.weight);
    if (fresh) at->second = canvas_.AddLook(EdgeAttributes(edge, beside));
    return at->second;
  }

  /// It does not touch the centre, and so stands back.
  bool IsBeside(const GraphEdge& edge) const {
    return center_ && edge.source != center_ && edge.target != center_;
  }

  const std::string& GroupOf(NewsGraph::Index i) const {
    static const std::string kNone;
    return marks_.group.empty() ? kNone : marks_.group[i];
  }

  Canvas::Attributes NodeAttributes(NewsGraph::Index i) const {
    const Node& node = graph_.node(i);
    const KindLook& kind = LookOf(node.kind);
    const GroupLook& group = groups_.of(GroupOf(i));
    Canvas::Attributes attributes = {
        {"class", std::string(ToString(node.kind))},
        {"label", Label(node, group)},
        {"tooltip", Tooltip(node)},
        {"shape", kind.shape},
        {"style", std::string(kind.style) + (IsAbsent(node) ? ",dashed" : "")},
        {"fillcolor", groups_.any() ? group.fill : kind.fill},
        {"color", groups_.any() ? group.line : kind.line},
        {"fontsize", fmt::format("{:.1f}", FontSize(i))}};
    if (node.kind == NodeKind::kArticle) {
      attributes.emplace_back("URL", PictureUrl(node.key, options_.ampersand));
    }
    if (center_ == i) {
      attributes.insert(attributes.end(),
                        {{"fontname", kBoldFont}, {"color", kCenterLine}, {"penwidth", "3.5"}});
    }
    return attributes;
  }

  static std::string Label(const Node& node, const GroupLook& group) {
    std::string label = PictureLines(node.name, kLabelColumns, kLabelLines);
    return *group.sign == '\0' ? label : fmt::format("{} {}", group.sign, label);
  }

  static std::string Tooltip(const Node& node) {
    const std::string name = PictureLine(node.name, kTooltipColumns);
    return node.published ? fmt::format("{} {}", DayOf(node.published), name) : name;
  }

  double FontSize(NewsGraph::Index i) const {
    if (center_ == i) return kCenterFont;
    if (graph_.node(i).kind == NodeKind::kArticle || strongest_ == 0) return kSmallestFont;
    return kSmallestFont + (kLargestFont - kSmallestFont) * std::sqrt(strength_[i] / strongest_);
  }

  Canvas::Attributes EdgeAttributes(const GraphEdge& edge, bool beside) const {
    const RelationLook& look = LookOf(edge.relation);
    const double heaviest = heaviest_[static_cast<std::size_t>(edge.relation)];
    const double strength = heaviest > 0 ? std::sqrt(std::min(1.0, edge.weight / heaviest)) : 1;
    const double width = kThinnestLink + (Thickest(edge.relation) - kThinnestLink) * strength;
    Canvas::Attributes attributes = {
        {"class", std::string(ToString(edge.relation))},
        {"weight", fmt::format(FMT_COMPILE("{}"), edge.weight)},
        {"penwidth", fmt::format(FMT_COMPILE("{:.2f}"), beside ? width / 2 : width)},
        {"len", fmt::format(FMT_COMPILE("{:.2f}"),
                            kLongestLink * (1 - strength / 2) * (beside ? 1.6 : 1))},
        {"color", beside ? kPaleLink : look.color},
        {"style", look.style}};
    if (edge.relation == Relation::kCoMentioned) {
      attributes.emplace_back("dir", "none");
    } else {
      attributes.emplace_back("arrowhead", look.arrow);
    }
    if (options_.links_speak) {
      attributes.emplace_back("id", fmt::format("\\T-\\H-{}", ToString(edge.relation)));
      attributes.emplace_back("tooltip", Tooltip(edge));
    }
    return attributes;
  }

  static double Thickest(Relation relation) {
    if (relation == Relation::kCoMentioned) return kThickestLink;
    return relation == Relation::kMentions ? kThickestArrow : kOtherArrow;
  }

  std::string Tooltip(const GraphEdge& edge) const {
    return fmt::format("{} – {}: {} {}", PictureLine(graph_.node(edge.source).name, 40),
                       PictureLine(graph_.node(edge.target).name, 40),
                       LookOf(edge.relation).word.chinese, edge.weight);
  }

  const NewsGraph& graph_;
  const Marks& marks_;
  const GroupLooks& groups_;
  const DrawingOptions& options_;
  Canvas& canvas_;
  std::vector<double> strength_;  // of each node, the sum of its links
  double strongest_ = 0;          // but for the centre
  std::array<double, kRelations> heaviest_{};
  std::optional<NewsGraph::Index> center_;
  PlainIds ids_;
  std::array<std::unordered_map<double, std::size_t>, 2 * kRelations> looks_{};
};

}  // namespace

void Draw(const NewsGraph& graph, const Marks& marks, const GroupLooks& groups,
          const DrawingOptions& options, Canvas& canvas) {
  Drawer(graph, marks, groups, options, canvas).Draw();
}

}  // namespace kg
