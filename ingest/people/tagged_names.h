// What is to be thought of a person's name that the tagger found.
#pragma once

#include "ingest/people/tagger.h"

namespace kg::people {

/// Cuts titles and the like off the ends. False when what is left is no name.
bool TrimTagged(const Text& text, TaggedName& name);

/// Whether the name is one wherever the article has it.
bool IsSure(const TaggedName& name);

/// Where the part behind the last sign of a transliteration starts; `start` when it has no signs.
std::size_t LastPartOf(const Text& text, std::size_t start, std::size_t end);

}  // namespace kg::people
