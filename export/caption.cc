#include "export/caption.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "export/picture_text.h"

namespace kg {
namespace {

// In points, for a page of kUsualWidth; wider pages have larger captions.
constexpr double kUsualWidth = 900;
constexpr double kNarrowest = 420;
constexpr double kMostScale = 4;

std::string Inches(double points) { return fmt::format("{:.4f}", points / 72); }

// A Chinese character is as wide as it is high; Latin letters are a little over half of that.
double WidthOf(std::string_view text, double font) { return SizeOf(text).columns * font * 0.55; }

/// Writes below the picture, from the left to the right and then in the next row.
class Writer {
 public:
  Writer(GvGraph& drawing, bool english)
      : drawing_(drawing), english_(english), page_(drawing.bounds()) {
    const double scale = std::clamp((page_.right - page_.left) / kUsualWidth, 1.0, kMostScale);
    for (double* size : {&row_, &gap_, &sample_, &title_font_, &legend_font_, &note_font_})
      *size *= scale;
    const double missing = std::max(0.0, kNarrowest - (page_.right - page_.left));
    page_.left -= missing / 2;
    page_.right += missing / 2;
    x_ = page_.left;
    y_ = page_.bottom - row_;
  }

  void Title(const std::string& title) {
    if (title.empty()) return;
    const std::string text = Fitted(title, title_font_, 2);
    const double height = SizeOf(text).lines * title_font_ * 1.3;
    Text(page_.left, page_.top + gap_ + height / 2, {text, title_font_, kInk, kBoldFont});
    page_.top += gap_ + height;
  }

  void Kind(const KindLook& look, const Word& word, const std::string& style, bool grouped) {
    const double width = WidthOf(In(word), legend_font_) + 1.1 * row_;
    Reserve(width);
    AddNode(x_ + width / 2, y_, width, 0.83 * row_,
            {{"label", In(word)},
             {"shape", look.shape},
             {"style", style},
             {"fillcolor", grouped ? "#FFFFFF" : look.fill},
             {"color", grouped ? kPaleInk : look.line},
             {"fontsize", fmt::format("{}", legend_font_)}});
    x_ += width + gap_;
  }

  void Link(const RelationLook& look) {
    const double width = sample_ + gap_ / 2 + WidthOf(In(look.word), legend_font_);
    Reserve(width);
    Line(look);
    Text(x_ + sample_ + gap_ / 2, y_, {In(look.word), legend_font_});
    x_ += width + gap_;
  }

  void Group(const GroupLook& look) {
    const std::string text = fmt::format("{} {}", look.sign, PictureLine(look.name, 36));
    const double width = WidthOf(text, legend_font_) + gap_;
    Reserve(width);
    AddNode(x_ + width / 2, y_, width, 0.83 * row_,
            {{"label", text},
             {"shape", "box"},
             {"style", "filled"},
             {"fillcolor", look.fill},
             {"color", look.line},
             {"fontsize", fmt::format("{}", legend_font_)}});
    x_ += width + gap_;
  }

  void Note(const std::string& note) {
    if (note.empty()) return;
    const std::string text = Fitted(note, note_font_, 4);
    const double height = SizeOf(text).lines * note_font_ * 1.4;
    Text(page_.left, y_ + row_ / 2 - height / 2, {text, note_font_, kPaleInk});
    y_ -= height;
  }

  void EndRow() {
    if (x_ == page_.left) return;
    x_ = page_.left;
    y_ -= row_;
  }

  /// A third of a row.
  void Leave() { y_ -= row_ / 3; }

  void EndPage() {
    drawing_.Set({{"bb", fmt::format("{:.2f},{:.2f},{:.2f},{:.2f}", page_.left, y_ + row_ / 2,
                                     page_.right, page_.top)}});
  }

  std::string In(const Word& word) const { return english_ ? word.english : word.chinese; }

 private:
  struct Style {
    std::string text;
    double font;
    const char* color = kInk;
    const char* face = kFont;
  };

  std::string Fitted(const std::string& text, double font, int max_lines) const {
    const int columns = static_cast<int>((page_.right - page_.left) / (font * 0.55));
    return PictureLines(text, columns, max_lines, "\\l");
  }

