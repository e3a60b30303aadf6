// What a drawing is put on, statement by statement.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kg {

/// A directed graph with parallel edges, in the words of Graphviz. Values of attributes are taken
/// as Graphviz reads them: what comes from data goes through picture_text.h first.
class Canvas {
 public:
  using Attributes = std::vector<std::pair<const char*, std::string>>;

  virtual ~Canvas() = default;

  virtual void Set(const Attributes& attributes) = 0;
  /// What nodes and edges have that do not say otherwise. To be called before the first of them.
  virtual void SetNodeDefaults(const Attributes& attributes) = 0;
  virtual void SetEdgeDefaults(const Attributes& attributes) = 0;

  /// `name` is of letters, digits, '-' and '_', as keys of edges are.
  virtual void AddNode(const std::string& name, const Attributes& attributes) = 0;
  /// What edges may look like: a number for AddEdge(). Graphs of a million edges have few looks.
  virtual std::size_t AddLook(const Attributes& attributes) = 0;
  /// The edge of this key between two nodes that were added before.
  virtual void AddEdge(std::string_view tail, std::string_view head, std::string_view key,
                       std::size_t look) = 0;
};

}  // namespace kg
