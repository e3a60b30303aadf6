#include "export/graphviz.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "export/graphviz_library.h"
#include "graph/error.h"

namespace kg {
namespace {

// Graphviz keeps its random numbers, its complaints and much else in globals.
std::mutex g_graphviz;
std::string g_complaints;

int Collect(char* complaint) {
  g_complaints += complaint;
  return 0;
}

// cgraph takes char* for what it only reads.
char* Lend(const std::string& text) { return const_cast<char*>(text.c_str()); }
char* Lend(const char* text) { return const_cast<char*>(text); }

void SetAll(void* object, const GvGraph::Attributes& attributes) {
  for (const auto& [name, value] : attributes)
    Drawing().agsafeset(object, Lend(name), Lend(value), Lend(""));
}

void SetDefaults(Agraph_t* graph, int kind, const GvGraph::Attributes& attributes) {
  for (const auto& [name, value] : attributes)
    Drawing().agattr(graph, kind, Lend(name), Lend(value));
}

GVC_t* Context() {
  static GVC_t* const context = Drawing().gvContext();
  if (context == nullptr) throw Error(ErrorCode::kUnsupported, "Graphviz does not start");
  return context;
}

void Require(bool done, const std::string& what) {
  if (done) return;
  std::string reason = g_complaints.substr(0, g_complaints.find('\n'));
  throw Error(ErrorCode::kUnsupported,
              "Graphviz cannot " + what + (reason.empty() ? "" : ": ") + reason);
}

// What a layout hangs on a graph has to go before the next one and before the graph does.
class LaidOut {
 public:
  LaidOut(Agraph_t* graph, const std::string& engine) : graph_(graph) {
    g_complaints.clear();
    Drawing().agseterrf(Collect);
    Require(Drawing().gvLayout(Context(), graph_, engine.c_str()) == 0,
            "lay out with '" + engine + "'");
  }
  ~LaidOut() { Drawing().gvFreeLayout(Context(), graph_); }
  LaidOut(const LaidOut&) = delete;
  LaidOut& operator=(const LaidOut&) = delete;

 private:
  Agraph_t* graph_;
};

}  // namespace

void GvGraph::Closer::operator()(Agraph_s* graph) const { Drawing().agclose(graph); }

// The name is that of the element <title> of an SVG too.
GvGraph::GvGraph() : graph_(Drawing().agopen(Lend("newsgraph"), *Drawing().Agdirected, nullptr)) {
  if (graph_ == nullptr) throw Error(ErrorCode::kUnsupported, "Graphviz makes no graph");
}

void GvGraph::Set(const Attributes& attributes) { SetDefaults(graph_.get(), AGRAPH, attributes); }

void GvGraph::SetNodeDefaults(const Attributes& attributes) {
  SetDefaults(graph_.get(), AGNODE, attributes);
}

void GvGraph::SetEdgeDefaults(const Attributes& attributes) {
  SetDefaults(graph_.get(), AGEDGE, attributes);
}

void GvGraph::AddNode(const std::string& name, const Attributes& attributes) {
  SetAll(Drawing().agnode(graph_.get(), Lend(name), 1), attributes);
}

std::size_t GvGraph::AddLook(const Attributes& attributes) {
  looks_.push_back(attributes);
  return looks_.size() - 1;
}

void GvGraph::AddEdge(std::string_view tail, std::string_view head, std::string_view key,
                      std::size_t look) {
  Agnode_t* const from = Drawing().agnode(graph_.get(), Lend(std::string(tail)), 0);
  Agnode_t* const to = Drawing().agnode(graph_.get(), Lend(std::string(head)), 0);
  SetAll(Drawing().agedge(graph_.get(), from, to, Lend(std::string(key)), 1), looks_[look]);
}

void GvGraph::Layout(const std::string& engine) {
  const std::lock_guard lock(g_graphviz);
  std::srand(1);  // sfdp draws from rand() before it comes to its own seed
  const LaidOut laid_out(graph_.get(), engine);
  Drawing().attach_attrs(graph_.get());
}

Box GvGraph::bounds() const {
  Box box;
  const char* text = Drawing().agget(graph_.get(), Lend("bb"));
  if (text != nullptr) {
    std::sscanf(text, "%lf,%lf,%lf,%lf", &box.left, &box.bottom, &box.right, &box.top);
  }
  return box;
}

std::string GvGraph::Render(const std::string& format) {
  const std::lock_guard lock(g_graphviz);
  const LaidOut laid_out(graph_.get(), "nop2");
  char* bytes = nullptr;
  unsigned length = 0;
  Require(Drawing().gvRenderData(Context(), graph_.get(), format.c_str(), &bytes, &length) == 0 &&
              bytes != nullptr,
          "write " + format);
  std::string result(bytes, length);
  Drawing().gvFreeRenderData(bytes);
  return result;
}

}  // namespace kg
