// A Mermaid flowchart, for small neighbourhoods in Markdown pages: Mermaid itself refuses 500 links
// and 50,000 characters.
#include <fmt/format.h>

#include <array>
#include <sstream>

#include "export/exporter.h"
#include "export/picture_style.h"
#include "export/picture_text.h"
#include "export/text_buffer.h"

namespace kg {
namespace {

constexpr std::size_t kMostMermaidLinks = 499;
constexpr std::size_t kMostCharacters = 50000;
constexpr int kMermaidColumns = 60;

/// What stands around a label tells the kind.
struct Brackets {
  const char* open;
  const char* close;
};
constexpr std::array<Brackets, kNodeKinds> kBrackets = {{
    {"[/\"", "\"/]"},  // articles
    {"([\"", "\"])"},  // people
    {"[\"", "\"]"},    // organizations
    {"{{\"", "\"}}"},  // places
    {"(\"", "\")"},    // topics
    {"[[\"", "\"]]"},  // publishers
}};

/// Mermaid writes characters by number between '#' and ';'.
std::string MermaidEscaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\"<>&#`\\;").find(c) != std::string_view::npos) {
      escaped += fmt::format("#{};", static_cast<int>(c));
    } else {
      escaped += c;
    }
  }
  return escaped.empty() ? " " : escaped;
}

class MermaidExporter final : public Exporter {
 public:
  void Write(const NewsGraph& graph, const Marks&, std::ostream& out) override {
    if (graph.edges().size() > kMostMermaidLinks || graph.size() > kMostCharacters / 10)
      Refuse(graph);
    std::ostringstream text;
    TextBuffer buffer(text);
    buffer.Add("flowchart LR\n");
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      const Node& node = graph.node(i);
      const Brackets& brackets = kBrackets.at(static_cast<std::size_t>(node.kind));
      buffer.AddFormatted(FMT_COMPILE("  n{}{}{}{}:::{}\n"), i, brackets.open,
                          MermaidEscaped(PlainLine(node.name, kMermaidColumns)), brackets.close,
                          ToString(node.kind));
    }
    for (const GraphEdge& edge : graph.edges()) {
      buffer.AddFormatted(FMT_COMPILE("  n{} {}|{}| n{}\n"), edge.source,
                          std::string_view(LookOf(edge.relation).arrow) == "none" ? "---" : "-->",
                          ToString(edge.relation), edge.target);
    }
    AddClasses(buffer);
    buffer.Finish();
    if (CharactersIn(text.view()) > kMostCharacters) Refuse(graph);
    out << text.view();
  }

 private:
  /// As JavaScript counts them.
  static std::size_t CharactersIn(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      count += (byte & 0xC0) != 0x80 ? 1U : 0U;
      count += byte >= 0xF0 ? 1U : 0U;
    }
    return count;
  }

  static void AddClasses(TextBuffer& out) {
    for (int i = 0; i < kNodeKinds; ++i) {
      const auto kind = static_cast<NodeKind>(i);
      out.AddFormatted(FMT_COMPILE("  classDef {} fill:{},stroke:{},color:{}\n"), ToString(kind),
                       LookOf(kind).fill, LookOf(kind).line, kInk);
    }
  }

  [[noreturn]] static void Refuse(const NewsGraph& graph) {
    throw Error(ErrorCode::kUsage,
                fmt::format("{} nodes and {} links are more than Mermaid draws (fewer than 500 "
                            "links, 50,000 characters): take fewer with --since, --type, --rel or "
                            "--min-weight",
                            graph.size(), graph.edges().size()));
  }
};

}  // namespace

Entry<Exporter> mermaid_format() {
  return {"mermaid", "a flowchart for Markdown pages; fewer than 500 links",
          Make<Exporter, MermaidExporter>};
}

}  // namespace kg
