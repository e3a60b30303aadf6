// Kinds in the words of labelled graphs: Neo4j's labels.
#pragma once

#include "graph/model.h"

namespace kg {

/// "Person". From a fixed list: data never chooses a label.
const char* LabelOf(NodeKind kind);

}  // namespace kg
