// Graphviz as C++ sees it. graphviz.cc alone includes its headers.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

struct Agraph_s;
struct Agnode_s;

namespace kg {

/// In points, y upwards.
struct Box {
  double left = 0;
  double bottom = 0;
  double right = 0;
  double top = 0;
};

/// A directed graph with parallel edges. Values of attributes are taken as Graphviz reads them:
/// what comes from data goes through picture_text.h first. Layout() and Render() are slow, cannot
/// be stopped and run one at a time, however many threads call them.
class GvGraph {
 public:
  using Node = Agnode_s*;
  using Attributes = std::vector<std::pair<const char*, std::string>>;

  GvGraph();

  void Set(const Attributes& attributes);
  /// What nodes and edges have that do not say otherwise. To be called before the first of them.
  void SetNodeDefaults(const Attributes& attributes);
  void SetEdgeDefaults(const Attributes& attributes);

  /// The node of this name; made when there is none.
  Node AddNode(const std::string& name, const Attributes& attributes);
  /// The edge of this key between the two; made when there is none.
  void AddEdge(Node tail, Node head, const std::string& key, const Attributes& attributes);

  /// Places nodes and edges and writes that into their attributes pos, width and height. Throws
  /// Error(kUnsupported) when this Graphviz has no such engine or gives up.
  void Layout(const std::string& engine);
  /// Around all that was placed.
  Box bounds() const;

  /// Bytes of an output format of Graphviz, everything lying where its attribute pos says. Throws
  /// Error(kUnsupported).
  std::string Render(const std::string& format);

  /// As DOT source, with no layout.
  void Write(std::ostream& out) const;

 private:
  struct Closer {
    void operator()(Agraph_s* graph) const;
  };

  std::unique_ptr<Agraph_s, Closer> graph_;
};

}  // namespace kg
