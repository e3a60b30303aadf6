// What svg, png and pdf have in common: choosing a layout, drawing, refusing what would take hours.
#pragma once

#include <string>

#include "export/exporter.h"

namespace kg {

struct PictureOptions {
  std::string layout{};       // dot, neato, sfdp or twopi; by the size of the graph when empty
  std::string legend = "zh";  // language of the legend's own words: zh or en
};

/// The picture in an output format of Graphviz. Takes up to a second for 60 nodes, some 20 for
/// 1,500, which is the most it takes; Exporter::Write says what it throws.
std::string DrawPicture(const NewsGraph& graph, const Marks& marks, const PictureOptions& options,
                        const std::string& format);

/// The layout that suits a graph of this size.
std::string DefaultLayout(const NewsGraph& graph);

/// How an engine is to lead links. Only dot leads them around nodes: the router that the others
/// share writes beyond its memory in Graphviz 2.42 (makeMultiSpline).
const char* SplinesFor(const std::string& layout);

/// Throws Error(kUsage).
void CheckLayout(const std::string& layout);

class PictureExporter : public Exporter {
 public:
  explicit PictureExporter(std::string format) : format_(std::move(format)) {}

  void AddOptions(OptionSet& set) override;
  void Write(const NewsGraph& graph, const Marks& marks, std::ostream& out) override;
  std::string Hint() const override;

 private:
  std::string format_;
  PictureOptions options_;
};

}  // namespace kg
