// A linear-chain conditional random field over the units of texts, trained by AdaGrad.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ingest/people/tag_model.h"
#include "tools/train_people/training_text.h"

namespace kg::people {

struct CrfOptions {
  int epochs = 6;
  float rate = 0.05F;            // AdaGrad's
  float shrink = 3e-5F;          // of each weight that is touched, in proportion (L2)
  float sparse = 3e-5F;          // of each weight that is touched, by an amount (L1)
  int min_count = 2;             // features seen less often are left out
  std::uint32_t slot_bits = 17;  // of the model's table; four slots in five are used at most
  float missed_by_gate = 0.03F;  // names that the tagger may never see
  std::uint64_t seed = 1;        // of the order of texts
  std::string about{};           // goes into the model
  std::function<void(const std::string&)> progress{};
};

/// The bytes of a model: the same for the same texts and options, on any machine that rounds as
/// IEEE 754 says. Time is proportional to the texts' length, and so is memory: about 150 bytes a
/// character.
std::string TrainTagModel(std::span<const TrainingText> texts, const CrfOptions& options);

}  // namespace kg::people
