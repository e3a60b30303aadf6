// A timeline's document (product contract, section 7) for other programs: TimelineJS3 and Graphviz.
#pragma once

#include <ostream>

#include "queries/query.h"

namespace kg {

/// An article a slide, with the quoted sentences; bursts are eras. To be asked for with
/// `--milestones 20`: more slides make no story.
void PrintSlides(const Findings& findings, std::ostream& out);

/// The articles from left to right, one after the other, milestones in bold; Graphviz's dot draws
/// it.
void PrintTimelineDot(const Findings& findings, std::ostream& out);

}  // namespace kg
