// Graphviz as C++ sees it. graphviz.cc alone includes its headers.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/canvas.h"

struct Agraph_s;

namespace kg {

/// In points, y upwards.
struct Box {
  double left = 0;
  double bottom = 0;
  double right = 0;
  double top = 0;
};

/// A canvas that Graphviz lays out and draws. Layout() and Render() are slow, cannot be stopped and
/// run one at a time, however many threads call them.
class GvGraph final : public Canvas {
 public:
  GvGraph();

  void Set(const Attributes& attributes) override;
  void SetNodeDefaults(const Attributes& attributes) override;
  void SetEdgeDefaults(const Attributes& attributes) override;
  void AddNode(const std::string& name, const Attributes& attributes) override;
  std::size_t AddLook(const Attributes& attributes) override;
  void AddEdge(std::string_view tail, std::string_view head, std::string_view key,
               std::size_t look) override;

  /// Places nodes and edges and writes that into their attributes pos, width and height. Throws
  /// Error(kUnsupported) when this Graphviz has no such engine or gives up.
  void Layout(const std::string& engine);
  /// Around all that was placed.
  Box bounds() const;

  /// Bytes of an output format of Graphviz, everything lying where its attribute pos says. Throws
  /// Error(kUnsupported).
  std::string Render(const std::string& format);

 private:
  struct Closer {
    void operator()(Agraph_s* graph) const;
  };

  std::unique_ptr<Agraph_s, Closer> graph_;
  std::vector<Attributes> looks_{};
};

}  // namespace kg
