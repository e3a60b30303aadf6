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
  float rate = 0.1F;                          // AdaGrad's
  float shrink = 3e-5F;                       // of each weight that is touched, in proportion (L2)
  float sparse = 3e-5F;                       // of each weight that is touched, by an amount (L1)
  int min_count = 2;                          // features seen less often are left out
  std::uint32_t bucket_bits = 15;             // of the model's table
  std::uint32_t word_bits = 15;               // of its table of words
  std::span<const TagWords::Listed> words{};  // those that matter most first
  std::uint64_t without = 0;                  // a bit for each feature that is left out
  std::uint64_t seed = 1;                     // of the order of texts
  std::string about{};                        // goes into the model
  std::function<void(const std::string&)> progress{};
};

/// The bytes of a model whose gate lets everything pass: the same for the same texts and options,
/// on any machine that rounds as IEEE 754 says. Time is proportional to the texts' length, and so
/// is memory: about 150 bytes a character.
std::string TrainTagModel(std::span<const TrainingText> texts, const CrfOptions& options);

}  // namespace kg::people
