// Learns where names of persons begin from four features a place: logistic regression.
#pragma once

#include <span>

#include "ingest/people/name_gate.h"
#include "tools/train_people/training_text.h"

namespace kg::people {

struct TrainedGate {
  NameGate gate{};
  int threshold = 0;  // of the score: all but a few names in a hundred texts not learnt from pass
  float passed = 0;   // the part of all places that passes
};

/// `missed` is the part of the beginnings of names that may be lost.
TrainedGate TrainGate(std::span<const TrainingText> texts, float missed);

}  // namespace kg::people
