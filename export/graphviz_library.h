// Graphviz, loaded when a picture is first drawn.
#pragma once

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

namespace kg {

/// The functions and data that we use, as Graphviz declares them.
struct GraphvizLibrary {
#define KG_GRAPHVIZ(name) decltype(&::name) name;
#include "export/graphviz_library.inc"
#undef KG_GRAPHVIZ
};

/// Safe to call from several threads. Throws Error(kUnsupported) when the library is not there.
const GraphvizLibrary& Drawing();

}  // namespace kg
