#include "ingest/people/tag_scores.h"

namespace kg::people {
namespace {

using Lanes = std::int16_t __attribute__((vector_size(32)));
using Weights = std::int8_t __attribute__((vector_size(16)));
static_assert(sizeof(Lanes) == sizeof(TagScores));

template <typename Register>
[[gnu::always_inline]] inline void Load(const void* from, Register& lanes) {
  std::memcpy(&lanes, from, sizeof(lanes));
}

}  // namespace

KG_WIDE_REGISTERS
TagScores SumOf(std::span<const std::int8_t* const, kFeatures> rows) {
  Lanes sum{};
  for (const std::int8_t* const row : rows) {
    Weights weights;
    Load(row, weights);
    sum += __builtin_convertvector(weights, Lanes);
  }
  TagScores scores;
  std::memcpy(scores.data(), &sum, sizeof(sum));
  return scores;
}

KG_WIDE_REGISTERS
void ScoreSequences(const TagModel& model, std::span<const TagScores> own, TagScores* best) {
  const Lanes worst = Lanes{} + kFarWorse;
  const Lanes most = Lanes{} + kFarBetter;
  TagScores before;
  before.fill(kFarWorse);
  before[kOutside] = 0;
  for (std::size_t unit = 0; unit < own.size(); ++unit) {
    Lanes next = worst;
    for (std::size_t tag = 0; tag < kTags; ++tag) {
      Lanes following;
      Load(model.Following(tag).data(), following);
      following += before[tag];
      next = next > following ? next : following;
    }
    Lanes scores;
    Load(own[unit].data(), scores);
    next += scores;
    next -= next[kOutside];
    next = next > worst ? next : worst;
    next = next < most ? next : most;
    std::memcpy(before.data(), &next, sizeof(next));
    best[unit] = before;
  }
}

}  // namespace kg::people
