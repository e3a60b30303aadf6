// Graphviz source: the whole store if need be, since nothing is placed.
#include "export/dot_writer.h"
#include "export/drawing.h"
#include "export/picture.h"
#include "export/picture_text.h"

namespace kg {
namespace {

class DotExporter final : public Exporter {
 public:
  void AddOptions(OptionSet& set) override {
    set.Add("layout", layout_, "dot, neato, sfdp or twopi; by size when left out").choices = {
        "dot", "neato", "sfdp", "twopi"};
  }

  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override {
    if (!layout_.empty()) CheckLayout(layout_);
    const std::string layout = layout_.empty() ? DefaultLayout(graph) : layout_;
    DotWriter writer(out);
    writer.Set({{"layout", layout},
                {"splines", SplinesFor(layout)},
                {"label", PictureLine(marks.title, 200) + "\\n" + PictureLine(marks.note, 200)},
                {"labelloc", "t"}});
    Draw(graph, marks, GroupLooks(marks), {.links_speak = false}, writer);
    writer.Finish();
  }

 private:
  std::string layout_;
};

}  // namespace

Entry<Exporter> dot_format() {
  return {"dot", "Graphviz source of a graph of any size", Make<Exporter, DotExporter>};
}

}  // namespace kg
