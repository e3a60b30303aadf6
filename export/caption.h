// What stands around a picture: its title above; below it what the signs mean, and a note.
#pragma once

#include "export/graphviz.h"
#include "export/picture_style.h"
#include "graph/news_graph.h"

namespace kg {

/// To be added to `drawing`, a Drawing() of the same graph, after its layout: title, kinds and
/// relations that occur, groups, note. Moves nothing.
void AddCaption(GvGraph& drawing, const NewsGraph& graph, const Marks& marks,
                const GroupLooks& groups, bool english);

}  // namespace kg
