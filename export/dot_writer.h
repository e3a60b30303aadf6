// Graphviz source, written as it comes.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "export/canvas.h"
#include "export/text_buffer.h"

namespace kg {

/// Holds no graph, so its memory does not grow with it; cgraph, which holds one, takes five times
/// as long for a million edges. Every value is quoted.
class DotWriter final : public Canvas {
 public:
  explicit DotWriter(std::ostream& out);

  void Set(const Attributes& attributes) override { Statement("graph", attributes); }
  void SetNodeDefaults(const Attributes& attributes) override { Statement("node", attributes); }
  void SetEdgeDefaults(const Attributes& attributes) override { Statement("edge", attributes); }
  void AddNode(const std::string& name, const Attributes& attributes) override;
  void AddEdge(const std::string& tail, const std::string& head, const std::string& key,
               const Attributes& attributes) override;

  /// To be called once, after all the others.
  void Finish();

 private:
  void Quoted(std::string_view value);
  void List(const Attributes& attributes);
  void Statement(std::string_view word, const Attributes& attributes);
  void EndLine();

  TextBuffer out_;
};

}  // namespace kg