  void Reserve(double width) {
    if (x_ + width > page_.right) EndRow();
  }

  std::string AddNode(double x, double y, double width, double height,
                      Canvas::Attributes attributes) {
    attributes.insert(attributes.end(), {{"pos", fmt::format("{:.2f},{:.2f}", x, y)},
                                         {"width", Inches(width)},
                                         {"height", Inches(height)},
                                         {"fixedsize", "true"},
                                         {"margin", "0"},
                                         {"class", "legend"}});
    std::string name = fmt::format("legend-{}", ++count_);
    drawing_.AddNode(name, attributes);
    return name;
  }

  /// From `left` on; `y` is the middle.
  void Text(double left, double y, const Style& style) {
    const std::string text = style.text.ends_with("\\l") ? style.text : style.text + "\\l";
    const TextSize size = SizeOf(text);
    const double width = WidthOf(text, style.font);
    AddNode(left + width / 2, y, width, size.lines * style.font * 1.3,
            {{"label", text},
             {"shape", "plaintext"},
             {"fontsize", fmt::format("{}", style.font)},
             {"fontcolor", style.color},
             {"fontname", style.face}});
  }

  void Line(const RelationLook& look) {
    const bool arrow = std::string_view(look.arrow) != "none";
    const double end = x_ + sample_;
    const double tip = arrow ? end - 8 : end;
    const std::string tail = AddNode(x_, y_, 0.1, 0.1, {{"style", "invis"}, {"label", ""}});
    const std::string head = AddNode(end, y_, 0.1, 0.1, {{"style", "invis"}, {"label", ""}});
    std::string path = arrow ? fmt::format("e,{:.2f},{:.2f} ", end, y_) : "";
    path += fmt::format("{:.2f},{:.2f} {:.2f},{:.2f} {:.2f},{:.2f} {:.2f},{:.2f}", x_, y_, x_ + 9,
                        y_, tip - 9, y_, tip, y_);
    drawing_.AddEdge(tail, head, "legend",
                     drawing_.AddLook({{"pos", path},
                                       {"color", look.color},
                                       {"style", look.style},
                                       {"penwidth", "1.6"},
                                       {"dir", arrow ? "forward" : "none"},
                                       {"arrowhead", look.arrow},
                                       {"class", "legend"}}));
  }

  GvGraph& drawing_;
  bool english_;
  Box page_;
  double row_ = 24;
  double gap_ = 14;
  double sample_ = 42;  // length of a line in the legend
  double title_font_ = 22;
  double legend_font_ = 11;
  double note_font_ = 10;
  double x_ = 0;  // where the next sign starts
  double y_ = 0;  // middle of the row
  int count_ = 0;
};

constexpr Word kAbsentWord = {"未收录的文章", "article not in the archive"};
constexpr Word kSizes = {"字越大，联系越多；线越粗，同文出现越多",
                         "larger: more links; thicker: more often named together"};

}  // namespace

void AddCaption(GvGraph& drawing, const NewsGraph& graph, const Marks& marks,
                const GroupLooks& groups, bool english) {
  std::set<NodeKind> kinds;
  for (const Node& node : graph.nodes()) kinds.insert(node.kind);
  std::set<Relation> relations;
  for (const GraphEdge& edge : graph.edges()) relations.insert(edge.relation);

  Writer writer(drawing, english);
  writer.Title(marks.title);
  for (const NodeKind kind : kinds) {
    writer.Kind(LookOf(kind), LookOf(kind).word, LookOf(kind).style, groups.any());
  }
  if (std::any_of(graph.nodes().begin(), graph.nodes().end(), IsAbsent)) {
    const KindLook& article = LookOf(NodeKind::kArticle);
    writer.Kind(article, kAbsentWord, std::string(article.style) + ",dashed", groups.any());
  }
  writer.EndRow();
  for (const Relation relation : relations) writer.Link(LookOf(relation));
  writer.EndRow();
  for (const GroupLook& group : groups.legend()) writer.Group(group);
  writer.EndRow();
  writer.Leave();
  if (!relations.empty()) writer.Note(writer.In(kSizes));
  writer.Note(marks.note);
  writer.EndPage();
}

}  // namespace kg
