// Names that open with a family name and look like words, and words that look like such names.
#pragma once

#include <optional>

#include "ingest/people/rules.h"

namespace kg::people {

/// The name at `pos` that is an ordinary word (高峰) that needs a title before it and a speaker's
/// verb or a break behind it, or the like.
std::optional<Candidate> CollidingNameAt(const Text& text, std::size_t pos, std::size_t length,
                                         Before before);

/// Whether a known name of two characters is the beginning of something longer: 李希光, 方方面面.
bool IsPartOfLongerName(const Text& text, std::size_t start, std::size_t end);

}  // namespace kg::people
