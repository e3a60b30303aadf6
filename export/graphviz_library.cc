#include "export/graphviz_library.h"

#include "graph/late_library.h"

namespace kg {
namespace {

// libgvc needs libcgraph, so that its names are found there too.
GraphvizLibrary Load() {
  const LateLibrary library("libgvc.so.6", "draw a picture");
  GraphvizLibrary loaded;
#define KG_GRAPHVIZ(name) library.Find(#name, loaded.name);
#include "export/graphviz_library.inc"
#undef KG_GRAPHVIZ
  return loaded;
}

}  // namespace

const GraphvizLibrary& Drawing() {
  static const GraphvizLibrary loaded = Load();
  return loaded;
}

}  // namespace kg
