// Small random archives in which names stand in one sentence, one paragraph or far apart.
#pragma once

#include <cstdint>
#include <string>

#include "graph/store.h"

namespace kg {

/// `articles` articles, a day apart, that name up to 4 of `names` persons ("人0", "人1", …), each
/// in one or two of 6 sentences, two to a paragraph, with tags and links to earlier ones.
/// Names with small numbers come more often.
void PutRandomNames(GraphStore& store, int articles, int names, std::uint64_t seed);

}  // namespace kg
