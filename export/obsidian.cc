// A vault of notes: one a node, in a folder for its kind, with a link for each edge in the note of
// its source. Obsidian shows the other end's links by itself.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "export/exporter.h"
#include "export/json_parts.h"
#include "export/picture_text.h"
#include "graph/utf8.h"

namespace kg {
namespace {

constexpr int kNameColumns = 60;
constexpr std::size_t kNameBytes = 180;  // of 255, of which some systems keep a part for themselves
constexpr int kHeadingColumns = 400;

const char* FolderOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kArticle: return "articles";
    case NodeKind::kPerson: return "people";
    case NodeKind::kOrganization: return "organizations";
    case NodeKind::kPlace: return "places";
    case NodeKind::kTopic: return "topics";
    case NodeKind::kPublisher: return "publishers";
  }
  return "notes";
}

/// What file systems or links refuse becomes a blank.
std::string WithoutSigns(std::string text, std::string_view signs) {
  std::replace_if(
      text.begin(), text.end(), [signs](char c) { return signs.find(c) != std::string_view::npos; },
      ' ');
  return text;
}

std::string Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" .");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" .") + 1 - first));
}

std::string AtMostBytes(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && IsContinuation(text[most])) --most;
  text.resize(most);
  return text;
}

/// A readable beginning, and of the id as much as keeps equal titles apart, also on systems where
/// case does not.
std::string NoteName(const Node& node) {
  const std::string name = WithoutSigns(PlainLine(node.name, kNameColumns), "\\/:*?\"<>|#^[]");
  const std::string start = Trimmed(AtMostBytes(name, kNameBytes));
  return fmt::format("{}{}{:016x}", start, start.empty() ? "" : " ",
                     static_cast<std::uint64_t>(node.id()));
}

/// A JSON string is a YAML one. A bracket would make a link of it.
std::string YamlQuoted(const std::string& text) {
  std::string quoted;
  for (const char c : Compact(text)) quoted += c == '[' ? "\\u005b" : std::string(1, c);
  return quoted;
}

/// Plain text in Markdown.
std::string MarkdownEscaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#+-!|~=$%^&").find(c) != std::string_view::npos)
      escaped += '\\';
    escaped += c;
  }
  return escaped;
}

class ObsidianExporter final : public FolderExporter {
 public:
  void WriteFolder(const NewsGraph& graph, const Marks& marks, Folder& folder) override {
    std::vector<std::string> names;
    names.reserve(graph.size());
    for (const Node& node : graph.nodes()) names.push_back(NoteName(node));
    for (NewsGraph::Index i = 0; i < graph.size(); ++i) {
      TextBuffer note(
          folder.NewFile(fmt::format("{}/{}.md", FolderOf(graph.node(i).kind), names[i])));
      WriteHead(FactsOf(graph, marks, i), note);
      WriteLinks(graph, i, names, note);
      note.Finish();
    }
  }

 private:
  static void WriteHead(const NodeFacts& facts, TextBuffer& out) {
    out.AddFormatted(FMT_COMPILE("---\naliases: [{}]\nkind: {}\nnode: {}\n"),
                     YamlQuoted(facts.label), facts.kind, YamlQuoted(facts.node));
    if (!facts.url.empty()) out.AddFormatted(FMT_COMPILE("url: {}\n"), YamlQuoted(facts.url));
    if (!facts.published.empty()) {
      out.AddFormatted(FMT_COMPILE("published: {}\n"), facts.published.substr(0, 19));
    }
    if (!facts.state.empty()) out.AddFormatted(FMT_COMPILE("state: {}\n"), facts.state);
    if (!facts.group.empty()) out.AddFormatted(FMT_COMPILE("group: {}\n"), YamlQuoted(facts.group));
    out.AddFormatted(FMT_COMPILE("tags: [{}]\n---\n\n# {}\n"), facts.kind,
                     MarkdownEscaped(PlainLine(facts.label, kHeadingColumns)));
  }

  static void WriteLinks(const NewsGraph& graph, NewsGraph::Index i,
                         const std::vector<std::string>& names, TextBuffer& out) {
    const std::span<const GraphEdge> all = graph.out(i);
    std::vector<GraphEdge> links(all.begin(), all.end());
    std::stable_sort(links.begin(), links.end(), [](const GraphEdge& a, const GraphEdge& b) {
      return std::pair(a.relation, -a.weight) < std::pair(b.relation, -b.weight);
    });
    std::optional<Relation> heading;
    for (const GraphEdge& edge : links) {
      if (heading != edge.relation) {
        heading = edge.relation;
        out.AddFormatted(FMT_COMPILE("\n## {}\n\n"), ToString(edge.relation));
      }
      out.AddFormatted(FMT_COMPILE("- [[{}|{}]] ({})"), names[edge.target],
                       ShownName(graph.node(edge.target)), edge.weight);
      if (edge.first && edge.last) {
        out.AddFormatted(FMT_COMPILE(" {} – {}"), DayOf(edge.first), DayOf(edge.last));
      }
      out.Add('\n');
      out.EndRecord();
    }
  }

  static std::string ShownName(const Node& node) {
    std::string shown = Trimmed(WithoutSigns(PlainLine(node.name, kNameColumns), "[]|<>#^\\`"));
    return shown.empty() ? std::string(ToString(node.kind)) : shown;
  }
};

}  // namespace

Entry<Exporter> obsidian_format() {
  return {"obsidian", "a folder of linked notes, one a node, for Obsidian",
          Make<Exporter, ObsidianExporter>};
}

}  // namespace kg
