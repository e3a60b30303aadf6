#include "export/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "export/caption.h"
#include "export/drawing.h"
#include "export/font_library.h"
#include "export/graphviz.h"

namespace kg {
namespace {

constexpr std::size_t kMostNodes = 1500;
constexpr std::size_t kMostLinks = 6000;
constexpr double kMostPixels = 8000;  // on the longer side of a PNG

/// What a layout can do in seconds (measured: dot took 40 s for 200 nodes and 600 links).
struct Engine {
  const char* name;
  std::size_t most_nodes;
  std::size_t most_links;
};
constexpr std::array<Engine, 4> kEngines = {{
    {"dot", 200, 300},
    {"neato", 300, 2000},
    {"sfdp", kMostNodes, kMostLinks},
    {"twopi", kMostNodes, kMostLinks},
}};

const Engine& EngineNamed(const std::string& name) {
  for (const Engine& engine : kEngines) {
    if (name == engine.name) return engine;
  }
  throw Error(ErrorCode::kUsage,
              "unknown layout '" + name + "'; there is: dot, neato, sfdp, twopi");
}

void RefuseTooLarge(const NewsGraph& graph, const std::string& format) {
  if (graph.size() <= kMostNodes && graph.edges().size() <= kMostLinks) return;
  throw Error(
      ErrorCode::kUsage,
      fmt::format(
          "{} nodes and {} links are no picture (at most {} and {}): take fewer with --since, "
          "--type, --rel or --min-weight, or 'diagram NAME -o x.{}' for what is around a name",
          graph.size(), graph.edges().size(), kMostNodes, kMostLinks, format));
}

const Engine& EngineFor(const NewsGraph& graph, const std::string& asked) {
  const Engine& engine = EngineNamed(asked.empty() ? DefaultLayout(graph) : asked);
  if (graph.size() <= engine.most_nodes && graph.edges().size() <= engine.most_links) return engine;
  throw Error(
      ErrorCode::kUsage,
      fmt::format(
          "layout {} takes hours for {} nodes and {} links (at most {} and {}): choose sfdp",
          engine.name, graph.size(), graph.edges().size(), engine.most_nodes, engine.most_links));
}

/// As fine as print wants it, but never a picture that no program opens.
std::string DotsPerInch(const Box& page) {
  const double longer = std::max({page.right - page.left, page.top - page.bottom, 1.0}) / 72;
  return fmt::format("{:.0f}", std::clamp(kMostPixels / longer, 24.0, 192.0));
}

/// Cairo puts the time of day into a PDF and has no way to say another.
void RemoveDate(std::string& pdf) {
  constexpr std::string_view kKey = "/CreationDate (D:";
  const std::size_t key = pdf.rfind(kKey);
  if (key == std::string::npos) return;
  for (std::size_t i = key + kKey.size(); i < pdf.size() && pdf[i] != ')'; ++i) {
    if ('0' <= pdf[i] && pdf[i] <= '9') pdf[i] = '0';
  }
}

}  // namespace

std::string DefaultLayout(const NewsGraph& graph) {
  return graph.size() <= 100 && graph.edges().size() <= 1000 ? "neato" : "sfdp";
}

const char* SplinesFor(const std::string& layout) { return layout == "dot" ? "true" : "line"; }

void CheckLayout(const std::string& layout) { EngineNamed(layout); }

std::string DrawPicture(const NewsGraph& graph, const Marks& marks, const PictureOptions& options,
                        const std::string& format) {
  RefuseTooLarge(graph, format);
  if (options.legend != "zh" && options.legend != "en") {
    throw Error(ErrorCode::kUsage, "--legend: '" + options.legend + "' is neither zh nor en");
  }
  const GroupLooks groups(marks);
  const std::string layout = EngineFor(graph, options.layout).name;
  GvGraph drawing;
  Draw(graph, marks, groups, {.ampersand = format == "pdf" ? "&" : "&amp;"}, drawing);
  drawing.Set({{"splines", SplinesFor(layout)}});
  drawing.Layout(layout);
  AddCaption(drawing, graph, marks, groups, options.legend == "en");
  if (format == "png") drawing.Set({{"dpi", DotsPerInch(drawing.bounds())}});
  std::string picture = drawing.Render(format);
  if (format == "pdf") RemoveDate(picture);
  return picture;
}

void PictureExporter::AddOptions(OptionSet& set) {
  set.Add("layout", options_.layout, "dot, neato, sfdp or twopi; by size when left out").choices = {
      "dot", "neato", "sfdp", "twopi"};
  set.Add("legend", options_.legend, "language of the legend, zh or en").choices = {"zh", "en"};
}

void PictureExporter::Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) {
  out << DrawPicture(graph, marks, options_, format_);
}

std::string PictureExporter::Hint() const {
  if (HasChineseFont()) return {};
  return "no Chinese font is installed, so names may show as boxes; Debian has fonts-noto-cjk";
}

}  // namespace kg
