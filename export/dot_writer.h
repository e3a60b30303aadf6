// Graphviz source, written as it comes.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

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
  std::size_t AddLook(const Attributes& attributes) override;
  void AddEdge(std::string_view tail, std::string_view head, std::string_view key,
               std::size_t look) override;

  /// To be called once, after all the others.
  void Finish();

 private:
  void Statement(std::string_view subject, const Attributes& attributes);

  TextBuffer out_;
  std::vector<std::string> looks_{};  // lists of attributes as they are written
};

}  // namespace kg
