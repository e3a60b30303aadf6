// What the explorer page shows beyond nodes and links, from the store.
#pragma once

#include "export/details.h"
#include "graph/store.h"

namespace kg {

/// Clusters as they were last run, or else computed; other names; quotes of the articles: one
/// for everything that they name, and others up to five of each; bursts and milestones of what many
/// articles name. Reads the texts of the articles of `shown`, one at a time.
Details DetailsFor(const GraphStore& store, const NewsGraph& shown);

/// The part of it that needs no texts: clusters and other names.
Details NamesFor(const GraphStore& store, const NewsGraph& shown);

}  // namespace kg
