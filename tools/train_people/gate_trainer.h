// Learns where names of persons begin from a few features a place: logistic regression.
#pragma once

#include <span>
#include <string>

#include "ingest/people/tag_model.h"
#include "tools/train_people/training_text.h"

namespace kg::people {

struct TrainedGate {
  NameGate gate{};
  int threshold = 0;  // of the score
  float found = 0;    // the part of the beginnings in texts not learnt from that passes
};

/// Where the tagger of `model`, which looks at everything, sees persons in `texts`, and where their
/// labels say so. `passed` is the part of the places of the texts from `first_raw` on, one in
/// eight of which it does not learn from, that is to pass.
TrainedGate TrainGate(std::span<const TrainingText> texts, std::size_t first_raw,
                      const TagModel& model, float passed);

}  // namespace kg::people
