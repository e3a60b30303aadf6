// Texts with tagged words in the IOB2 form of the Universal NER project.
#pragma once

#include <istream>
#include <vector>

#include "tools/train_people/training_text.h"

namespace kg::people {

/// Blocks of lines "number TAB word TAB tag …" under "# text = …", blank lines between. PER, ORG
/// and LOC count. Throws Error(kCorrupt) when a word is not in its text.
std::vector<TrainingText> ReadIob2(std::istream& in);

}  // namespace kg::people
