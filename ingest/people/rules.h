// The rules that find names in one part of a text.
#pragma once

#include <optional>
#include <vector>

#include "ingest/people/context.h"
#include "ingest/people/latin_names.h"

namespace kg::people {

enum class Evidence : std::uint8_t {
  kKnown,   // a name of the lexicon
  kStrong,  // a name here, and wherever else the article has it
  kLocal,   // a name here only: an ordinary word elsewhere
};

struct Candidate {
  std::size_t start = 0;
  std::size_t end = 0;
  Evidence evidence = Evidence::kLocal;
  Lexicon::Match word{};      // kKnown only
  std::size_t last_part = 0;  // of a name with dots or dashes; else `start`
  std::optional<LatinName> gloss{};
};

/// In order of their place, none overlapping. Linear.
std::vector<Candidate> FindCandidates(const Text& text);

}  // namespace kg::people
