// What the explorer shows before anything is asked for.
#pragma once

#include <string>

#include "graph/store.h"

namespace kg {

/// Data of the explorer page: the names that most articles mention, how they hang together, and
/// how many articles there are a month. No names where there are too many articles to look at them
/// all. Reads the index of every name and the records of the articles that mention two of these.
std::string OverviewJson(const GraphStore& store);

}  // namespace kg
